// The search box: a combobox over /api/search. Arrows walk the results, Enter chooses, Escape closes.
import { announce } from "../shared/announce.js";
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";

const WAIT = 160;

// Results by layer, in the order of their best one.
export function groupResults(results) {
  const groups = new Map();
  for (const result of results) groups.set(result.layer, [...(groups.get(result.layer) ?? []), result]);
  return [...groups];
}

// The one result whose id is just what was typed, if it is only one.
export function exactResult(text, results) {
  const exact = results.filter((result) => result.id.toLowerCase() === text.trim().toLowerCase());
  return exact.length === 1 ? exact[0] : null;
}

// Emits "choose" ({ result }). With `leaves`, Enter on no result goes where the form goes.
export class SearchBox extends EventTarget {
  constructor(form, { search, describer = null, leaves = false }) {
    super();
    Object.assign(this, { form, search, describer, leaves, results: [], active: -1 });
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.note = slot(form, "note");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => this.results.length && this.open());
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) this.close();
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    this.pending?.abort();
    if (!text) return this.show([], "");
    const pending = new AbortController();
    this.pending = pending;
    try {
      const { results } = await this.search(text, { signal: pending.signal });
      this.show(
        results,
        results.length ? "" : `No encontramos «${text.slice(0, 60)}». Revise el número o búsquelo en el mapa.`,
      );
    } catch (error) {
      if (error.name !== "AbortError") this.show([], `${error.message} Pulse Buscar para reintentar.`);
    }
  }

  show(results, note) {
    this.results = groupResults(results).flatMap(([, group]) => group);
    this.asked = this.input.value.trim();
    this.active = -1;
    this.note.textContent = note;
    this.note.hidden = !note;
    this.list.replaceChildren(...groupResults(results).map(([layer, group]) => this.group(layer, group)));
    if (results.length) {
      this.open();
      announce(results.length === 1 ? "1 resultado" : `${number(results.length)} resultados`);
    } else {
      this.close();
      if (note) announce(note);
    }
  }

  group(layer, results) {
    const group = fill(fromTemplate("result-group"), {
      title: this.describer?.layer(layer)?.plural ?? results[0].kind,
    });
    slot(group, "title").id = `resultados-${layer}`;
    group.setAttribute("aria-labelledby", `resultados-${layer}`);
    group.append(...results.map((result) => this.option(result)));
    return group;
  }

  option(result) {
    const option = fill(fromTemplate("result"), { label: result.label, detail: result.detail ?? "" });
    option.id = `resultado-${this.results.indexOf(result)}`;
    // The press would take the focus from the box, and the list would close before the click.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.choose(result));
    return option;
  }

  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.results.length) {
      event.preventDefault();
      this.open();
      this.activate(
        (this.active + step + this.results.length + (this.active < 0 && step < 0 ? 1 : 0)) % this.results.length,
      );
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  activate(index) {
    this.active = index;
    for (const option of this.list.querySelectorAll("[role=option]")) {
      const isActive = option.id === `resultado-${index}`;
      option.setAttribute("aria-selected", String(isActive));
      if (isActive) option.scrollIntoView({ block: "nearest" });
    }
    this.input.setAttribute("aria-activedescendant", `resultado-${index}`);
  }

  async submitted(event) {
    if (this.leaves && this.active < 0) return;
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    if (this.active >= 0) return this.choose(this.results[this.active]);
    if (this.asked !== text || !this.results.length) await this.ask();
    const found = exactResult(text, this.results) ?? (this.results.length === 1 ? this.results[0] : null);
    if (found) this.choose(found);
    else if (this.results.length) this.activate(0);
  }

  choose(result) {
    this.input.value = result.label;
    this.asked = result.label;
    this.close();
    this.dispatchEvent(new CustomEvent("choose", { detail: { result } }));
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
