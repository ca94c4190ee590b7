// Words selected while reading can be coded: a bar names them and opens the form for them.

import { openForm } from "./keep.js";
import { ink, inkBefore, words } from "./ink.js";

const bar = document.querySelector(".picked");
const prose = document.querySelector(".prose");
let address = null;

// The passages that a selection covers, each with how many characters of it stand before the selection's ends.
function covered(range) {
  const passages = [...prose.querySelectorAll(".passage")].filter((passage) => range.intersectsNode(passage));
  const last = passages.findLast((passage) => endIn(passage, range) > 0);
  const first = passages[0];
  if (!first || !last || !first.contains(range.startContainer)) return null;
  return {
    first,
    last,
    start: inkBefore(first, range.startContainer, range.startOffset),
    end: endIn(last, range),
  };
}

function endIn(passage, range) {
  if (passage.contains(range.endContainer)) return inkBefore(passage, range.endContainer, range.endOffset);
  return inkBefore(passage, passage, passage.childNodes.length);
}

// A selection grown to the edges of the words that it cuts, as it is kept.
function whole(range) {
  const { startContainer, endContainer } = range;
  let { startOffset: start, endOffset: end } = range;
  const grown = range.cloneRange();
  if (startContainer.nodeType === Node.TEXT_NODE) {
    while (within(startContainer.data, start)) start -= 1;
    grown.setStart(startContainer, start);
  }
  if (endContainer.nodeType === Node.TEXT_NODE) {
    while (within(endContainer.data, end)) end += 1;
    grown.setEnd(endContainer, end);
  }
  return grown;
}

function within(text, at) {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));
}

function line(range) {
  return words(range).split(/\s+/u).join(" ").trim();
}

function pick() {
  const selection = document.getSelection();
  if (bar.contains(document.activeElement) || bar.querySelector(".keeping, .kept-note")) return;
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const place = range && prose.contains(range.commonAncestorContainer) ? covered(range) : null;
  const quote = place ? line(range) : "";
  bar.hidden = !ink(quote);
  if (bar.hidden) return;
  const shown = line(whole(range));
  bar.querySelector("[data-picked]").textContent = `“${shown.length > 240 ? `${shown.slice(0, 240)} …` : shown}”`;
  const args = new URLSearchParams({
    passage: place.first.dataset.passage,
    last: place.last.dataset.passage,
    ink_start: place.start,
    ink_end: place.end,
    quote,
    back: bar.dataset.back,
  });
  address = `${bar.dataset.form}?${args}`;
}

if (bar && prose) {
  document.addEventListener("selectionchange", pick);
  bar.querySelector("button").addEventListener("click", () => address && openForm(bar, address));
  document.addEventListener("kept", () => document.getSelection().removeAllRanges());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      bar.querySelector(".keeping, .kept-note")?.remove();
      document.getSelection().removeAllRanges();
      bar.hidden = true;
    }
  });
}
