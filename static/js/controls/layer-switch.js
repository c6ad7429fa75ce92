// Which layers are drawn, how many things each has, and what their symbols mean.
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { token } from "../shared/tokens.js";
import { rangeAt } from "../map/tile-grid.js";
import { sample } from "./legend.js";

// Emits "change" ({ visible: Set }) and "paint" ({ byFeeder }).
export class LayerSwitch extends EventTarget {
  constructor(element, layers, table, feederNames) {
    super();
    Object.assign(this, { element, layers, table });
    this.rows = new Map(layers.map((layer) => [layer.id, this.makeRow(layer)]));
    this.shown = new Set();
    slot(element, "layers").append(...this.rows.values());
    slot(element, "feeders").append(...feederKey(table, feederNames));
    element.addEventListener("change", (event) => this.changed(event.target));
  }

  makeRow(layer) {
    const row = fill(fromTemplate("layer"), {
      name: layer.plural,
      count: layer.count === null ? "" : number(layer.count),
    });
    const box = slot(row, "box");
    box.value = layer.id;
    box.checked = layer.on_at_start;
    slot(row, "name").title = layer.description;
    return row;
  }

  changed(input) {
    if (input.type === "radio") {
      const byFeeder = input.value === "feeder";
      this.dispatchEvent(new CustomEvent("paint", { detail: { byFeeder } }));
      slot(this.element, "feeders").hidden = !byFeeder;
      for (const layer of this.layers) this.fillSymbols(layer);
    } else {
      this.dispatchEvent(new CustomEvent("change", { detail: { visible: this.visible() } }));
    }
  }

  visible() {
    return new Set(
      this.layers.filter((layer) => slot(this.rows.get(layer.id), "box").checked).map((layer) => layer.id),
    );
  }

  set(ids) {
    for (const [id, row] of this.rows) slot(row, "box").checked = ids.has(id);
  }

  // Say beside a layer from where on it is drawn, while the map does not draw it; its symbols wait until then.
  tellZoom(zoom) {
    for (const layer of this.layers) {
      const first = Math.min(...layer.tiles.map((range) => range.from));
      const note = slot(this.rows.get(layer.id), "note");
      const isDrawn = rangeAt(layer.tiles, zoom);
      note.textContent =
        isDrawn || !layer.tiles.length ? "" : zoom < first ? `se ve al acercar (zoom ${first})` : "se ve al alejar";
      note.hidden = !note.textContent;
      slot(this.rows.get(layer.id), "symbols").hidden = !isDrawn;
    }
  }

  // The legend explains what is on the map, no more: symbols are added as they come into sight.
  tellSymbols(features) {
    for (const { layer, kind } of features) {
      const key = `${layer}/${kind}`;
      if (this.shown.has(key)) continue;
      this.shown.add(key);
      this.fillSymbols(this.layers.find(({ id }) => id === layer));
    }
  }

  fillSymbols(layer) {
    const symbols = layer.symbols.filter((each) => this.shown.has(`${layer.id}/${each.kind}`));
    const items = symbols.map((symbol) => keyEntry(this.neutral(symbol), shortLabel(symbol, layer)));
    slot(this.rows.get(layer.id), "symbols").replaceChildren(...items);
  }

  // Painted by feeder, a line's width still says its phases, its colour no longer its voltage.
  neutral(symbol) {
    return this.table.byFeeder && symbol.shape === "line" ? { ...symbol, color: token("--muted") } : symbol;
  }
}

function keyEntry(symbol, label) {
  const item = fill(fromTemplate("symbol"), { label });
  item.prepend(sample(symbol));
  return item;
}

function feederKey(table, names) {
  const line = { shape: "line", size: [3, 3] };
  return [...table.feederColors].map(([id, color]) => keyEntry({ ...line, color }, names[id] ?? id));
}

// "Transformador hasta 15 kVA" under the heading Transformadores is "Hasta 15 kVA".
function shortLabel({ label }, { singular }) {
  const short = label.startsWith(`${singular} `) ? label.slice(singular.length + 1) : label;
  return short[0].toUpperCase() + short.slice(1);
}
