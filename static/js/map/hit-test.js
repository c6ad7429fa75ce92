// Which drawn features lie within a distance of a point; no request needed.
import { distanceToLines } from "./geometry.js";

// [{ feature, pixels }], nearest first; of two at the same distance, the smaller thing (a point before a line).
export function featuresNear(features, [x, y], radius, scale) {
  const reach = radius / scale;
  const hits = [];
  for (const feature of features) {
    const [west, north, east, south] = feature.box;
    if (x < west - reach || x > east + reach || y < north - reach || y > south + reach) continue;
    const distance = distanceToLines(x, y, feature.lines);
    if (distance <= reach) hits.push({ feature, pixels: distance * scale });
  }
  return hits.sort((a, b) => preference(a) - preference(b));
}

// A line ends in the middle of the symbol that stands on it: points win by a few pixels.
function preference({ feature, pixels }) {
  return pixels - (feature.isPoint ? 6 : 0);
}
