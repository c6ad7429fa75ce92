// One thing of the network in the panel: facts at once; neighbours and the path to the substation as they come.
import { boxOf, middleOf, readGeometry } from "../map/geometry.js";
import { toLonLat } from "../map/projection.js";
import { date } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { coordinateSection, copyField } from "./coordinates.js";
import { demandSection } from "./demands.js";
import { factList } from "./facts.js";
import { neighbourSection } from "./neighbours.js";
import { routeSection } from "./route.js";
import { vnrSection } from "./vnr.js";

// `context`: { describer, link, nameOf, metricSrid, address }.
export function assetView(asset, { geometry, properties, links = [] }, context) {
  const { describer } = context;
  const layer = describer.layer(asset.layer);
  const view = fill(fromTemplate("asset"), {
    kind: layer.singular,
    title: describer.name(asset),
    name: properties.name ?? "",
    date: date(properties.data_as_of),
  });
  showPageLink(slot(view, "page"), links);
  const sections = slot(view, "sections");
  sections.append(factList(layer, properties, context));
  if (properties.demands?.length) sections.append(demandSection(properties.demands));
  if (properties.vnr) sections.append(vnrSection(properties.vnr));
  const place = placeOf(geometry);
  if (place) sections.append(coordinateSection(place, context.metricSrid));
  const link = copyField("Enlace a este elemento", context.address);
  link.dataset.permalink = "";
  sections.append(link);
  return view;
}

// The thing's own page, where the portal has one.
function showPageLink(link, links) {
  const page = links.find(({ rel, type }) => rel === "alternate" && type === "text/html");
  const path = page ? new URL(page.href).pathname : "/";
  if (path === "/") link.remove();
  else link.href = path;
}

// Longitude and latitude to write down: the point, or the middle of the line.
export function placeOf(geometry) {
  const lines = readGeometry(geometry);
  if (!lines.length) return null;
  if (geometry.type === "Point") return geometry.coordinates;
  if (lines.length === 1) {
    const { x, y } = middleOf(lines[0]);
    return toLonLat(x, y);
  }
  const [west, north, east, south] = boxOf(lines);
  return toLonLat((west + east) / 2, (north + south) / 2);
}

export function addNeighbours(view, neighbours, context) {
  const sections = neighbours.length ? [neighbourSection(neighbours, context)] : [];
  slot(view, "neighbours").replaceChildren(...sections);
}

export function addRoute(view, answer, context) {
  slot(view, "route").replaceChildren(routeSection(answer, context));
}

// In the place of a part that is still on its way.
export function sayWaiting(view, part, text) {
  slot(view, part).replaceChildren(fill(fromTemplate("part"), { text }));
}

// In the place of a part that did not come; nothing when the person has gone on to something else.
export function sayFailure(view, part, error, { text, again }) {
  if (error.name === "AbortError") return;
  const note = fill(fromTemplate("part"), { text });
  const retry = fromTemplate("more");
  retry.textContent = "Reintentar";
  retry.addEventListener("click", again);
  note.append(" ", retry);
  slot(view, part).replaceChildren(note);
}

// While the answer is on its way: what is asked for stands there already.
export function waitingView(asset, describer) {
  return fill(fromTemplate("waiting"), { kind: describer.layer(asset.layer).singular, title: describer.name(asset) });
}

export function problemView({ title, text }, retry) {
  const view = fill(fromTemplate("problem"), { title, text });
  const button = slot(view, "button");
  if (retry) button.addEventListener("click", retry);
  else button.remove();
  return view;
}
