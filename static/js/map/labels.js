// Finds room for labels: the most important first, none over another or over a symbol.

const CELL = 64;

class Occupied {
  constructor() {
    this.cells = new Map();
  }

  *cellsOf([west, north, east, south]) {
    for (let x = Math.floor(west / CELL); x <= Math.floor(east / CELL); x += 1) {
      for (let y = Math.floor(north / CELL); y <= Math.floor(south / CELL); y += 1) yield `${x}/${y}`;
    }
  }

  // `from`: labels of a lower priority value may lie over it.
  add(box, from = -Infinity) {
    for (const cell of this.cellsOf(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push({ box, from });
    }
  }

  isFree(box, priority) {
    for (const cell of this.cellsOf(box)) {
      if (this.cells.get(cell)?.some((other) => priority >= other.from && overlap(box, other.box))) return false;
    }
    return true;
  }
}

function overlap(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

// `x`, `y` of the anchor, size of the text, how far it stands off: the places to try around a point.
function placesAround({ x, y, width, height, gap = 0 }) {
  const [w, h] = [width / 2, height / 2];
  return [
    [x + gap + w, y],
    [x, y - gap - h],
    [x - gap - w, y],
    [x, y + gap + h],
  ];
}

// An area's name may move a little.
function placesOver({ x, y, height }) {
  return [0, -2, 2, -4, 4].map((lines) => [x, y + lines * height]);
}

function boxAround([x, y], { width, height, angle = 0 }) {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [w, h] = [(width * cos + height * sin) / 2 + 1, (width * sin + height * cos) / 2 + 1];
  return [x - w, y - h, x + w, y + h];
}

// `candidates`: { text, x, y, width, height, priority, gap, angle, isCentred, spacing }; less priority value goes first.
// `lines`: points along lines, which labels had better not cross; one that `isOptional` stays away instead.
// `obstacles`: { box, from }, to be kept clear by labels of priority `from` and less important. Returns the candidates that have room, each with its middle in `at`.
export function placeLabels(candidates, { obstacles = [], lines = [] } = {}) {
  const occupied = new Occupied();
  const crossed = new Occupied();
  for (const { box, from } of obstacles) occupied.add(box, from);
  for (const [x, y] of lines) crossed.add([x - 1, y - 1, x + 1, y + 1]);
  const placed = [];
  const repeats = new Map();
  for (const candidate of [...candidates].sort((a, b) => a.priority - b.priority)) {
    if (isRepeated(candidate, repeats)) continue;
    const at = bestPlace(candidate, occupied, crossed);
    if (!at) continue;
    occupied.add(boxAround(at, candidate));
    placed.push({ ...candidate, at });
    if (candidate.spacing) repeats.set(candidate.text, [...(repeats.get(candidate.text) ?? []), at]);
  }
  return placed;
}

function bestPlace(candidate, occupied, crossed) {
  if (candidate.angle !== undefined)
    return isRoomy(candidate, [candidate.x, candidate.y], occupied) ? [candidate.x, candidate.y] : null;
  const places = candidate.isCentred ? placesOver(candidate) : placesAround(candidate);
  const roomy = places.filter((place) => isRoomy(candidate, place, occupied));
  const clear = roomy.find((place) => crossed.isFree(boxAround(place, candidate), candidate.priority));
  return clear ?? (candidate.isOptional ? null : roomy[0]);
}

function isRoomy(candidate, place, occupied) {
  return occupied.isFree(boxAround(place, candidate), candidate.priority);
}

function isRepeated({ text, x, y, spacing }, repeats) {
  return (
    Boolean(spacing) && (repeats.get(text) ?? []).some((other) => Math.hypot(other[0] - x, other[1] - y) < spacing)
  );
}
