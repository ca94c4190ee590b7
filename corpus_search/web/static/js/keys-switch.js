// Keys of one letter can be turned off: who speaks to the computer, or rests a hand on it, presses them by mistake.

const NAME = "keys";

export function keysAreOff() {
  try {
    return localStorage.getItem(NAME) === "off";
  } catch {
    return false; // the browser keeps nothing
  }
}

const place = document.querySelector("[data-keys-switch]");

if (place) {
  const button = place.querySelector("button");
  const show = () => { button.textContent = keysAreOff() ? place.dataset.on : place.dataset.off; };
  button.addEventListener("click", () => {
    localStorage.setItem(NAME, keysAreOff() ? "on" : "off");
    show();
  });
  show();
  place.hidden = false;
}
