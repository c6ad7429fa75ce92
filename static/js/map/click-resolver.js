// From a click to the one thing meant: asks what lies there; one opens at once, of several the person chooses.
import { choiceList } from "../panel/choices.js";
import { announce } from "../shared/announce.js";
import { number } from "../shared/format.js";
import { inChileanDecimals } from "./features.js";
import { isPoint, readGeometry } from "./geometry.js";
import { rangeAt } from "./tile-grid.js";

// Emits "choose" ({ asset, place }), "offer" (several things are offered), "nothing" and "problem" ({ error, again }).
export class ClickResolver extends EventTarget {
  constructor({ api, view, panel, describer, layers, prefetch }) {
    super();
    Object.assign(this, { api, view, panel, describer, layers, prefetch });
  }

  async resolve({ lon, lat, radius, hits }) {
    this.pending?.abort();
    this.pending = new AbortController();
    const { signal } = this.pending;
    const zoom = this.view.view().zoom;
    const layers = this.drawnLayers(zoom);
    if (!layers.length) return this.nothing();
    this.guess(hits);
    try {
      const { features } = await this.api.identify({ lon, lat, zoom, radius, layers }, { signal });
      this.offer(features, { lon, lat });
    } catch (error) {
      if (error.name !== "AbortError") this.fail(error, () => this.resolve({ lon, lat, radius, hits }));
    }
  }

  cancel() {
    this.pending?.abort();
  }

  drawnLayers(zoom) {
    return this.layers
      .filter((layer) => this.view.visible.has(layer.id) && rangeAt(layer.tiles, zoom))
      .map((layer) => layer.id);
  }

  // What the map itself knows to lie there is shown at once, before the server has spoken.
  guess(hits) {
    if (!hits.length) return;
    const [{ feature }] = hits;
    this.view.select(feature);
    if (hits.length === 1) this.prefetch({ layer: feature.layer, id: feature.id });
  }

  offer(features, place) {
    if (!features.length) return this.nothing();
    if (features.length === 1) return this.choose(features[0].properties, place);
    const things = features.map((feature) => this.thing(feature)).sort(nearestFirst);
    const content = choiceList("¿Qué desea ver?", things, {
      choose: (asset) => this.choose(asset, place),
      preview: (shape) => this.view.hover(shape, { isNamed: false }),
    });
    this.view.select(null);
    this.panel.show(content, { takesFocus: true });
    this.view.reveal(place);
    announce(`Hay ${number(features.length)} elementos aquí. Elija uno de la lista.`);
    this.dispatchEvent(new Event("offer"));
  }

  thing({ geometry, properties }) {
    const { layer, id, kind, detail: label, distance_m: metres } = properties;
    const name = this.describer.name({ layer, id });
    const detail = this.describer.detail({ layer, kind, label: label && inChileanDecimals(label) });
    const shape = { isPoint: isPoint(geometry), lines: readGeometry(geometry) };
    const level = this.layers.findIndex((each) => each.id === layer);
    return { asset: { layer, id: String(id) }, name, detail, metres, shape, level };
  }

  choose({ layer, id }, place) {
    this.dispatchEvent(new CustomEvent("choose", { detail: { asset: { layer, id: String(id) }, place } }));
  }

  nothing() {
    this.dispatchEvent(new Event("nothing"));
  }

  fail(error, again) {
    this.dispatchEvent(new CustomEvent("problem", { detail: { error, again } }));
  }
}

// What stands in one place is at the same distance, to the metre: then the symbol before the line that ends in it.
export function nearestFirst(a, b) {
  return (
    Math.floor(a.metres) - Math.floor(b.metres) ||
    Number(b.shape.isPoint) - Number(a.shape.isPoint) ||
    a.level - b.level
  );
}
