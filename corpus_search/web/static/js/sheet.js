// Turns the pages beside the text in place. Without this each page is opened by its link.

const figure = document.querySelector("figure[data-sheet]");

function rect(frame, name, margin) {
  const element = document.createElementNS(figure.querySelector("svg").namespaceURI, "rect");
  const [left, top, right, bottom] = frame;
  element.setAttribute("class", name);
  element.setAttribute("x", left - margin);
  element.setAttribute("y", top - margin / 2);
  element.setAttribute("width", right - left + 2 * margin);
  element.setAttribute("height", bottom - top + margin);
  return element;
}

async function turn(number) {
  const address = new URL(figure.dataset.sheet, location.href);
  address.pathname = address.pathname.replace(/\/\d+\.json$/, `/${number}.json`);
  const response = await fetch(address);
  if (!response.ok) return;
  const told = await response.json();
  const picture = figure.querySelector("img");
  picture.src = told.picture;
  picture.alt = picture.alt.replace(/\d+/, told.page);
  figure.querySelector("svg").replaceChildren(
    ...told.frames.map((frame) => rect(frame, "passage-frame", 0.008)),
    ...told.words.map((frame) => rect(frame, "word-frame", 0.002)),
  );
  figure.querySelector(".sheet-picture").href = told.url;
  figure.querySelector("figcaption .num").textContent = `${told.page} / ${told.total}`;
  for (const step of ["previous", "next"]) {
    const link = figure.querySelector(`[data-step=${step}]`);
    if (!link) continue;
    link.hidden = !told[step];
    if (told[step]) link.href = told[step];
  }
}

const numberOf = (link) => Number(new URL(link.href).pathname.match(/\/pages\/(\d+)$/)?.[1]);

if (figure) {
  figure.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-step]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turn(numberOf(link));
  });
}
