// What there is to draw in the view: asks for the tiles of every layer switched on, and joins them without repeats.
import { boxesMeet, overlap } from "./geometry.js";
import { childrenOf, rangeAt, tileBox, tileKey, tilesIn } from "./tile-grid.js";

export class Scene {
  // `extent`: the box of the whole network, where it is known.
  constructor(layers, store, extent = null) {
    Object.assign(this, { layers, store, extent });
    this.view = null;
    this.wanted = [];
    this.kept = [];
    this.joined = null;
  }

  // `view` is { box, zoom }; `visible` the ids of the layers switched on; `paint` what lines are painted by.
  look(view, visible, paint) {
    Object.assign(this, { view, visible, paint });
    this.refresh();
  }

  // A tile that has come may say that it left things out: then its quarters are wanted too.
  refresh() {
    if (!this.view) return;
    const { zoom } = this.view;
    this.wanted = this.drawnLayers(zoom).flatMap((layer) => {
      const range = this.rangeOf(layer, zoom);
      return this.tilesOf(layer.id, this.tilesAt(range.zoom), Math.min(range.to, zoom + 1));
    });
    this.store.want(this.wanted);
    if (this.isComplete) this.kept = this.wanted;
    this.joined = null;
  }

  // Lines joined without regard to phases cannot be painted by them: then from afar, too, the finer ones are drawn.
  rangeOf(layer, zoom) {
    return rangeAt(this.paint === "fases" ? layer.phase_tiles : layer.tiles, zoom);
  }

  // Tiles finer than the view would be thousands: only those where there can be something.
  tilesAt(zoom) {
    const { box } = this.view;
    if (zoom <= this.view.zoom || !this.extent) return tilesIn(box, zoom);
    return boxesMeet(box, this.extent) ? tilesIn(overlap(box, this.extent), zoom) : [];
  }

  drawnLayers(zoom) {
    return this.layers.filter((layer) => this.visible.has(layer.id) && rangeAt(layer.tiles, zoom));
  }

  tilesOf(layer, tiles, deepest) {
    return tiles.flatMap((tile) => {
      const entry = { layer, tile };
      if (!this.store.held(layer, tile)?.leftOut || tile.z >= deepest) return [entry];
      const quarters = childrenOf(tile).filter((child) => boxesMeet(tileBox(child), this.view.box));
      return [entry, ...this.tilesOf(layer, quarters, deepest)];
    });
  }

  get isComplete() {
    return this.wanted.every(({ layer, tile }) => this.store.held(layer, tile));
  }

  // How many things the deepest tiles in view still left out.
  get leftOut() {
    const covered = new Set(this.wanted.map(({ layer, tile }) => tileKey(layer, tile)));
    const isDeepest = ({ layer, tile }) => !childrenOf(tile).some((child) => covered.has(tileKey(layer, child)));
    return this.wanted
      .filter(isDeepest)
      .reduce((sum, { layer, tile }) => sum + (this.store.held(layer, tile)?.leftOut ?? 0), 0);
  }

  // What lies in the box, or reaches into it.
  features(box) {
    this.joined ??= this.join();
    return this.joined.filter((feature) => boxesMeet(feature.box, box));
  }

  // Until all has come, what was drawn before stays: the map is never empty between two zooms.
  join() {
    const found = new Map();
    for (const { layer, tile } of this.isComplete ? this.wanted : [...this.kept, ...this.wanted]) {
      if (!this.visible?.has(layer)) continue;
      for (const feature of this.store.held(layer, tile)?.features ?? []) found.set(feature.key, feature);
    }
    return [...found.values()];
  }
}
