// The legend's samples: the same drawing as on the map.
import { fill, fromTemplate } from "../shared/template.js";
import { token } from "../shared/tokens.js";
import { drawSymbol } from "../map/symbols.js";
import { dashes, PHASES } from "../map/line-paints.js";
import { sizeAt } from "../map/symbol-table.js";

const WIDTH = 34;
const HEIGHT = 22;
const SAMPLE_ZOOM = 16;

export function keyEntry(symbol, label, ratio) {
  const item = fill(fromTemplate("symbol"), { label });
  item.prepend(sample(symbol, ratio));
  return item;
}

// What the colours of lines mean while they do not tell the voltage.
export function paintKey(table, feederNames, ratio) {
  const line = { shape: "line", size: [3, 3] };
  if (table.paint === "fases") return PHASES.map((phase) => keyEntry({ ...line, ...phase }, phase.label, ratio));
  if (table.paint !== "alimentador") return [];
  return [...table.feederColors].map(([id, color]) => keyEntry({ ...line, color }, feederNames[id] ?? id, ratio));
}

// Painted by something else, a line's width still says its phases, its colour no longer its voltage.
export function neutral(symbol, table) {
  return table.paint !== "tension" && symbol.shape === "line" ? { ...symbol, color: token("--muted") } : symbol;
}

function sample(symbol, ratio = Math.min(window.devicePixelRatio || 1, 3)) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: WIDTH * ratio, height: HEIGHT * ratio, className: "legend-sample" });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const size = sizeAt(symbol.size, SAMPLE_ZOOM);
  if (symbol.shape === "line") drawLine(ctx, symbol, size);
  else drawSymbol(ctx, symbol, WIDTH / 2, HEIGHT / 2, size);
  return canvas;
}

function drawLine(ctx, symbol, width) {
  ctx.beginPath();
  ctx.moveTo(2, HEIGHT / 2);
  ctx.lineTo(WIDTH - 2, HEIGHT / 2);
  ctx.strokeStyle = symbol.color;
  ctx.lineWidth = width;
  if (symbol.pattern) ctx.setLineDash(dashes(symbol.pattern, width));
  else ctx.setLineDash(symbol.dashed ? [3 * width + 3, 2 * width + 2] : []);
  ctx.stroke();
}
