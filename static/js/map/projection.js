// Web mercator on the unit square: x grows eastwards, y southwards; at zoom z the world is worldSize(z) pixels wide.

export function worldSize(zoom) {
  return 256 * 2 ** zoom;
}

export function toWorld(lon, lat) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

// [west, south, east, north] in degrees → [west, north, east, south] of the unit square; nothing of nothing.
export function worldBox(extent) {
  if (!extent) return null;
  const [west, south, east, north] = extent;
  return [...toWorld(west, north), ...toWorld(east, south)];
}

export function toLonLat(x, y) {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}
