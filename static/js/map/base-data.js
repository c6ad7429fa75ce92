// The base map's own data: land and lakes, comunas, towns. Loaded once, after the network has been asked for.
import { getJson } from "../shared/request.js";
import { boxOf, readGeometry } from "./geometry.js";

export class BaseData {
  constructor() {
    this.shapes = { land: [], lake: [], island: [] };
    this.comunas = [];
    this.borders = [];
    this.shores = [];
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
    this.shores = Object.values(this.shapes)
      .flat()
      .flatMap(({ lines }) => lines.flatMap((ring) => stretches(ring, (segment) => !liesOnEdge(this.sheet, segment))));
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
  const isNew = ([x0, y0, x1, y1]) => {
    const ends = [`${x0}/${y0}`, `${x1}/${y1}`].sort().join("/");
    return !seen.has(ends) && Boolean(seen.add(ends));
  };
  return comunas.flatMap(({ lines }) => lines.flatMap((ring) => stretches(ring, isNew)));
}

// Where the sheet was cut there is no shore.
function liesOnEdge(sheet, [x0, y0, x1, y1]) {
  const near = (a, b, edge) => Math.abs(a - edge) < 1e-8 && Math.abs(b - edge) < 1e-8;
  return near(x0, x1, sheet[0]) || near(x0, x1, sheet[2]) || near(y0, y1, sheet[1]) || near(y0, y1, sheet[3]);
}

// The runs of a ring's segments that are to be drawn.
function stretches(ring, isDrawn) {
  const runs = [];
  let run = null;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const segment = ring.subarray(i, i + 4);
    if (!isDrawn(segment)) run = null;
    else if (run) run.push(...segment.subarray(2));
    else {
      run = [...segment];
      runs.push(run);
    }
  }
  return runs.map((each) => ({ line: Float64Array.from(each), box: boxOf([each]) }));
}
