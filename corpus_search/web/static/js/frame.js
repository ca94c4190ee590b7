// An enlarged page begins at its upper left corner: this moves it to the passage that is framed.

const view = document.querySelector(".sheet-frame");
const framed = view?.querySelector(".passage-frame");

if (framed) {
  const place = framed.getBoundingClientRect();
  const window = view.getBoundingClientRect();
  view.scrollBy(place.left - window.left - view.clientWidth / 12, place.top - window.top - view.clientHeight / 3);
}
