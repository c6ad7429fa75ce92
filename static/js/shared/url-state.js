// What the address says of the map, and back: #mapa=13/-40.33/-72.95&capas=vanos,postes&pintar=fases&sel=transformadores/328250
import { PAINTS } from "../map/line-paints.js";

export const MIN_ZOOM = 5;
export const MAX_ZOOM = 20;

const NUMBER = /^-?\d+(\.\d+)?$/;

function readView(text) {
  const parts = text.split("/");
  if (parts.length !== 3 || !parts.every((part) => NUMBER.test(part))) return null;
  const [zoom, lat, lon] = parts.map(Number);
  if (zoom < MIN_ZOOM || zoom > MAX_ZOOM || Math.abs(lat) > 85 || Math.abs(lon) > 180) return null;
  return { zoom: Math.round(zoom), lat, lon };
}

function readLayers(text, known) {
  const ids = text ? text.split(",") : [];
  return ids.every((id) => known.includes(id)) ? ids : null;
}

function readSelected(text, known) {
  const slash = text.indexOf("/");
  const layer = text.slice(0, slash);
  const id = text.slice(slash + 1);
  return slash > 0 && id && known.includes(layer) ? { layer, id } : null;
}

function readPaint(text) {
  return PAINTS.includes(text) ? text : null;
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const READERS = {
  mapa: ["view", readView],
  capas: ["layers", readLayers],
  pintar: ["paint", readPaint],
  sel: ["selected", readSelected],
};

// `areas`: layers that are not drawn and whose things can be selected. `problems` holds the parts that could not be understood; what could be, stands.
export function readState(hash, knownLayers, areas = []) {
  const state = { view: null, layers: null, paint: null, selected: null, problems: [] };
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const equals = part.indexOf("=");
    const reader = READERS[part.slice(0, equals)];
    if (!reader) continue;
    const [name, read] = reader;
    state[name] = read(decode(part.slice(equals + 1)), name === "selected" ? [...knownLayers, ...areas] : knownLayers);
    if (state[name] === null) state.problems.push(decode(part));
  }
  return state;
}

function writeId(id) {
  return encodeURIComponent(id).replaceAll("%2F", "/");
}

// `layers` is null when they are those shown at the start, `paint` when it is the voltage: a short address for the common case.
export function writeState({ view, layers, paint, selected }) {
  const parts = [];
  if (view) parts.push(`mapa=${view.zoom}/${view.lat.toFixed(5)}/${view.lon.toFixed(5)}`);
  if (layers) parts.push(`capas=${layers.join(",")}`);
  if (paint) parts.push(`pintar=${paint}`);
  if (selected) parts.push(`sel=${selected.layer}/${writeId(selected.id)}`);
  return parts.length ? `#${parts.join("&")}` : "";
}
