// How one thing names another, and leads to it.

export class AssetLinks {
  // `follow` shows another thing without leaving the page.
  constructor({ describer, address, names, base, follow }) {
    Object.assign(this, { describer, address, names, base, follow });
  }

  // "1 · LA UNION" for a feeder; a comuna by its name; anything else by its number.
  nameOf(layer, id) {
    if (layer === "comunas") return this.base.comunaName(id) ?? id;
    const name = this.names[layer]?.[id];
    return name ? `${id} · ${name}` : id;
  }

  // What the map does not draw is named, not linked.
  link(asset, text) {
    if (!this.describer.layer(asset.layer)) return document.createTextNode(text);
    const link = document.createElement("a");
    link.href = this.address.linkTo(asset);
    link.textContent = text;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.follow(asset);
    });
    return link;
  }
}
