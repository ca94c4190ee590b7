// Keys: "/" to the search box, "j" and "k" from hit to hit, "o" opens, "?" to the list of keys.
// All of it can be done without them.

import { keysAreOff } from "./keys-off.js";

const hits = [...document.querySelectorAll(".hit")];
let at = -1;

function move(step) {
  if (!hits.length) return;
  hits[at]?.classList.remove("at");
  at = Math.min(Math.max(at + step, 0), hits.length - 1);
  hits[at].classList.add("at");
  hits[at].querySelector("h3 a").focus({ preventScroll: true });
  hits[at].scrollIntoView({ block: "nearest" });
}

function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

const keys = {
  "/": () => document.querySelector("#q")?.select(),
  "j": () => move(1),
  "k": () => move(-1),
  "o": () => hits[at]?.querySelector("h3 a").click(),
  "?": () => location.assign(document.body.dataset.keys),
};

// In the reader, "j" and "k" go to the next and the previous hit of the query.
const next = document.querySelector("a[rel=next][data-hit]");
const previous = document.querySelector("a[rel=prev][data-hit]");
if (!hits.length && (next || previous)) {
  keys.j = () => next?.click();
  keys.k = () => previous?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  const act = keys[event.key];
  if (!act || keysAreOff()) return;
  event.preventDefault();
  act();
});
