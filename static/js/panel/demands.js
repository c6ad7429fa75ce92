// The twelve demands: a chart for the eye, and the same numbers as a table.
import { month, number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { demandChart, summary } from "./demand-chart.js";
import { unknown } from "./facts.js";

export function demandSection(demands) {
  const section = fromTemplate("demands");
  const isKnown = demands.some((each) => each.maximum !== null || each.minimum !== null);
  const unit = demands.find((each) => each.unit)?.unit;
  fill(section, { unit: unit ? `[${unit}]` : "" });
  if (isKnown) slot(section, "chart").append(demandChart(demands));
  else fill(section, { chart: summary(demands) });
  slot(section, "rows").append(...demands.map((each) => demandRow(each, unit)));
  return section;
}

function demandRow({ month: iso, minimum, maximum, unit, source }, usual) {
  const row = fill(fromTemplate("demand-row"), { month: month(iso) });
  const node = (value) => (source === "withheld" ? "reservado" : valueNode(value, unit, usual));
  slot(row, "minimum").append(node(minimum));
  slot(row, "maximum").append(node(maximum));
  if (source === "estimated") slot(row, "month").append(" (estimada)");
  return row;
}

function valueNode(value, unit, usual) {
  if (value === null || value === undefined) return unknown();
  return document.createTextNode(unit && unit !== usual ? `${number(value)} ${unit}` : number(value));
}
