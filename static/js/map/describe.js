// What a drawn feature is called, in words: "Transformador 328250", and what else is known of it at a glance.

export class Describer {
  constructor(layers, table) {
    this.layers = new Map(layers.map((layer) => [layer.id, layer]));
    this.table = table;
  }

  layer(id) {
    return this.layers.get(id);
  }

  name({ layer, id }) {
    return `${this.layers.get(layer)?.singular ?? layer} ${id}`;
  }

  // Kind and label: "AT trifásico, 96 m".
  detail({ layer, kind, label }) {
    const { singular } = this.layers.get(layer);
    const symbol = this.table.get(layer, kind)?.label;
    const isTelling = symbol && !symbol.startsWith(singular);
    return [isTelling && symbol, label].filter(Boolean).join(", ");
  }

  full(feature) {
    return [this.name(feature), this.detail(feature)].filter(Boolean).join(", ");
  }

  // "el transformador", "la subestación"
  withArticle({ layer, id }) {
    const name = this.name({ layer, id });
    return `${/^(\S+ción|Comuna) /.test(name) ? "la" : "el"} ${name[0].toLowerCase()}${name.slice(1)}`;
  }
}
