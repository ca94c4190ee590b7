// "Keep as evidence" opens its form below the passage, keeps what it says and tells so there. Without this the form is a
// page of its own. Words selected in a document can be kept the same way.

import "./judge.js";

const said = document.querySelector("#said");

async function page(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Where the form stands: below the hit, or below the passage of a document.
function placeOf(element) {
  return element.closest(".hit, .passage, .picked") ?? element.parentElement;
}

export async function openForm(place, address) {
  for (const open of document.querySelectorAll(".keeping, .kept-note")) open.remove();
  const form = (await page(address)).querySelector(".keeping");
  if (!form) return location.assign(address);
  form.querySelector("h2")?.remove();
  form.querySelector(".crumb")?.remove();
  if (!place.matches(".hit")) form.querySelector(".words")?.remove();
  form.querySelector(".asked")?.remove();
  if (place.matches(".picked")) form.querySelector(".more").open = false;
  place.append(document.adoptNode(form));
  form.querySelector("select").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-keep]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openForm(placeOf(link), link.href);
  }
  const cancel = event.target.closest("a[data-cancel]");
  if (cancel && cancel.closest(".hit, .passage, .picked")) {
    event.preventDefault();
    close(cancel.closest(".keeping"));
  }
});

function close(form) {
  const place = form.parentElement;
  form.remove();
  place.querySelector("a[data-keep]")?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const keeping = form.closest(".keeping, .kept-note");
  if (!keeping?.closest(".hit, .passage, .picked")) return;
  event.preventDefault();
  const place = keeping.parentElement;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await page(form.action, { method: "POST", body });
  const problem = answer.querySelector("[role=alert]");
  if (problem) {
    keeping.querySelector("[role=alert]")?.remove();
    keeping.prepend(document.adoptNode(problem));
    return;
  }
  refresh(answer);
  const note = answer.querySelector(".kept-note");
  keeping.remove();
  if (note) {
    place.append(document.adoptNode(note));
    said.textContent = note.querySelector("p").textContent.trim();
  }
  place.querySelector("a[data-keep]")?.focus();
  document.dispatchEvent(new CustomEvent("kept", { detail: place }));
});

// Takes over the stripes beside the passages, and the lines below their words, from a newer state of this page.
function refresh(answer) {
  for (const passage of document.querySelectorAll(".passage")) {
    const newer = answer.getElementById(passage.id);
    if (!newer?.classList.contains("passage")) continue;
    for (const part of [".stripes", ".coded"]) {
      passage.querySelector(part)?.remove();
      const fresh = newer.querySelector(part);
      if (fresh) passage.append(document.adoptNode(fresh));
    }
    const paragraphs = newer.querySelectorAll(".para");
    passage.querySelectorAll(".para").forEach((paragraph, number) => {
      const fresh = paragraphs[number];
      if (fresh && fresh.innerHTML !== paragraph.innerHTML) {
        paragraph.replaceChildren(...document.adoptNode(fresh).childNodes);
      }
    });
  }
}
