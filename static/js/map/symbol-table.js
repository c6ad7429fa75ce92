// The server's table of symbols (layers/styles.py), ready to draw from.
import { FEEDER_COLORS, phaseStyle } from "./line-paints.js";

const FIRST_ZOOM = 9;
const LAST_ZOOM = 17;

// From below to above: lines first, substations last.
const ORDER = ["vanos", "alimentadores", "postes", "equipos", "transformadores", "generadores", "subestaciones"];

export function sizeAt([small, large], zoom) {
  const t = Math.max(0, Math.min(1, (zoom - FIRST_ZOOM) / (LAST_ZOOM - FIRST_ZOOM)));
  return small + t * (large - small);
}

export class SymbolTable {
  constructor(layers, feederIds = []) {
    this.symbols = new Map();
    const level = (layer) => (ORDER.includes(layer.id) ? ORDER.indexOf(layer.id) : ORDER.length);
    for (const layer of [...layers].sort((a, b) => level(a) - level(b))) {
      // Within a layer the table begins with the most important one: it is drawn last.
      for (const symbol of [...layer.symbols].reverse()) this.symbols.set(`${layer.id}/${symbol.kind}`, symbol);
    }
    this.feederColors = new Map(feederIds.map((id, index) => [id, FEEDER_COLORS[index % FEEDER_COLORS.length]]));
    this.feederStyles = new Map([...this.feederColors].map(([id, color]) => [id, { color }]));
    this.paint = "tension";
  }

  get(layer, kind) {
    return this.symbols.get(`${layer}/${kind}`) ?? null;
  }

  // { color, pattern } of a thing. Lines may be painted by feeder or by phases; all else keeps its colour.
  styleOf(symbol, { feederId, phaseCount }) {
    if (symbol.shape !== "line" || this.paint === "tension") return symbol;
    if (this.paint === "fases") return phaseStyle(phaseCount);
    return this.feederStyles.get(feederId) ?? symbol;
  }

  // [[style, features]] of one symbol.
  byStyle(symbol, features) {
    if (this.paint === "tension") return [[symbol, features]];
    const groups = new Map();
    for (const feature of features) {
      const style = this.styleOf(symbol, feature);
      if (!groups.has(style)) groups.set(style, []);
      groups.get(style).push(feature);
    }
    return [...groups];
  }

  // [{ symbol, features }] in drawing order.
  group(features) {
    const groups = new Map([...this.symbols].map(([key, symbol]) => [key, { symbol, features: [] }]));
    for (const feature of features) groups.get(feature.symbolKey)?.features.push(feature);
    return [...groups.values()].filter((group) => group.features.length);
  }
}
