// The legend's samples: the same drawing as on the map.
import { drawSymbol } from "../map/symbols.js";
import { sizeAt } from "../map/symbol-table.js";

const WIDTH = 34;
const HEIGHT = 22;
const SAMPLE_ZOOM = 16;

export function sample(symbol) {
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
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
  ctx.setLineDash(symbol.dashed ? [3 * width + 3, 2 * width + 2] : []);
  ctx.stroke();
}
