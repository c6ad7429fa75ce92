// The replacement value of a thing, line by line: what each surcharge is, and what it adds where the price is known.
import { percent, pesos, UNKNOWN } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";

export function vnrSection({ code, description, unit_price_clp: price, components, total_clp: total }) {
  const section = fill(fromTemplate("vnr"), {
    code,
    description: description ?? UNKNOWN,
    price: pesos(price),
    total: pesos(total),
  });
  slot(section, "code").href = `/vnr/${encodeURIComponent(code)}/`;
  for (const name of ["price", "total"]) markUnknown(slot(section, name));
  slot(section, "rows").append(...components.map(componentRow));
  return section;
}

function componentRow({ label, fraction, amount_clp: amount }) {
  const row = fill(fromTemplate("vnr-row"), { label, fraction: percent(fraction), amount: pesos(amount) });
  for (const name of ["fraction", "amount"]) markUnknown(slot(row, name));
  return row;
}

function markUnknown(cell) {
  cell.classList.toggle("unknown", cell.textContent === UNKNOWN);
}
