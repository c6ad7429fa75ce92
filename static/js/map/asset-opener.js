// Opens a thing of the network: asks for it, shows it in the panel and on the map, and traces its way to the substation.
import {
  addNeighbours,
  addRoute,
  assetView,
  placeOf,
  problemView,
  sayFailure,
  sayWaiting,
  waitingView,
} from "../panel/asset.js";
import { announce } from "../shared/announce.js";
import { isPoint, readGeometry } from "./geometry.js";

const TRACED = new Set(["vanos", "transformadores", "equipos", "postes", "generadores"]);
const REMEMBERED = 50;

// Emits "open" ({ asset, name }) when a thing is shown.
export class AssetOpener extends EventTarget {
  constructor({ api, view, panel, describer, context }) {
    super();
    Object.assign(this, { api, view, panel, describer, context });
    this.items = new Map();
  }

  // `origin`: "click" (with the `place` clicked), "link" (search, list, another panel) or "address".
  async open(asset, { origin, place }) {
    this.cancel();
    this.pending = new AbortController();
    const { signal } = this.pending;
    const takesFocus = origin === "link" || this.panel.hasFocus;
    this.view.select(this.drawnShape(asset));
    const waiting = this.showWaiting(asset, takesFocus);
    try {
      const item = await this.item(asset, signal);
      clearTimeout(waiting);
      this.showItem(asset, item, { takesFocus, origin, place, signal });
    } catch (error) {
      clearTimeout(waiting);
      if (error.name !== "AbortError") this.showProblem(asset, error, { origin, place });
    }
  }

  cancel() {
    this.pending?.abort();
  }

  // Things do not change within a publication; what was just looked at comes back at once.
  async item(asset, signal) {
    const key = `${asset.layer}/${asset.id}`;
    if (!this.items.has(key)) {
      this.items.set(key, this.api.item(asset));
      this.items.get(key).catch(() => this.items.delete(key));
      if (this.items.size > REMEMBERED) this.items.delete(this.items.keys().next().value);
    }
    const item = await this.items.get(key);
    signal?.throwIfAborted();
    return item;
  }

  prefetch(asset) {
    this.item(asset).catch(() => {});
  }

  drawnShape({ layer, id }) {
    const drawn = this.view.drawn.filter((feature) => feature.layer === layer && feature.id === id);
    return drawn.length ? { isPoint: drawn[0].isPoint, lines: drawn.flatMap((feature) => feature.lines) } : null;
  }

  // An answer that comes at once should not flicker.
  showWaiting(asset, takesFocus) {
    return setTimeout(() => this.panel.show(waitingView(asset, this.describer), { takesFocus }), 150);
  }

  showItem(asset, item, { takesFocus, origin, place, signal }) {
    const lines = readGeometry(item.geometry);
    const shape = lines.length ? { isPoint: isPoint(item.geometry), lines } : null;
    const context = this.context(asset);
    const content = assetView(asset, item, context);
    this.panel.show(content, { takesFocus });
    this.view.select(shape);
    this.bringIntoView(shape, { origin, place: place ?? this.placeOf(item) });
    announce(`${this.describer.name(asset)} seleccionado`);
    this.dispatchEvent(new CustomEvent("open", { detail: { asset, name: this.describer.name(asset) } }));
    // A comuna is not drawn, and hangs on nothing.
    if (this.describer.layer(asset.layer).tiles.length) this.addNeighbours(asset, content, context, signal);
    if (TRACED.has(asset.layer)) this.addRoute(asset, content, context, signal);
  }

  placeOf(item) {
    const place = placeOf(item.geometry);
    return place && { lon: place[0], lat: place[1] };
  }

  bringIntoView(shape, { origin, place }) {
    if (!shape) return;
    if (origin === "link") this.view.approach(shape);
    else if (origin === "click" || this.view.contains(place)) this.view.reveal(place);
  }

  async addNeighbours(asset, content, context, signal) {
    try {
      const { neighbours } = await this.api.neighbours(asset, { signal });
      addNeighbours(content, neighbours, context);
    } catch (error) {
      const again = () => this.addNeighbours(asset, content, context, signal);
      sayFailure(content, "neighbours", error, { text: "No pudimos saber a qué está unido.", again });
    }
  }

  async addRoute(asset, content, context, signal) {
    sayWaiting(content, "route", "Buscando el recorrido hasta la subestación…");
    try {
      const answer = await this.api.path(asset, { signal });
      const lines = answer.features.flatMap(({ geometry }) => readGeometry(geometry)).filter((line) => line.length > 2);
      this.view.showPath(lines);
      addRoute(content, answer, { ...context, showAll: () => this.view.fitLines(lines) });
    } catch (error) {
      const again = () => this.addRoute(asset, content, context, signal);
      sayFailure(content, "route", error, { text: "No pudimos trazar el recorrido hasta la subestación.", again });
    }
  }

  showProblem(asset, error, how) {
    const name = this.describer.withArticle(asset);
    const words = error.isNotFound
      ? { title: "No está en la red", text: `No encontramos ${name}. Revise el número o búsquelo en el mapa.` }
      : { title: this.describer.name(asset), text: `No pudimos mostrar ${name}. ${error.message}` };
    this.view.select(null);
    this.panel.show(problemView(words, error.isNotFound ? null : () => this.open(asset, how)), {
      takesFocus: how.origin !== "click",
    });
    announce(words.text);
  }
}
