// Which layers are drawn, how many things each has, and what their symbols mean.
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { rangeAt } from "../map/tile-grid.js";
import { keyEntry, neutral, paintKey } from "./legend.js";

// Emits "change" ({ visible: Set }) and "paint" ({ paint }).
export class LayerSwitch extends EventTarget {
  constructor(element, layers, table, feederNames) {
    super();
    Object.assign(this, { element, layers, table, feederNames });
    this.rows = new Map(layers.map((layer) => [layer.id, this.makeRow(layer)]));
    this.shown = new Set();
    slot(element, "layers").append(...this.rows.values());
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
      this.dispatchEvent(new CustomEvent("paint", { detail: { paint: input.value } }));
      this.tellPaint();
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

  // The table says what lines are painted by.
  tellPaint() {
    this.element.querySelector(`[name=pintar][value=${this.table.paint}]`).checked = true;
    const entries = paintKey(this.table, this.feederNames);
    slot(this.element, "paint").replaceChildren(...entries);
    slot(this.element, "paint").hidden = !entries.length;
    for (const layer of this.layers) this.fillSymbols(layer);
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
    const items = symbols.map((symbol) => keyEntry(neutral(symbol, this.table), shortLabel(symbol, layer)));
    slot(this.rows.get(layer.id), "symbols").replaceChildren(...items);
  }
}

// "Transformador hasta 15 kVA" under the heading Transformadores is "Hasta 15 kVA".
function shortLabel({ label }, { singular }) {
  const short = label.startsWith(`${singular} `) ? label.slice(singular.length + 1) : label;
  return short[0].toUpperCase() + short.slice(1);
}
