// Brings the place that is read into view in a long table of contents.

const current = [...document.querySelectorAll(".toc a[aria-current]")].at(-1);
const toc = document.querySelector(".toc");
if (current && toc.scrollHeight > toc.clientHeight) {
  toc.scrollTop = current.offsetTop - toc.clientHeight / 3;
}
