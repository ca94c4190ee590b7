// Shows what a citation leads to, on focus and on hover. Without this the link is followed.

const card = document.createElement("div");
card.id = "preview";
card.className = "preview";
card.setAttribute("role", "tooltip");
card.hidden = true;
document.body.append(card);

const known = new Map();
let shown = null;
let timer = 0;

function fetched(url) {
  if (!known.has(url)) {
    known.set(url, fetch(url, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null));
  }
  return known.get(url);
}

function line(name, className, text) {
  if (!text) return;
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  card.append(element);
}

function place(link) {
  const box = link.getClientRects()[0];
  const below = box.bottom + card.offsetHeight + 8 < innerHeight || box.top < card.offsetHeight + 8;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? box.bottom + 4 : box.top - card.offsetHeight - 4) + scrollY}px`;
}

async function show(link) {
  shown = link;
  const told = await fetched(link.dataset.preview);
  if (!told || shown !== link) return;
  card.replaceChildren();
  line("p", "preview-name", [told.name, told.place].filter(Boolean).join(" › "));
  line("p", "preview-text", told.text || told.title);
  line("p", "preview-status", told.status);
  card.hidden = false;
  link.setAttribute("aria-describedby", "preview");
  place(link);
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  card.hidden = true;
}

function later(act, delay) {
  clearTimeout(timer);
  timer = setTimeout(act, delay);
}

const cited = (event) => (event.target instanceof Element ? event.target.closest("a[data-preview]") : null);

document.addEventListener("focusin", (event) => { const link = cited(event); if (link) show(link); else hide(); });
document.addEventListener("mouseover", (event) => {
  const link = cited(event);
  if (link) { if (link !== shown) later(() => { hide(); show(link); }, 200); else clearTimeout(timer); }
  else if (card.contains(event.target)) clearTimeout(timer);
  else if (shown && document.activeElement !== shown) later(hide, 250);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
