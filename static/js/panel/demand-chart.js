// Twelve months as bars from minimum to maximum. A month without information stays empty, and says so in the table below.
import { month, number } from "../shared/format.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 332;
const HEIGHT = 150;
const LEFT = 40;
const BOTTOM = 22;
const TOP = 8;

// A round step so that the axis from zero to `most` has three to five ticks.
export function axisTicks(most) {
  if (!(most > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => most / each <= 4.5);
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

// `demands` newest first, as the API gives them; drawn oldest first.
export function demandChart(demands) {
  const months = [...demands].reverse();
  const ticks = axisTicks(Math.max(...months.map((each) => each.maximum ?? each.minimum ?? 0)));
  const top = ticks.at(-1) || 1;
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const slotWidth = (WIDTH - LEFT) / months.length;
  const chart = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "demand-chart" });
  chart.setAttribute("aria-label", summary(demands));
  chart.append(...ticks.flatMap((tick) => gridLine(tick, y(tick))));
  months.forEach((each, index) => {
    chart.append(...monthBar(each, LEFT + index * slotWidth, slotWidth, y));
  });
  return chart;
}

export function summary(demands) {
  const known = demands.filter((each) => each.maximum !== null);
  if (!known.length) return "Sin información de demanda en estos doce meses.";
  const highest = known.reduce((a, b) => (b.maximum > a.maximum ? b : a));
  const unit = highest.unit ?? "";
  return `Demanda mensual mínima y máxima de ${known.length} de ${demands.length} meses. La mayor: ${number(highest.maximum)} ${unit} en ${month(highest.month)}.`;
}

function gridLine(tick, y) {
  const text = node("text", { x: LEFT - 6, y: y + 4, class: "axis-value" });
  text.textContent = number(tick);
  return [node("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, class: tick ? "grid-line" : "axis-line" }), text];
}

function monthBar({ month: iso, minimum, maximum }, x, width, y) {
  const name = node("text", { x: x + width / 2, y: HEIGHT - 6, class: "axis-month" });
  name.textContent = Number(iso.slice(5));
  if (maximum === null && minimum === null) return [name];
  const [high, low] = [maximum ?? minimum, minimum ?? maximum];
  const bar = {
    x: x + width * 0.2,
    width: width * 0.6,
    y: y(high),
    height: Math.max(2, y(low) - y(high)),
    rx: 2,
    class: "bar",
  };
  return [node("rect", bar), name];
}

function node(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
