// How each symbol is drawn on a canvas: for the map and for its legend. `r` is half the symbol's size, in pixels.

const PAPER = "#ffffff";

const SHAPES = {
  dot: (ctx, r) => ctx.arc(0, 0, r, 0, 2 * Math.PI),
  circle: (ctx, r) => ctx.arc(0, 0, r, 0, 2 * Math.PI),
  generator: (ctx, r) => ctx.arc(0, 0, r, 0, 2 * Math.PI),
  meter: (ctx, r) => ctx.arc(0, 0, r, 0, 2 * Math.PI),
  arrow: (ctx, r) => ctx.arc(0, 0, r, 0, 2 * Math.PI),
  square: (ctx, r) => ctx.rect(-r * 0.85, -r * 0.85, r * 1.7, r * 1.7),
  substation: (ctx, r) => ctx.rect(-r, -r, 2 * r, 2 * r),
  triangle: (ctx, r) =>
    polygon(ctx, [
      [0, -r],
      [r, r * 0.8],
      [-r, r * 0.8],
    ]),
  diamond: (ctx, r) =>
    polygon(ctx, [
      [0, -r],
      [r, 0],
      [0, r],
      [-r, 0],
    ]),
  hexagon: (ctx, r) =>
    polygon(
      ctx,
      [0, 1, 2, 3, 4, 5].map((k) => [r * Math.cos((k * Math.PI) / 3), r * Math.sin((k * Math.PI) / 3)]),
    ),
  bar: (ctx, r) => ctx.rect(-r, -r * 0.5, 2 * r, r),
  cross: (ctx, r) => cross(ctx, r),
  capacitor: (ctx, r) => plates(ctx, r),
};

function polygon(ctx, points) {
  points.forEach(([x, y], index) => {
    if (index) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  });
  ctx.closePath();
}

function cross(ctx, r) {
  ctx.moveTo(-r, -r);
  ctx.lineTo(r, r);
  ctx.moveTo(-r, r);
  ctx.lineTo(r, -r);
}

function plates(ctx, r) {
  ctx.moveTo(-r, -r * 0.3);
  ctx.lineTo(r, -r * 0.3);
  ctx.moveTo(-r, r * 0.3);
  ctx.lineTo(r, r * 0.3);
  ctx.moveTo(0, -r);
  ctx.lineTo(0, -r * 0.3);
  ctx.moveTo(0, r * 0.3);
  ctx.lineTo(0, r);
}

const OPEN_SHAPES = new Set(["cross", "capacitor"]);
const LETTERS = { reconectador: "R", seccionalizador: "S", interruptor: "I", medidor: "M", generador: "G", otro: "" };

// What engineers expect inside the outline.
const MARKS = {
  substation: (ctx, r, ink) => bolt(ctx, r, ink),
  arrow: (ctx, r, ink) => slantedArrow(ctx, r, ink),
  bar: (ctx, r, ink) => line(ctx, -r * 1.5, 0, r * 1.5, 0, ink),
};

function bolt(ctx, r, ink) {
  ctx.beginPath();
  polygon(
    ctx,
    [
      [0.2, -0.75],
      [-0.5, 0.12],
      [-0.06, 0.12],
      [-0.2, 0.75],
      [0.5, -0.14],
      [0.06, -0.14],
    ].map(([x, y]) => [x * r, y * r]),
  );
  ctx.fillStyle = ink;
  ctx.fill();
}

function line(ctx, x0, y0, x1, y1, ink) {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.strokeStyle = ink;
  ctx.stroke();
}

function slantedArrow(ctx, r, ink) {
  line(ctx, -r * 1.2, r * 1.2, r * 1.2, -r * 1.2, ink);
  ctx.beginPath();
  polygon(ctx, [
    [r * 1.4, -r * 1.4],
    [r * 0.6, -r * 1.2],
    [r * 1.2, -r * 0.6],
  ]);
  ctx.fillStyle = ink;
  ctx.fill();
}

function letter(ctx, text, r, ink) {
  ctx.font = `700 ${Math.round(r * 1.4)}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink;
  ctx.fillText(text, 0, r * 0.08);
}

export function drawSymbol(ctx, symbol, x, y, size) {
  const r = size / 2;
  ctx.save();
  ctx.translate(x, y);
  ctx.lineJoin = "round";
  outline(ctx, symbol, r);
  inside(ctx, symbol, r);
  ctx.restore();
}

function outline(ctx, symbol, r) {
  const thin = Math.max(1, r * 0.22);
  ctx.beginPath();
  SHAPES[symbol.shape](ctx, r);
  // A white edge lifts it off the lines it stands on.
  ctx.strokeStyle = PAPER;
  ctx.lineWidth = thin + (symbol.shape === "dot" ? 1.5 : 3);
  ctx.stroke();
  ctx.fillStyle = symbol.filled && symbol.shape !== "arrow" ? symbol.color : PAPER;
  if (!OPEN_SHAPES.has(symbol.shape)) ctx.fill();
  ctx.strokeStyle = symbol.color;
  ctx.lineWidth = OPEN_SHAPES.has(symbol.shape) ? thin * 1.6 : thin;
  if (symbol.shape !== "dot") ctx.stroke();
}

function inside(ctx, symbol, r) {
  const ink = symbol.filled && symbol.shape !== "arrow" && symbol.shape !== "bar" ? PAPER : symbol.color;
  MARKS[symbol.shape]?.(ctx, r, ink);
  const text = LETTERS[symbol.kind.split("_")[0]];
  if (text && r >= 3.5) letter(ctx, text, r, ink);
}

// A canvas with the symbol in its middle, drawn once for as many places as it has.
export class Sprites {
  constructor(ratio) {
    this.ratio = ratio;
    this.made = new Map();
  }

  get(symbol, size) {
    const key = `${symbol.kind}/${size}`;
    if (!this.made.has(key)) this.made.set(key, this.make(symbol, size));
    return this.made.get(key);
  }

  make(symbol, size) {
    const side = Math.ceil(size * 1.6 + 6);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side * this.ratio;
    const ctx = canvas.getContext("2d");
    ctx.scale(this.ratio, this.ratio);
    drawSymbol(ctx, symbol, side / 2, side / 2, size);
    return { canvas, side };
  }
}
