// Holds the tiles that were fetched, fetches those wanted, and drops requests nobody waits for any more.
import { readFeature } from "./features.js";
import { tileKey } from "./tile-grid.js";

const AT_ONCE = 8;
const KEPT = 600;

// Emits "change" when a tile has come or failed.
export class TileStore extends EventTarget {
  constructor(fetchTile) {
    super();
    this.fetchTile = fetchTile;
    this.tiles = new Map();
    this.loading = new Map();
    this.queue = [];
  }

  // { features, leftOut } of a tile that has come, { failed: error } of one that could not; undefined before.
  held(layer, tile) {
    return this.tiles.get(tileKey(layer, tile));
  }

  // From now on these, in this order: [{ layer, tile }].
  want(list) {
    const wanted = new Map(list.map((entry) => [tileKey(entry.layer, entry.tile), entry]));
    for (const [key, abort] of this.loading) {
      if (!wanted.has(key)) abort.abort();
    }
    for (const [key, tile] of this.tiles) {
      if (tile.failed && !wanted.has(key)) this.tiles.delete(key);
    }
    this.keepFresh(wanted);
    this.queue = [...wanted].filter(([key]) => !this.tiles.has(key) && !this.loading.has(key));
    this.fetchNext();
  }

  // Ask once more for what has failed.
  retry() {
    for (const [key, tile] of this.tiles) {
      if (tile.failed) this.tiles.delete(key);
    }
  }

  get failure() {
    return [...this.tiles.values()].find((tile) => tile.failed)?.failed ?? null;
  }

  get isBusy() {
    return this.loading.size + this.queue.length > 0;
  }

  // The least recently wanted go first when there are too many.
  keepFresh(wanted) {
    for (const key of wanted.keys()) {
      const tile = this.tiles.get(key);
      if (tile && this.tiles.delete(key)) this.tiles.set(key, tile);
    }
    for (const key of this.tiles.keys()) {
      if (this.tiles.size <= KEPT || wanted.has(key)) break;
      this.tiles.delete(key);
    }
  }

  fetchNext() {
    while (this.loading.size < AT_ONCE && this.queue.length) {
      const [key, entry] = this.queue.shift();
      this.fetch(key, entry);
    }
  }

  async fetch(key, { layer, tile }) {
    const abort = new AbortController();
    this.loading.set(key, abort);
    try {
      const answer = await this.fetchTile(layer, tile, { signal: abort.signal });
      const features = answer.features.map((feature) => readFeature(layer, feature));
      this.tiles.set(key, { features, leftOut: answer.left_out ?? 0 });
    } catch (error) {
      if (error.name !== "AbortError") this.tiles.set(key, { features: [], leftOut: 0, failed: error });
    }
    this.loading.delete(key);
    this.fetchNext();
    this.dispatchEvent(new Event("change"));
  }
}
