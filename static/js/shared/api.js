// The addresses of the portal's API. All name the publication on the screen, so that answers belong together.
import { getJson } from "./request.js";

export class Api {
  constructor(root, publication) {
    this.root = root;
    this.publication = publication;
  }

  tile(layer, { z, x, y }, options) {
    return this.get(`collections/${layer}/tiles/WebMercatorQuad/${z}/${y}/${x}`, { f: "geojson" }, options);
  }

  item({ layer, id }, options) {
    return this.get(`collections/${layer}/items/${encodeURIComponent(id)}`, {}, options);
  }

  identify({ lon, lat, zoom, radius, layers }, options) {
    const query = { lon: lon.toFixed(7), lat: lat.toFixed(7), z: zoom, radius_px: radius, layers: layers.join(",") };
    return this.get("identify", query, options);
  }

  path(asset, options) {
    return this.get("path", asset, options);
  }

  neighbours(asset, options) {
    return this.get("neighbours", asset, options);
  }

  search(text, options) {
    return this.get("search", { q: text }, options);
  }

  get(path, query, options) {
    const parameters = new URLSearchParams(query);
    if (this.publication) parameters.set("publication", this.publication);
    return getJson(`${this.root}${path}?${parameters}`, options);
  }
}
