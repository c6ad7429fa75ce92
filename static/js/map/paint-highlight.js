// Draws what is selected, the path from it to the substation, and what the pointer is over.
import { token } from "../shared/tokens.js";
import { traceLine } from "./trace-lines.js";

const CASING = "#ffffff";

// Under the symbols: the traced path and a selected line.
export function paintSelectedLines(frame, { path, selected }) {
  if (path.length)
    strokeLines(frame, path, [
      [CASING, 11.5],
      [token("--selected"), 3.5],
    ]);
  if (selected && !selected.isPoint) strokeLines(frame, selected.lines, selectedStrokes(frame.zoom));
}

// From afar a selected feeder should not be one blot.
function selectedStrokes(zoom) {
  const [casing, width] = zoom < 13 ? [6.5, 2.5] : [12, 5];
  return [
    [CASING, casing],
    [token("--selected"), width],
  ];
}

// Over everything: what is selected and what the pointer is over.
export function paintHighlight(frame, { selected, hovered, place }) {
  if (hovered?.isPoint) ring(frame, hovered.lines[0], token("--brand"), 11);
  else if (hovered) strokeLines(frame, hovered.lines, [[token("--brand"), 2.5]]);
  if (place) ring(frame, place, token("--brand"), 6);
  if (selected?.isPoint) ring(frame, selected.lines[0], token("--selected"), 13);
}

function strokeLines(frame, lines, strokes) {
  const { ctx } = frame;
  ctx.beginPath();
  for (const line of lines) traceLine(frame, line);
  ctx.lineCap = ctx.lineJoin = "round";
  for (const [color, width] of strokes) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}

function ring({ ctx, scale, originX, originY }, [x, y], color, radius) {
  ctx.beginPath();
  ctx.arc(x * scale - originX, y * scale - originY, radius, 0, 2 * Math.PI);
  ctx.strokeStyle = CASING;
  ctx.lineWidth = 6.5;
  ctx.stroke();
  ctx.strokeStyle = color;
  ctx.lineWidth = 3;
  ctx.stroke();
}
