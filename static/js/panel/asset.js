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
export function assetView(asset, { geometry, properties }, context) {
  const { describer } = context;
  const layer = describer.layer(asset.layer);
  const view = fill(fromTemplate("asset"), {
    kind: layer.singular,
    title: describer.name(asset),
    name: properties.name ?? "",
    date: date(properties.data_as_of),
  });
  const sections = slot(view, "sections");
  sections.append(factList(layer, properties, context));
  if (properties.demands?.length) sections.append(demandSection(properties.demands));
  if (properties.vnr) sections.append(vnrSection(properties.vnr));
  const place = placeOf(geometry);
  if (place) sections.append(coordinateSection(place, context.metricSrid));
  sections.append(copyField("Enlace a este elemento", context.address));
  return view;
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
  if (neighbours.length) slot(view, "neighbours").append(neighbourSection(neighbours, context));
}

export function addRoute(view, answer, context) {
  slot(view, "route").append(routeSection(answer, context));
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
