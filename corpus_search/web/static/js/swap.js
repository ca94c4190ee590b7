// Forms and links of a region marked `data-swap` work in place: what they lead to is fetched, and the same region of
// that page takes its place. Without this they load a page.

const said = document.querySelector("#said");

export function regionOf(element) {
  return element.closest("[data-swap]");
}

// Fetches an address and puts its region in the place of this one. Answers whether it could.
export async function swap(region, address, options = {}) {
  if (region.ariaBusy === "true") return false;
  region.ariaBusy = "true";
  try {
    const response = await fetch(address, { ...options, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-swap]");
    if (!response.ok || !fresh) {
      const told = page.querySelector("[role=alert]") ?? page.querySelector("main p:not(.num)") ?? page.body;
      complain(region, told.textContent.trim());
      return false;
    }
    region.replaceChildren(...document.adoptNode(fresh).childNodes);
    document.title = page.title;
    history.replaceState(null, "", response.url);
    document.dispatchEvent(new CustomEvent("swapped", { detail: region }));
    show(region.querySelector("[data-focus]"));
    said.textContent = region.querySelector("[data-said]")?.textContent.trim() ?? "";
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    complain(region, region.dataset.failed);
    return false;
  } finally {
    region.ariaBusy = null;
  }
}

// Puts the focus on what comes next, and brings it into view where it is not.
function show(next) {
  if (!next) return;
  next.focus({ preventScroll: true });
  const { top, bottom } = next.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) next.scrollIntoView({ block: "start" });
}

export function complain(region, words) {
  region.querySelector(".complaint")?.remove();
  const message = document.createElement("div");
  message.className = "message bad complaint";
  message.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words;
  message.append(text);
  const before = region.querySelector("[data-focus]");
  if (before) before.before(message);
  else region.prepend(message);
  message.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const region = regionOf(form);
  if (!region || form.method !== "post" || event.defaultPrevented) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  swap(region, form.action, { method: "POST", body });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap-link]");
  const region = link && regionOf(link);
  if (!region || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  swap(region, link.href);
});
