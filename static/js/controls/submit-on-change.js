// A list's choice of how many rows is taken without pressing a button.

export function submitOnChange(root = document) {
  for (const form of root.querySelectorAll("[data-submit-on-change]")) {
    form.addEventListener("change", (event) => event.target.matches("select") && form.requestSubmit());
  }
}
