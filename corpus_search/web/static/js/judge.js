// Judging in place and by keys; words selected in the passage become the quote.

import "./swap.js";
import "./keyed.js";
import { ink, inkBefore, words } from "./ink.js";

// The form that judges the passage in which something is selected.
function formOf(passage) {
  return passage.closest(".card")?.querySelector("form.judging");
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-words]");
  if (!start || !start.contains(range.endContainer)) return;
  const form = formOf(start);
  const quote = words(range).trim();
  if (!form?.elements.quote || !ink(quote)) return;
  const before = inkBefore(start, range.startContainer, range.startOffset);
  form.elements.quote.value = quote.split(/\s+/u).join(" ");
  form.elements.ink_start.value = before;
  form.elements.ink_end.value = before + ink(quote);
  if (form.elements.last) form.elements.last.value = "";
  form.querySelector(".more").open = true;
});

// Words that are typed stand wherever they are found.
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.name !== "quote" || !form?.elements.ink_start) return;
  form.elements.ink_start.value = "";
  form.elements.ink_end.value = "";
});
