// GeoJSON geometries as flat arrays of unit-square coordinates: [x0, y0, x1, y1, …].
import { toWorld } from "./projection.js";

const PARTS = {
  Point: (coordinates) => [[coordinates]],
  LineString: (coordinates) => [coordinates],
  MultiPoint: (coordinates) => coordinates.map((point) => [point]),
  MultiLineString: (coordinates) => coordinates,
  Polygon: (coordinates) => coordinates,
  MultiPolygon: (coordinates) => coordinates.flat(),
};

export function readGeometry(geometry) {
  return geometry ? PARTS[geometry.type](geometry.coordinates).map(flatten) : [];
}

export function isPoint(geometry) {
  return geometry?.type === "Point";
}

function flatten(points) {
  const flat = new Float64Array(points.length * 2);
  points.forEach(([lon, lat], index) => {
    flat.set(toWorld(lon, lat), index * 2);
  });
  return flat;
}

export function boxOf(lines) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      box[0] = Math.min(box[0], line[i]);
      box[1] = Math.min(box[1], line[i + 1]);
      box[2] = Math.max(box[2], line[i]);
      box[3] = Math.max(box[3], line[i + 1]);
    }
  }
  return box;
}

export function boxesMeet(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

// Of two boxes that meet.
export function overlap(a, b) {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

export function growBox([west, north, east, south], by) {
  return [west - by, north - by, east + by, south + by];
}

// Distance from (x, y) to the segment a–b, in the unit of the coordinates.
export function distanceToSegment(x, y, ax, ay, bx, by) {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const t = length2 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

export function distanceToLines(x, y, lines) {
  let best = Infinity;
  for (const line of lines) {
    if (line.length === 2) best = Math.min(best, Math.hypot(x - line[0], y - line[1]));
    for (let i = 0; i + 3 < line.length; i += 2) {
      best = Math.min(best, distanceToSegment(x, y, line[i], line[i + 1], line[i + 2], line[i + 3]));
    }
  }
  return best;
}

// Where a label of a line belongs: the middle of its length, the line's direction there, and how long it is.
export function middleOf(line) {
  const lengths = [];
  for (let i = 0; i + 3 < line.length; i += 2)
    lengths.push(Math.hypot(line[i + 2] - line[i], line[i + 3] - line[i + 1]));
  const length = lengths.reduce((sum, part) => sum + part, 0);
  let left = length / 2;
  for (let k = 0; k < lengths.length; k += 1) {
    if (left <= lengths[k] || k === lengths.length - 1) {
      const t = lengths[k] ? left / lengths[k] : 0;
      const [ax, ay, bx, by] = line.subarray(k * 2, k * 2 + 4);
      return { x: ax + t * (bx - ax), y: ay + t * (by - ay), angle: Math.atan2(by - ay, bx - ax), length };
    }
    left -= lengths[k];
  }
  return { x: line[0], y: line[1], angle: 0, length: 0 };
}
