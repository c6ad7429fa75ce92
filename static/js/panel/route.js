// The path from a thing up to its substation: how long it is, and a button that shows all of it.
import { distance, number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";

// `answer` of /api/path; `showAll` zooms to the whole path.
export function routeSection({ features, length_m: length, source, reason }, { link, showAll }) {
  const section = fromTemplate("route");
  if (!features.length || !source) {
    fill(section, { text: reason ?? "Este elemento no está unido a una subestación." });
    slot(section, "button").remove();
    return section;
  }
  const spans = features.filter((feature) => feature.properties.layer === "vanos").length;
  slot(section, "text").append(
    strong(distance(length)),
    " de línea hasta la subestación ",
    link({ layer: source.layer, id: String(source.id) }, source.name ?? String(source.id)),
    `, por ${number(spans)} ${spans === 1 ? "vano" : "vanos"}.`,
  );
  slot(section, "button").addEventListener("click", showAll);
  return section;
}

function strong(text) {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}
