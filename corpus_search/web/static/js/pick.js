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

function pick() {
  const selection = document.getSelection();
  if (bar.contains(document.activeElement) || bar.querySelector(".keeping, .kept-note")) return;
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const place = range && prose.contains(range.commonAncestorContainer) ? covered(range) : null;
  const quote = place ? words(range).split(/\s+/u).join(" ").trim() : "";
  bar.hidden = !ink(quote);
  if (bar.hidden) return;
  bar.querySelector("[data-picked]").textContent = `“${quote.length > 240 ? `${quote.slice(0, 240)} …` : quote}”`;
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
