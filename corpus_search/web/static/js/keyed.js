// A key presses the button or follows the link that carries it: `data-key="a"`. All of it can be done without keys.

import { keysAreOff } from "./keys-off.js";
import { regionOf } from "./swap.js";

function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isWriting(event.target) && regionOf(event.target)) {
    event.target.closest("[data-focus]")?.focus({ preventScroll: true });
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  const element = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!element || keysAreOff()) return;
  event.preventDefault();
  if (regionOf(element)?.ariaBusy === "true") return;
  if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector("[data-focus-first]")?.focus();
  } else {
    element.click();
  }
});
