// Turns a folded citation or link into a button that copies it. Without this the text can be unfolded and selected.

const said = document.querySelector("#said");

for (const details of document.querySelectorAll("details[data-copy]")) {
  if (!navigator.clipboard) break;
  const text = details.querySelector("p").textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = details.dataset.copy;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The browser forbids it: show the text instead, to be copied by hand.
      details.hidden = false;
      details.open = true;
      button.remove();
      return;
    }
    button.textContent = details.dataset.copied;
    said.textContent = details.dataset.copied;
    setTimeout(() => { button.textContent = details.dataset.copy; }, 2000);
  });
  details.before(button);
  details.hidden = true;
}
