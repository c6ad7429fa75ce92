// Where on the ground a small map was touched: the drawing carries its bounds in degrees.

const EARTH_RADIUS_M = 6378137;
const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;
const northing = (lat) => Math.asinh(Math.tan(radians(lat)));

// `widthM` is how wide the map is, in web mercator's metres.
export function touchedPlace(svg, { clientX, clientY }) {
  const frame = svg.getBoundingClientRect();
  return placeIn(svg.dataset.bounds, (clientX - frame.left) / frame.width, (clientY - frame.top) / frame.height);
}

// `x`, `y`: shares of the drawing from its left and from its top.
export function placeIn(bounds, x, y) {
  const [west, south, east, north] = bounds.split(",").map(Number);
  const angle = northing(north) + y * (northing(south) - northing(north));
  return {
    lon: west + x * (east - west),
    lat: degrees(Math.atan(Math.sinh(angle))),
    widthM: radians(east - west) * EARTH_RADIUS_M,
  };
}
