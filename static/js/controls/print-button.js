// Printing needs a script, so the button appears with it.

export function offerPrinting(root = document) {
  for (const button of root.querySelectorAll("[data-action=print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
