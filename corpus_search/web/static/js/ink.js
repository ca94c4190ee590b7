// Counts what a selection covers: characters (code points) that are no white space, since those are the same on the page
// and in the document's text. White space is what Python's str.isspace says.

const SPACE = /[\p{White_Space}\u001c-\u001f]/gu;
const NO_TEXT = ".page-no, .who, .acts, .stripes, .coded, .keeping, .kept-note, .visually-hidden";

export function ink(text) {
  return [...text.replace(SPACE, "")].length;
}

// The words of a range as they stand in the document: without page numbers and what can be operated.
export function words(range) {
  const part = document.createElement("div");
  part.append(range.cloneContents());
  for (const element of part.querySelectorAll(NO_TEXT)) element.remove();
  return part.textContent;
}

// How many characters stand in an element before a place in it.
export function inkBefore(element, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return ink(words(range));
}
