// Draws what is being measured: the line, its points, and the length of each leg.
import { length } from "../shared/format.js";
import { token } from "../shared/tokens.js";

const CASING = "#ffffff";
const FONT = "600 12px system-ui, sans-serif";
// A leg shorter than its words is read in the panel.
const ROOM = 64;

export function paintMeasure({ ctx, scale, originX, originY }, points) {
  const places = points.map(({ world: [x, y] }) => [x * scale - originX, y * scale - originY]);
  strokeWay(ctx, places);
  for (const place of places) paintPoint(ctx, place);
  places.forEach((place, index) => {
    if (index) paintLength(ctx, places[index - 1], place, points[index].metres);
  });
}

function strokeWay(ctx, places) {
  ctx.beginPath();
  for (const [x, y] of places) ctx.lineTo(x, y);
  ctx.lineCap = ctx.lineJoin = "round";
  for (const [color, width, dash] of [
    [CASING, 6, []],
    [token("--ink"), 2.5, [7, 5]],
  ]) {
    Object.assign(ctx, { strokeStyle: color, lineWidth: width });
    ctx.setLineDash(dash);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function paintPoint(ctx, [x, y]) {
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  Object.assign(ctx, { fillStyle: CASING, strokeStyle: token("--ink"), lineWidth: 2.5 });
  ctx.fill();
  ctx.stroke();
}

function paintLength(ctx, [ax, ay], [bx, by], metres) {
  if (Math.hypot(bx - ax, by - ay) < ROOM) return;
  Object.assign(ctx, { font: FONT, textAlign: "center", textBaseline: "middle", lineJoin: "round" });
  const [text, x, y] = [length(metres), (ax + bx) / 2, (ay + by) / 2];
  Object.assign(ctx, { strokeStyle: CASING, lineWidth: 5, fillStyle: token("--ink") });
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}
