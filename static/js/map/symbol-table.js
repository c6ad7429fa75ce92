// The server's table of symbols (layers/styles.py), ready to draw from.

const FIRST_ZOOM = 9;
const LAST_ZOOM = 17;

// From below to above: lines first, substations last.
const ORDER = ["vanos", "alimentadores", "postes", "equipos", "transformadores", "generadores", "subestaciones"];

// Eight colours the colour-blind can tell apart, dark enough for a light ground.
export const FEEDER_COLORS = ["#0b4f8a", "#b3480f", "#00705a", "#8a2f74", "#6b5b00", "#b01c3c", "#3b3f9e", "#45525c"];

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
    this.byFeeder = false;
  }

  get(layer, kind) {
    return this.symbols.get(`${layer}/${kind}`) ?? null;
  }

  // Lines and what hangs on them may be painted by feeder; poles and substations keep their colour.
  colorOf(symbol, feederId) {
    return (this.byFeeder && symbol.shape === "line" && this.feederColors.get(feederId)) || symbol.color;
  }

  // [{ symbol, features }] in drawing order.
  group(features) {
    const groups = new Map([...this.symbols].map(([key, symbol]) => [key, { symbol, features: [] }]));
    for (const feature of features) groups.get(feature.symbolKey)?.features.push(feature);
    return [...groups.values()].filter((group) => group.features.length);
  }
}
