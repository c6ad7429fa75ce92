// A run while it goes on: asks how far it is, and shows the page anew when it is over.
import { number } from "../shared/format.js";
import { getJson } from "../shared/request.js";
import { slot } from "../shared/template.js";

const EVERY_MS = 1000;
const WITH_TROUBLE_MS = 5000;
const section = document.querySelector("[data-run-state]");
const bar = section.querySelector("progress");

function show({ step, layer, done, total, warning }) {
  const words = slot(section, "step");
  const said = step || "En espera de que empiece…";
  // Read aloud only when it changes.
  if (words.textContent !== said) words.textContent = said;
  slot(section, "rows").textContent = layer ? rowsOf(layer, done, total) : "Preparando";
  slot(section, "warning").textContent = warning;
  slot(section, "warning").hidden = !warning;
  if (total) Object.assign(bar, { max: total, value: done });
  else bar.removeAttribute("value");
}

function rowsOf(layer, done, total) {
  const noun = (total ?? done) === 1 ? "fila" : "filas";
  return total ? `${layer}: ${number(done)} de ${number(total)} ${noun}` : `${layer}: ${number(done)} ${noun}`;
}

async function watch() {
  try {
    const state = await getJson(section.dataset.runState);
    if (!state.is_active) return window.location.reload();
    show(state);
    setTimeout(watch, EVERY_MS);
  } catch {
    setTimeout(watch, WITH_TROUBLE_MS);
  }
}

setTimeout(watch, EVERY_MS);
