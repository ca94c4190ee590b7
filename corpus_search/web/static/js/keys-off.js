// Keys of one letter can be turned off: who speaks to the computer, or rests a hand on it, presses them by mistake.

export const NAME = "keys";

export function keysAreOff() {
  try {
    return localStorage.getItem(NAME) === "off";
  } catch {
    return false; // the browser keeps nothing
  }
}
