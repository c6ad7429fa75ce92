// Parts of a page or of the panel that are for one person alone: HTML of the portal's own, from an address of its own.
// Only the pages of who has signed in name such addresses.
//
// innerHTML is safe here: an address is a path of this origin, written by our templates; what it answers is escaped by them
// as any page is; no redirect is followed; and the content security policy runs no script that stands in a page.

const PLACE = "ID";

// Every element of a page that names an address is filled from it.
export function fillFragments(root) {
  for (const element of root.querySelectorAll("[data-fragment]")) fill(element, element.dataset.fragment);
}

// `patterns`: layer → addresses, with PLACE where the asset's id belongs.
export function addFragments(panelBody, { layer, id }, patterns = {}) {
  const sections = panelBody.querySelector("[data-slot=sections]");
  for (const pattern of patterns[layer] ?? []) {
    const element = document.createElement("div");
    sections.prepend(element);
    fill(element, pattern.replace(PLACE, encodeURIComponent(id)));
  }
}

// Nothing to say, or no longer signed in: nothing is shown.
async function fill(element, address) {
  try {
    const response = await fetch(address, { credentials: "same-origin", redirect: "manual" });
    if (response.status === 200) element.innerHTML = await response.text();
  } catch {
    element.remove();
  }
}
