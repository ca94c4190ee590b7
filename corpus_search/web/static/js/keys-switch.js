// The button of the help page that turns keys off. It stands alone: what a page names and another module imports too
// would run twice, once by each address.

import { keysAreOff, NAME } from "./keys-off.js";

const place = document.querySelector("[data-keys-switch]");
const button = place.querySelector("button");
const show = () => { button.textContent = keysAreOff() ? place.dataset.on : place.dataset.off; };

button.addEventListener("click", () => {
  localStorage.setItem(NAME, keysAreOff() ? "on" : "off");
  show();
});
show();
place.hidden = false;
