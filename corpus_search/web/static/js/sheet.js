// Turns the pages beside the text: in place when a link asks for it, and by itself to the page that is read.
// Without this each page is opened by its link.

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

let wanted = null;

async function turn(number) {
  wanted = number;
  const address = new URL(figure.dataset.sheet, location.href);
  address.pathname = address.pathname.replace(/\/\d+\.json$/, `/${number}.json`);
  const response = await fetch(address);
  if (!response.ok) return;
  const told = await response.json();
  if (wanted !== number) return;
  const picture = figure.querySelector("img");
  picture.src = told.picture;
  if (told.size) [picture.width, picture.height] = told.size;
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
  follow();
}

// The page that is read is the last one that begins above the upper third of the screen.
function follow() {
  const beside = matchMedia("(min-width: 76.01rem)");
  const marks = [...document.querySelectorAll(".page-no[id^=page-]")];
  const above = new Set();
  let shown = null; // what the address asked for stays until something is scrolled
  let timer = 0;
  const observer = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of changes) {
      if (isIntersecting || boundingClientRect.top < (rootBounds?.top ?? 0)) above.add(target);
      else above.delete(target);
    }
    const read = Number((marks.findLast((mark) => above.has(mark)) ?? marks[0]).id.slice("page-".length));
    shown ??= read;
    if (read === shown || !beside.matches) return;
    clearTimeout(timer);
    timer = setTimeout(() => { shown = read; turn(read); }, 150);
  }, { rootMargin: "0px 0px -66% 0px" });
  for (const mark of marks) observer.observe(mark);
}
