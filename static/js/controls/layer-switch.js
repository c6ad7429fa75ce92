// Which layers are drawn, how many things each has, and what their symbols mean.
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { rangeAt } from "../map/tile-grid.js";
import { sample } from "./legend.js";

// Emits "change" ({ visible: Set }) and "paint" ({ byFeeder }).
export class LayerSwitch extends EventTarget {
  constructor(element, layers) {
    super();
    this.element = element;
    this.layers = layers;
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
      this.dispatchEvent(new CustomEvent("paint", { detail: { byFeeder: input.value === "feeder" } }));
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

  // Say beside a layer from where on it is drawn, while the map is too far away for it.
  tellZoom(zoom) {
    for (const layer of this.layers) {
      const first = Math.min(...layer.tiles.map((range) => range.from));
      const note = slot(this.rows.get(layer.id), "note");
      const isDrawn = rangeAt(layer.tiles, zoom);
      note.textContent =
        isDrawn || !layer.tiles.length ? "" : zoom < first ? `se ve al acercar (zoom ${first})` : "se ve al alejar";
      note.hidden = !note.textContent;
    }
  }

  // The legend explains what is on the map, no more: symbols are added as they come into sight.
  tellSymbols(features) {
    for (const { layer, kind } of features) {
      const key = `${layer}/${kind}`;
      if (!this.shown.has(key)) this.addSymbol(key, layer);
    }
  }

  addSymbol(key, layerId) {
    this.shown.add(key);
    const layer = this.layers.find((each) => each.id === layerId);
    const symbols = layer.symbols.filter((each) => this.shown.has(`${layerId}/${each.kind}`));
    const items = symbols.map((symbol) => {
      const item = fill(fromTemplate("symbol"), { label: shortLabel(symbol, layer) });
      item.prepend(sample(symbol));
      return item;
    });
    slot(this.rows.get(layerId), "symbols").replaceChildren(...items);
  }
}

// "Transformador hasta 15 kVA" under the heading Transformadores is "Hasta 15 kVA".
function shortLabel({ label }, { singular }) {
  const short = label.startsWith(`${singular} `) ? label.slice(singular.length + 1) : label;
  return short[0].toUpperCase() + short.slice(1);
}
