// What deserves a label at a zoom, and where: [{ text, style, x, y, priority, … }] in the frame's pixels.
import { middleOf } from "./geometry.js";
import { sizeAt } from "./symbol-table.js";

// Layer → from which zoom its things carry their label, and how it looks.
const POINT_LABELS = {
  subestaciones: { from: 8, style: "substation", priority: 0 },
  generadores: { from: 13, style: "generator", priority: 4 },
  transformadores: { from: 15, style: "transformer", priority: 5 },
  equipos: { from: 16, style: "equipment", priority: 6 },
  postes: { from: 17, style: "pole", priority: 8 },
};
const SPAN_LENGTHS_FROM = 17;
const CHARACTER = 6;
const FEEDER_NAMES = { from: 9, to: 16, spacing: 420 };
const TOWN_POPULATION = { 5: 200000, 6: 100000, 7: 100000, 8: 20000, 9: 9000, 10: 3000 };
const TOWNS_TO = 16;
const COMUNAS = { from: 9, to: 13 };

function toPixels({ scale, originX, originY }, [x, y]) {
  return { x: x * scale - originX, y: y * scale - originY };
}

function isInside({ width, height }, { x, y }) {
  return x > 0 && y > 0 && x < width && y < height;
}

export function baseLabels(frame, { towns, comunas }) {
  const population = TOWN_POPULATION[frame.zoom] ?? 0;
  const labels = [];
  if (frame.zoom <= TOWNS_TO) {
    for (const town of towns.filter((each) => each.population >= population)) {
      const style = town.population >= 20000 ? "town" : "village";
      labels.push({ text: town.name, style, ...toPixels(frame, [town.x, town.y]), priority: 1, gap: 6, hasDot: true });
    }
  }
  if (COMUNAS.from <= frame.zoom && frame.zoom <= COMUNAS.to) {
    for (const comuna of comunas) {
      labels.push({
        text: comuna.name.toUpperCase(),
        style: "comuna",
        ...toPixels(frame, comuna.middle),
        priority: 7,
        isCentred: true,
        isOptional: true,
      });
    }
  }
  return labels.filter((label) => isInside(frame, label));
}

export function networkLabels(frame, features, { table, feederNames }) {
  return features.flatMap((feature) => {
    if (feature.isPoint) return pointLabel(frame, feature, table);
    return [...feederName(frame, feature, table, feederNames), ...spanLength(frame, feature)];
  });
}

function pointLabel(frame, feature, table) {
  const rule = POINT_LABELS[feature.layer];
  const symbol = table.get(feature.layer, feature.kind);
  if (!rule || !symbol || frame.zoom < rule.from || !feature.label) return [];
  const place = toPixels(frame, feature.lines[0]);
  const gap = sizeAt(symbol.size, frame.zoom) / 2 + 4;
  return isInside(frame, place)
    ? [{ text: feature.label, style: rule.style, ...place, priority: rule.priority, gap }]
    : [];
}

// Feeders are told apart by their name along the line, not by colour alone.
function feederName(frame, feature, table, names) {
  const { from, to, spacing } = FEEDER_NAMES;
  const text = names[feature.feederId];
  if (!text || frame.zoom < from || frame.zoom > to || !["alimentador", "at_trifasico"].includes(feature.kind))
    return [];
  const color = table.styleOf(table.get(feature.layer, feature.kind), feature).color;
  return pointsAlong(frame, feature.lines).map((place) => ({
    text,
    style: "feeder",
    color,
    ...place,
    priority: 3,
    isCentred: true,
    spacing,
  }));
}

// The conductor and the length where the span is long enough for both, else the length alone.
function spanLength(frame, feature) {
  if (frame.zoom < SPAN_LENGTHS_FROM || feature.layer !== "vanos" || !feature.label) return [];
  const { x, y, angle, length } = middleOf(feature.lines[0]);
  const hasRoom = length * frame.scale > feature.label.length * CHARACTER + 60;
  const text = hasRoom ? feature.label : feature.label.split(" · ").at(-1);
  const place = beside(toPixels(frame, [x, y]), upright(angle), 9);
  return isInside(frame, place) ? [{ text, style: "span", ...place, priority: 9, isCentred: true }] : [];
}

const STEP = 120;
const CHORD = 36;

// Places along lines where the line is straight enough to carry a word, beside it.
function pointsAlong(frame, lines) {
  const places = [];
  for (const line of lines) {
    if (line.length === 4) places.push(...besideSpan(frame, line));
    let travelled = STEP / 2;
    for (let i = 0; line.length > 4 && i + 3 < line.length; i += 2) {
      const a = toPixels(frame, line.subarray(i, i + 2));
      const b = toPixels(frame, line.subarray(i + 2, i + 4));
      travelled += Math.hypot(b.x - a.x, b.y - a.y);
      if (travelled < STEP || !isInside(frame, a)) continue;
      const angle = chordAngle(frame, line, i);
      if (angle === null) continue;
      travelled = 0;
      places.push(beside({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, upright(angle), 11));
    }
  }
  return places;
}

// A span is mostly shorter than the word, but its neighbours go on in the same direction.
function besideSpan(frame, line) {
  const { x, y, angle } = middleOf(line);
  const middle = toPixels(frame, [x, y]);
  return isInside(frame, middle) ? [beside(middle, upright(angle), 11)] : [];
}

// The direction over some pixels to both sides; null where the line bends.
function chordAngle(frame, line, index) {
  const here = toPixels(frame, line.subarray(index, index + 2));
  const back = walk(frame, line, index, -2, here);
  const forth = walk(frame, line, index, 2, here);
  const [first, second] = [
    Math.atan2(here.y - back.y, here.x - back.x),
    Math.atan2(forth.y - here.y, forth.x - here.x),
  ];
  if (line.length > 4 && Math.cos(first - second) < 0.9 && back !== here && forth !== here) return null;
  return Math.atan2(forth.y - back.y, forth.x - back.x);
}

function walk(frame, line, index, step, here) {
  let found = here;
  for (let i = index + step; i >= 0 && i < line.length; i += step) {
    found = toPixels(frame, line.subarray(i, i + 2));
    if (Math.hypot(found.x - here.x, found.y - here.y) > CHORD) break;
  }
  return found;
}

// Words read from left to right, whichever way the line was drawn.
function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle < -Math.PI / 2 ? angle + Math.PI : angle;
}

function beside({ x, y }, angle, by) {
  return { x: x + Math.sin(angle) * by, y: y - Math.cos(angle) * by, angle };
}
