// The map of a sheet of paper: drawn anew for its size and resolution, by the painters of the screen.
import { paintBase } from "../map/paint-base.js";
import { paintHighlight, paintSelectedLines } from "../map/paint-highlight.js";
import { paintLabels } from "../map/paint-labels.js";
import { paintMeasure } from "../map/paint-measure.js";
import { paintNetwork } from "../map/paint-network.js";
import { toWorld } from "../map/projection.js";
import { Scene } from "../map/scene.js";
import { TileStore } from "../map/tile-store.js";
import { MAX_ZOOM, MIN_ZOOM } from "../shared/url-state.js";
import { pixelsPerUnit } from "./paper.js";

// What painters work with (view-canvas.js), around a place, at 1:`scale`, on a canvas of `width` × `height` pixels of the page.
export function paperFrame(ctx, { lat, lon, scale, width, height, ratio }) {
  const pixels = pixelsPerUnit(scale, lat);
  const [x, y] = toWorld(lon, lat);
  const [originX, originY] = [x * pixels - width / 2, y * pixels - height / 2];
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Math.round(Math.log2(pixels / 256))));
  const box = [originX, originY, originX + width, originY + height].map((pixel) => pixel / pixels);
  return { ctx, zoom, scale: pixels, originX, originY, width, height, box, ratio };
}

// The tiles of the sheet, apart from those of the screen: a store forgets what its view does not want.
export async function fetchScene(frame, { layers, fetchTile, visible, paint, extent }) {
  const store = new TileStore(fetchTile);
  const scene = new Scene(layers, store, extent);
  scene.look(frame, visible, paint);
  while (store.isBusy || !scene.isComplete) {
    await new Promise((resolve) => store.addEventListener("change", resolve, { once: true }));
    if (store.failure) throw store.failure;
    scene.refresh();
  }
  return scene.features(frame.box);
}

export function paintSheet(frame, features, { view, feederNames }) {
  const { ctx, ratio } = frame;
  const { table, base, highlight, measured } = view;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintBase(frame, base);
  paintNetwork(frame, features, table, () => paintSelectedLines(frame, highlight));
  paintHighlight(frame, { ...highlight, hovered: null });
  paintLabels(frame, features, base, { table, feederNames });
  if (measured) paintMeasure(frame, measured);
}
