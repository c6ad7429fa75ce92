// The catalogue's fields of one thing, as a list of terms and values.
import { date, number, UNKNOWN } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";

const LINKS_AT_ONCE = 12;
const DECIMALS = { m: 1 };
// Of no meaning where there is nothing to say: most things have no other id and no generation.
const ONLY_IF_KNOWN = new Set(["source_id", "generation_kw", "generator_count"]);

// `context`: { link(asset, text), nameOf(layer, id) }.
export function factList(layer, properties, context) {
  const list = document.createElement("dl");
  list.className = "facts";
  for (const field of layer.fields) {
    const value = properties[field.name];
    if (isEmpty(value) && ONLY_IF_KNOWN.has(field.name)) continue;
    const row = fill(fromTemplate("fact"), { label: field.label });
    if (field.description) slot(row, "label").title = field.description;
    slot(row, "value").append(...valueNodes(field, value, context));
    list.append(row);
  }
  return list;
}

function isEmpty(value) {
  return (
    value === null || value === undefined || value === "" || value === 0 || (Array.isArray(value) && !value.length)
  );
}

function valueNodes(field, value, context) {
  if (value === null || value === undefined || value === "") return [unknown()];
  if (Array.isArray(value)) return value.length ? listNodes(field, value, context) : [unknown()];
  if (field.layer)
    return [context.link({ layer: field.layer, id: String(value) }, context.nameOf(field.layer, String(value)))];
  return [document.createTextNode(valueText(field, value))];
}

export function unknown() {
  const node = document.createElement("span");
  node.className = "unknown";
  node.textContent = UNKNOWN;
  node.title = "Sin información";
  return node;
}

export function valueText({ choices, unit, name }, value) {
  if (choices?.[value]) return choiceText(choices[value], value);
  if (typeof value === "number")
    return [number(value, { decimals: DECIMALS[unit] ?? 4 }), unit].filter(Boolean).join(" ");
  return name.endsWith("_on") ? date(value) : [String(value), unit].filter(Boolean).join(" ");
}

// Codes stand as the cooperative writes them (MONOFASICO, AT); our own words are shown as words.
function choiceText(label, value) {
  return label.startsWith(value) || value === value.toLowerCase() ? label : value;
}

function listNodes(field, values, context) {
  const nodes = values.map((value) => listNode(field, String(value), context));
  const separated = (some) => some.flatMap((node, index) => (index ? [document.createTextNode(", "), node] : [node]));
  if (nodes.length <= LINKS_AT_ONCE) return separated(nodes);
  const more = fill(fromTemplate("more"), { text: `Ver ${number(nodes.length - LINKS_AT_ONCE)} más` });
  more.addEventListener("click", () => {
    const rest = nodes.slice(LINKS_AT_ONCE);
    more.replaceWith(document.createTextNode(", "), ...separated(rest));
    (rest[0].matches("a") ? rest[0] : null)?.focus();
  });
  return [...separated(nodes.slice(0, LINKS_AT_ONCE)), document.createTextNode(" "), more];
}

function listNode(field, value, context) {
  const asset = { layer: field.layer, id: value };
  return field.layer ? context.link(asset, context.nameOf(field.layer, value)) : document.createTextNode(value);
}
