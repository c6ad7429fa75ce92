// The base map's own data: land and lakes, comunas, towns. Loaded once, after the network has been asked for.
import { getJson } from "../shared/request.js";
import { boxOf, readGeometry } from "./geometry.js";

export class BaseData {
  constructor() {
    this.shapes = { land: [], lake: [], island: [] };
    this.comunas = [];
    this.borders = [];
    this.towns = [];
    this.sheet = null;
  }

  async load({ land, comunas, towns }) {
    const [shapes, limits, places] = await Promise.all([land, comunas, towns].map((url) => getJson(url)));
    this.readShapes(shapes.features);
    this.comunas = limits.features.map(readComuna);
    this.borders = sharedOnce(this.comunas);
    this.towns = places.features.map(readTown).sort((a, b) => b.population - a.population);
  }

  readShapes(features) {
    for (const { geometry, properties } of features) {
      const lines = readGeometry(geometry);
      this.shapes[properties.kind].push({ lines, box: boxOf(lines) });
    }
    this.sheet = boxOf(this.shapes.land.flatMap((shape) => shape.lines));
  }

  comunaName(code) {
    return this.comunas.find((comuna) => comuna.code === code)?.name ?? null;
  }
}

function readComuna({ geometry, properties }) {
  const lines = readGeometry(geometry);
  return { code: properties.CUT_COM, name: properties.COMUNA, lines, box: boxOf(lines), middle: labelPoint(lines) };
}

function readTown({ geometry, properties }) {
  const [x, y] = readGeometry(geometry)[0];
  return { name: properties.name, population: properties.population, x, y };
}

// The centroid of the largest ring.
function labelPoint(rings) {
  const largest = rings.map(centroid).sort((a, b) => Math.abs(b.area) - Math.abs(a.area))[0];
  return [largest.x, largest.y];
}

function centroid(ring) {
  // Relative to the first corner: the unit square leaves few digits for a comuna.
  const [ox, oy] = ring;
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i] - ox, ring[i + 1] - oy, ring[i + 2] - ox, ring[i + 3] - oy];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return { area, x: ox + x / (3 * area), y: oy + y / (3 * area) };
}

// Two comunas share a border: each piece of it once, or the dashes of the two fill each other's gaps.
function sharedOnce(comunas) {
  const seen = new Set();
  return comunas.flatMap(({ lines }) => lines.flatMap((ring) => newStretches(ring, seen)));
}

function newStretches(ring, seen) {
  const stretches = [];
  let current = [];
  const finish = () => {
    if (current.length > 2) stretches.push(Float64Array.from(current));
    current = [];
  };
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const ends = [`${ring[i]}/${ring[i + 1]}`, `${ring[i + 2]}/${ring[i + 3]}`].sort().join("/");
    if (seen.has(ends)) finish();
    else current.push(...(current.length ? [] : [ring[i], ring[i + 1]]), ring[i + 2], ring[i + 3]);
    seen.add(ends);
  }
  finish();
  return stretches.map((line) => ({ line, box: boxOf([line]) }));
}
