// Draws labels with a halo, after finding room for them among symbols and each other.
import { token } from "../shared/tokens.js";
import { baseLabels, networkLabels } from "./label-candidates.js";
import { placeLabels } from "./labels.js";
import { sizeAt } from "./symbol-table.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const HALO = "rgba(255, 255, 255, 0.9)";

const STYLES = {
  substation: { font: `600 13px ${FONT}`, height: 16, color: "--net-substation" },
  town: { font: `600 14px ${FONT}`, height: 17, color: "--label-town" },
  village: { font: `500 12px ${FONT}`, height: 15, color: "--muted" },
  comuna: { font: `500 11px ${FONT}`, height: 14, color: "--label-comuna", spacing: "2px" },
  feeder: { font: `600 12px ${FONT}`, height: 14, color: "--net-at" },
  generator: { font: `500 11px ${FONT}`, height: 13, color: "--ok" },
  transformer: { font: `500 11px ${FONT}`, height: 13, color: "--net-transformer" },
  equipment: { font: `500 11px ${FONT}`, height: 13, color: "--net-equipment" },
  pole: { font: `400 10.5px ${FONT}`, height: 12, color: "--label-small" },
  span: { font: `400 10.5px ${FONT}`, height: 12, color: "--label-small" },
};

// Poles stand so close that only what is written beside them can make room for them.
const SMALL_PRINT = 5;

const LINE_STEP = 12;

const widths = new Map();

export function paintLabels(frame, features, base, naming) {
  const { ctx } = frame;
  const candidates = [...baseLabels(frame, base), ...networkLabels(frame, features, naming)].map((label) =>
    measure(ctx, label),
  );
  const around = { obstacles: obstacles(frame, features, naming.table), lines: linePoints(frame, features) };
  for (const label of placeLabels(candidates, around)) paintLabel(ctx, label);
}

function measure(ctx, label) {
  const style = STYLES[label.style];
  const key = `${label.style}/${label.text}`;
  if (!widths.has(key)) {
    useStyle(ctx, style);
    widths.set(key, ctx.measureText(label.text).width);
  }
  return { ...label, width: widths.get(key) + 2, height: style.height };
}

function useStyle(ctx, style) {
  ctx.font = style.font;
  if ("letterSpacing" in ctx) ctx.letterSpacing = style.spacing ?? "0px";
}

function obstacles({ zoom, scale, originX, originY }, features, table) {
  const boxes = [];
  for (const { layer, kind, isPoint, lines } of features) {
    const symbol = isPoint && table.get(layer, kind);
    if (!symbol) continue;
    const [x, y, r] = [lines[0][0] * scale - originX, lines[0][1] * scale - originY, sizeAt(symbol.size, zoom) / 2];
    boxes.push({ box: [x - r, y - r, x + r, y + r], from: layer === "postes" ? SMALL_PRINT : 0 });
  }
  return boxes;
}

// Every few pixels along the medium voltage lines in sight: what a label should not be written across.
function linePoints({ scale, originX, originY, width, height }, features) {
  const points = [];
  for (const feature of features) {
    if (feature.isPoint || feature.kind === "bt") continue;
    for (const line of feature.lines) {
      for (let i = 0; i + 3 < line.length; i += 2) {
        const [x, y] = [line[i] * scale - originX, line[i + 1] * scale - originY];
        const [dx, dy] = [line[i + 2] * scale - originX - x, line[i + 3] * scale - originY - y];
        if (
          Math.max(x, x + dx) < 0 ||
          Math.max(y, y + dy) < 0 ||
          Math.min(x, x + dx) > width ||
          Math.min(y, y + dy) > height
        )
          continue;
        const count = Math.min(200, Math.ceil(Math.hypot(dx, dy) / LINE_STEP));
        for (let k = 0; k < count; k += 1) points.push([x + (dx * k) / count, y + (dy * k) / count]);
      }
    }
  }
  return points;
}

function paintLabel(ctx, { text, style, color, at, angle = 0, hasDot, x, y }) {
  useStyle(ctx, STYLES[style]);
  ctx.save();
  if (hasDot) paintDot(ctx, x, y, token(STYLES[style].color));
  ctx.translate(...at);
  ctx.rotate(angle);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = HALO;
  ctx.strokeText(text, 0, 0);
  ctx.fillStyle = color ?? token(STYLES[style].color);
  ctx.fillText(text, 0, 0);
  ctx.restore();
}

function paintDot(ctx, x, y, color) {
  ctx.beginPath();
  ctx.arc(x, y, 2.5, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.strokeStyle = HALO;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fill();
}
