// Draws the network: lines with a white casing, then the things on them, each with the symbol of the server's table.
import { dashes } from "./line-paints.js";
import { joinLines } from "./line-runs.js";
import { sizeAt } from "./symbol-table.js";
import { Sprites } from "./symbols.js";
import { traceLine } from "./trace-lines.js";

const CASING = "rgba(255, 255, 255, 0.85)";
const PHASE_MARKS_FROM = 16;

const sprites = new Map();

// `between` draws what belongs over the lines and under the symbols.
export function paintNetwork(frame, features, table, between) {
  const groups = table.group(features);
  const [lines, points] = [true, false].map((isLine) =>
    groups.filter(({ symbol }) => (symbol.shape === "line") === isLine),
  );
  for (const { symbol, features: group } of lines) paintLines(frame, symbol, group, table);
  between(frame);
  for (const { symbol, features: group } of points) paintPoints(frame, symbol, group);
}

function paintLines(frame, symbol, features, table) {
  const width = sizeAt(symbol.size, frame.zoom);
  strokeAll(frame, features, CASING, width + (frame.zoom < 12 ? 1.4 : 2.4));
  for (const [style, alike] of table.byStyle(symbol, features)) {
    if (style.pattern?.length) strokePattern(frame, alike, style, width);
    else {
      frame.ctx.setLineDash(symbol.dashed && !style.pattern ? [3 * width + 3, 2 * width + 2] : []);
      strokeAll(frame, alike, style.color, width);
    }
    frame.ctx.setLineDash([]);
    if (frame.zoom >= PHASE_MARKS_FROM) paintPhaseMarks(frame, alike, style.color);
  }
}

function strokePattern(frame, features, { color, pattern }, width) {
  const run = { lines: joinLines(features.flatMap(({ lines }) => lines)) };
  frame.ctx.setLineDash(dashes(pattern, width));
  strokeAll(frame, [run], color, width, "butt");
}

function strokeAll({ ctx, ...frame }, features, color, width, cap = width > 2 ? "round" : "butt") {
  ctx.beginPath();
  for (const feature of features) {
    for (const line of feature.lines) traceLine({ ctx, ...frame }, line);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.lineCap = cap;
  ctx.lineJoin = width > 2 ? "round" : "miter";
  ctx.stroke();
}

// One short stroke across the line for each conductor, as on a single-line diagram.
function paintPhaseMarks(frame, features, color) {
  const { ctx } = frame;
  ctx.beginPath();
  for (const { lines, phaseCount } of features) {
    if (lines[0]?.length === 4 && phaseCount) tracePhaseMarks(frame, lines[0], phaseCount);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.2;
  ctx.stroke();
}

function tracePhaseMarks({ ctx, scale, originX, originY }, [x0, y0, x1, y1], count) {
  const [dx, dy] = [(x1 - x0) * scale, (y1 - y0) * scale];
  const length = Math.hypot(dx, dy);
  if (length < 50) return;
  const [ux, uy] = [dx / length, dy / length];
  // A third along, so that the middle stays free for the span's length.
  const [x, y] = [x0 * scale - originX + dx / 3.2, y0 * scale - originY + dy / 3.2];
  for (let k = 0; k < count; k += 1) {
    const along = (k - (count - 1) / 2) * 4;
    const [cx, cy] = [x + ux * along, y + uy * along];
    ctx.moveTo(cx + (ux * 0.5 - uy) * 5, cy + (uy * 0.5 + ux) * 5);
    ctx.lineTo(cx - (ux * 0.5 - uy) * 5, cy - (uy * 0.5 + ux) * 5);
  }
}

function paintPoints(frame, symbol, features) {
  const { ctx, scale, originX, originY, ratio } = frame;
  const size = Math.round(sizeAt(symbol.size, frame.zoom) * 2) / 2;
  if (!sprites.has(ratio)) sprites.set(ratio, new Sprites(ratio));
  const { canvas, side } = sprites.get(ratio).get(symbol, size);
  // On whole pixels a picture is copied, elsewhere it is blended: thousands of poles feel the difference.
  const onPixel = (value) => Math.round(value * ratio) / ratio;
  ctx.imageSmoothingEnabled = false;
  for (const { lines } of features) {
    const [x, y] = lines[0];
    ctx.drawImage(canvas, onPixel(x * scale - originX - side / 2), onPixel(y * scale - originY - side / 2), side, side);
  }
}
