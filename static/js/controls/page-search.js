// The search box of a page answers as one types; without a script it is a plain form.
import { Api } from "../shared/api.js";
import { SearchBox } from "./search-box.js";

export function searchAsYouType() {
  const form = document.querySelector(".search-form");
  if (!form) return;
  becomeCombobox(form.querySelector("input"));
  const api = new Api("/api/");
  const box = new SearchBox(form, { search: (text, options) => api.search(text, options), leaves: true });
  box.addEventListener("choose", ({ detail }) => window.location.assign(detail.result.url));
}

// A box of type "search" may have no other role.
function becomeCombobox(input) {
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "resultados");
  input.setAttribute("aria-autocomplete", "list");
}
