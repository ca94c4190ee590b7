// The table of contents follows the reading: the entry of what is on screen is marked and kept in view.

import { keysAreOff } from "./keys-off.js";

const toc = document.querySelector(".toc");
const entries = new Map();
for (const link of document.querySelectorAll(".toc a[href*='#']")) {
  const url = new URL(link.href);
  if (url.pathname !== location.pathname) continue;
  const target = document.getElementById(decodeURIComponent(url.hash.slice(1)));
  if (target) entries.set(target, link);
}

let current = [...document.querySelectorAll(".toc a[aria-current]")].at(-1);

function reveal(link) {
  if (!link || toc.scrollHeight <= toc.clientHeight) return;
  const box = link.getBoundingClientRect();
  const frame = toc.getBoundingClientRect();
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
    toc.scrollTop += box.top - frame.top - toc.clientHeight / 3;
  }
}

function mark(link) {
  if (!link || link === current) return;
  for (const old of document.querySelectorAll(".toc a[aria-current]")) old.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    if (!fold.classList.contains("fold")) fold.open = true;
  }
  current = link;
  reveal(link);
}

// What was passed last is what is read: of the targets above the upper third of the screen, the lowest.
const targets = [...entries.keys()];
const above = new Set();
const observer = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting, boundingClientRect, rootBounds } of changes) {
    if (isIntersecting || boundingClientRect.top < (rootBounds?.top ?? 0)) above.add(target);
    else above.delete(target);
  }
  const read = targets.findLast((target) => above.has(target));
  if (read && scrollY > 0) mark(entries.get(read));
}, { rootMargin: "0px 0px -66% 0px" });

targets.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
for (const target of targets) observer.observe(target);
reveal(current);

// "i" searches in this document; "[" and "]" go to its earlier and later part.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const act = {
    "i": () => document.querySelector("#within")?.select(),
    "[": () => document.querySelector(".window a[rel=prev]")?.click(),
    "]": () => document.querySelector(".window a[rel=next]")?.click(),
  }[event.key];
  if (!act || keysAreOff()) return;
  event.preventDefault();
  act();
});
