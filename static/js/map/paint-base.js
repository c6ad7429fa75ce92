// Draws what lies under the network: land, water, comunas; a graticule where we hold no base map.
import { token } from "../shared/tokens.js";
import { boxesMeet } from "./geometry.js";
import { toLonLat, toWorld } from "./projection.js";
import { traceLine, traceVisible } from "./trace-lines.js";

export function paintBase(frame, base, { hasRaster = false } = {}) {
  const { ctx, width, height } = frame;
  if (hasRaster) return;
  ctx.fillStyle = token("--land");
  ctx.fillRect(0, 0, width, height);
  paintGraticule(frame);
  if (!base.sheet || !boxesMeet(base.sheet, frame.box)) return;
  paintSea(frame, base.sheet);
  paintShapes(frame, base.shapes.land, token("--land"));
  paintShapes(frame, base.shapes.lake, token("--water"));
  paintShapes(frame, base.shapes.island, token("--land"));
  paintShores(frame, base.shores);
  paintBorders(frame, base.borders);
}

// The sheet's water fades out at its edges instead of ending in a straight shore.
function paintSea(frame, [west, north, east, south]) {
  const { ctx, scale, originX, originY } = frame;
  const fade = (south - north) * 0.04;
  const [x0, y0] = [(west - fade * 3) * scale - originX, north * scale - originY];
  const [x1, y1] = [east * scale - originX, south * scale - originY];
  ctx.fillStyle = token("--water");
  ctx.fillRect(x0, y0, x1 - x0, y1 - y0);
  fadeOut(ctx, [x0, y0, x0 + fade * 2 * scale, y1], [x0, 0, x0 + fade * 2 * scale, 0]);
  fadeOut(ctx, [x0, y0, x1, y0 + fade * scale], [0, y0, 0, y0 + fade * scale]);
  fadeOut(ctx, [x0, y1 - fade * scale, x1, y1], [0, y1, 0, y1 - fade * scale]);
}

function fadeOut(ctx, [x0, y0, x1, y1], direction) {
  const gradient = ctx.createLinearGradient(...direction);
  gradient.addColorStop(0, token("--land"));
  gradient.addColorStop(1, `${token("--land")}00`);
  ctx.fillStyle = gradient;
  ctx.fillRect(x0, y0, x1 - x0, y1 - y0);
}

function paintShapes(frame, shapes, color) {
  const { ctx } = frame;
  ctx.beginPath();
  for (const shape of shapes) {
    if (!boxesMeet(shape.box, frame.box)) continue;
    for (const line of shape.lines) traceLine(frame, line);
  }
  ctx.fillStyle = color;
  ctx.fill("evenodd");
}

function paintShores(frame, shores) {
  const { ctx } = frame;
  ctx.beginPath();
  for (const { line, box } of shores) {
    if (boxesMeet(box, frame.box)) traceVisible(frame, line);
  }
  ctx.strokeStyle = token("--shore");
  ctx.lineWidth = 1;
  ctx.stroke();
}

function paintBorders(frame, borders) {
  const { ctx, zoom } = frame;
  ctx.beginPath();
  for (const { line, box } of borders) {
    if (boxesMeet(box, frame.box)) traceVisible(frame, line);
  }
  ctx.strokeStyle = token("--border");
  ctx.lineWidth = zoom < 9 ? 0.8 : 1.2;
  ctx.setLineDash([6, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
}

// Degrees between two lines of the graticule: some 100 to 300 pixels apart.
function graticuleStep(scale) {
  const pixelsPerDegree = scale / 360;
  return (
    [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find((step) => step * pixelsPerDegree < 260) ??
    0.001
  );
}

function paintGraticule(frame) {
  const { ctx, scale, originX, originY, width, height, box } = frame;
  const step = graticuleStep(scale);
  const [west, north] = toLonLat(box[0], box[1]);
  const [east, south] = toLonLat(box[2], box[3]);
  ctx.beginPath();
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const x = Math.round(toWorld(lon, 0)[0] * scale - originX) + 0.5;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, height);
  }
  for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
    const y = Math.round(toWorld(0, lat)[1] * scale - originY) + 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.strokeStyle = token("--grid");
  ctx.lineWidth = 1;
  ctx.stroke();
}
