// Points one after another, and how far it is from each to the next.
// Our own hundred lines instead of Leaflet-Geoman or a measuring plug-in: those draw over our canvases, are not measured
// with by keys, know no poles to stick to, and bring much that is not asked for here.
import { geodesicLength } from "../shared/geodesy.js";
import { toWorld } from "./projection.js";

// Metres: a double click is not two points.
const SAME = 0.01;

export class Measurement {
  constructor() {
    this.points = [];
  }

  // False where the last point already is.
  add({ lon, lat, name = null }) {
    const last = this.points.at(-1);
    const metres = last ? geodesicLength([last.lon, last.lat], [lon, lat]) : 0;
    if (last && metres < SAME) return false;
    this.points.push({ lon, lat, name, metres, world: toWorld(lon, lat) });
    return true;
  }

  removeLast() {
    return this.points.pop();
  }

  clear() {
    this.points = [];
  }

  get total() {
    return this.points.reduce((sum, { metres }) => sum + metres, 0);
  }
}

// Where poles and what hangs on them are within reach, a point means them; else the end of a span.
// Returns { at, feature } or null; `hits` as featuresNear gives them, `scale` pixels to the unit.
export function snap(hits, [x, y], radius, scale) {
  const ends = hits
    .filter(({ feature }) => feature.isPoint || feature.layer === "vanos")
    .flatMap(({ feature }) => endsOf(feature).map((at) => ({ at, feature, pixels: away(at, [x, y]) * scale })))
    .filter(({ pixels }) => pixels <= radius);
  ends.sort((a, b) => Number(b.feature.isPoint) - Number(a.feature.isPoint) || a.pixels - b.pixels);
  return ends[0] ? { at: ends[0].at, feature: ends[0].feature } : null;
}

function endsOf({ isPoint, lines }) {
  const [line] = lines;
  const first = [line[0], line[1]];
  return isPoint ? [first] : [first, [line.at(-2), line.at(-1)]];
}

function away([ax, ay], [bx, by]) {
  return Math.hypot(ax - bx, ay - by);
}
