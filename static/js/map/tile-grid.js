// Which tiles cover a box of the unit square ([west, north, east, south]).

export function rangeAt(ranges, zoom) {
  return ranges.find((range) => range.from <= zoom && zoom <= range.to) ?? null;
}

export function tileKey(layer, { z, x, y }) {
  return `${layer}/${z}/${x}/${y}`;
}

export function tileBox({ z, x, y }) {
  const size = 2 ** -z;
  return [x * size, y * size, (x + 1) * size, (y + 1) * size];
}

export function childrenOf({ z, x, y }) {
  return [0, 1].flatMap((dy) => [0, 1].map((dx) => ({ z: z + 1, x: 2 * x + dx, y: 2 * y + dy })));
}

export function tilesIn(box, z) {
  const count = 2 ** z;
  const clamp = (value) => Math.min(count - 1, Math.max(0, Math.floor(value * count)));
  const [west, north, east, south] = box.map(clamp);
  const tiles = [];
  for (let y = north; y <= south; y += 1) {
    for (let x = west; x <= east; x += 1) tiles.push({ z, x, y });
  }
  return tiles.sort((a, b) => fromCentre(a, box) - fromCentre(b, box));
}

function fromCentre(tile, box) {
  const [west, north, east, south] = tileBox(tile);
  return Math.hypot(west + east - box[0] - box[2], north + south - box[1] - box[3]);
}
