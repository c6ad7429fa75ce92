import assert from "node:assert/strict";
import { test } from "node:test";
import { Scene } from "../../static/js/map/scene.js";
import { rangeAt, tilesIn } from "../../static/js/map/tile-grid.js";
import { TileStore } from "../../static/js/map/tile-store.js";

const RANGES = [
  { from: 13, to: 14, zoom: 13 },
  { from: 15, to: 22, zoom: 15 },
];
const LAYER = { id: "vanos", tiles: RANGES };
const feature = (id) => ({
  id,
  geometry: { type: "Point", coordinates: [0, 0] },
  properties: { kind: "bt", label: null, feeder_id: null, phase_count: 1 },
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test("tiles of a box come from its middle outwards", () => {
  const tiles = tilesIn([0.4, 0.4, 0.9, 0.6], 2);
  assert.deepEqual(tiles.map(({ x, y }) => `${x}/${y}`).sort(), ["1/1", "1/2", "2/1", "2/2", "3/1", "3/2"]);
  assert.equal(tiles[0].x, 2);
});

test("beyond the edge of the world there are no tiles", () => {
  assert.deepEqual(tilesIn([-0.5, -0.5, 0.1, 0.1], 1), [{ z: 1, x: 0, y: 0 }]);
});

test("a layer has tiles only at the zooms it is drawn at", () => {
  assert.equal(rangeAt(RANGES, 12), null);
  assert.equal(rangeAt(RANGES, 14).zoom, 13);
  assert.equal(rangeAt(RANGES, 18).zoom, 15);
});

test("painted by phases, finer tiles are asked for from afar, and only where the network lies", () => {
  const layer = {
    id: "alimentadores",
    tiles: [{ from: 0, to: 9, zoom: 5 }],
    phase_tiles: [{ from: 0, to: 12, zoom: 10 }],
  };
  const store = { want() {}, held: () => undefined };
  const scene = new Scene([layer], store, [0.3, 0.6, 0.3015, 0.6005]);
  const wanted = (box, paint) => {
    scene.look({ box, zoom: 6 }, new Set(["alimentadores"]), paint);
    return scene.wanted.map(({ tile }) => `${tile.z}/${tile.x}/${tile.y}`).sort();
  };
  assert.deepEqual(wanted([0.28, 0.6, 0.31, 0.62], "tension"), ["5/8/19", "5/9/19"]);
  assert.deepEqual(wanted([0.28, 0.6, 0.31, 0.62], "fases"), ["10/307/614", "10/308/614"]);
  assert.deepEqual(wanted([0.4, 0.6, 0.43, 0.62], "fases"), []);
});

test("a tile is asked for once", async () => {
  const asked = [];
  const store = new TileStore(async (layer, tile) => {
    asked.push(`${layer}/${tile.x}`);
    return { features: [] };
  });
  const tile = { z: 1, x: 0, y: 0 };
  store.want([{ layer: "vanos", tile }]);
  store.want([{ layer: "vanos", tile }]);
  await settled();
  store.want([{ layer: "vanos", tile }]);
  assert.deepEqual(asked, ["vanos/0"]);
  assert.equal(store.isBusy, false);
});

test("a request nobody waits for is given up, and asked again when wanted", async () => {
  let aborted = 0;
  const store = new TileStore(
    (_layer, _tile, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          aborted += 1;
          reject(new DOMException("", "AbortError"));
        });
      }),
  );
  store.want([{ layer: "vanos", tile: { z: 1, x: 0, y: 0 } }]);
  store.want([]);
  await settled();
  assert.equal(aborted, 1);
  assert.equal(store.failure, null);
  assert.equal(store.isBusy, false);
});

test("what failed is told, and asked for again on demand", async () => {
  let isAway = true;
  const store = new TileStore(async () => {
    if (isAway) throw new Error("away");
    return { features: [feature("1")] };
  });
  const wanted = [{ layer: "vanos", tile: { z: 1, x: 0, y: 0 } }];
  store.want(wanted);
  await settled();
  assert.equal(store.failure.message, "away");
  isAway = false;
  store.retry();
  store.want(wanted);
  await settled();
  assert.equal(store.failure, null);
  assert.equal(store.held("vanos", wanted[0].tile).features.length, 1);
});

// Null island is the corner of four tiles; the box looks at the one to the south-east.
const BOX = [0.5, 0.5, 0.5 + 1e-6, 0.5 + 1e-6];

test("a thing in two tiles is drawn once", async () => {
  const store = new TileStore(async () => ({ features: [feature("1")] }));
  const scene = new Scene([LAYER], store);
  scene.look({ box: [0.5 - 1e-5, 0.5, 0.5 + 1e-5, 0.5 + 1e-5], zoom: 13 }, new Set(["vanos"]));
  await settled();
  assert.equal(scene.wanted.length, 2);
  assert.deepEqual(
    scene.features(BOX).map(({ id }) => id),
    ["1"],
  );
});

test("a tile that left things out is followed by its quarters", async () => {
  const asked = [];
  const store = new TileStore(async (_layer, tile) => {
    asked.push(tile.z);
    return tile.z === 13 ? { features: [feature("1")], left_out: 9 } : { features: [feature("1"), feature("2")] };
  });
  const scene = new Scene([LAYER], store);
  store.addEventListener("change", () => scene.refresh());
  scene.look({ box: BOX, zoom: 13 }, new Set(["vanos"]));
  await settled();
  assert.deepEqual(asked, [13, 14]);
  assert.deepEqual(
    scene.features(BOX).map(({ id }) => id),
    ["1", "2"],
  );
  assert.equal(scene.leftOut, 0);
});

test("what was drawn stays until the next zoom has come", async () => {
  let answer = () => ({ features: [feature("old")] });
  const store = new TileStore(async () => answer());
  const scene = new Scene([LAYER], store);
  store.addEventListener("change", () => scene.refresh());
  scene.look({ box: BOX, zoom: 14 }, new Set(["vanos"]));
  await settled();
  let release;
  answer = () =>
    new Promise((resolve) => {
      release = () => resolve({ features: [feature("new")] });
    });
  scene.look({ box: BOX, zoom: 15 }, new Set(["vanos"]));
  await settled();
  assert.deepEqual(
    scene.features(BOX).map(({ id }) => id),
    ["old"],
  );
  release();
  await settled();
  assert.deepEqual(
    scene.features(BOX).map(({ id }) => id),
    ["new"],
  );
});

test("a layer switched off is neither asked for nor drawn", async () => {
  const store = new TileStore(async () => ({ features: [feature("1")] }));
  const scene = new Scene([LAYER], store);
  scene.look({ box: BOX, zoom: 14 }, new Set(["vanos"]));
  await settled();
  scene.look({ box: BOX, zoom: 14 }, new Set());
  assert.deepEqual(scene.features(BOX), []);
  assert.deepEqual(scene.wanted, []);
});
