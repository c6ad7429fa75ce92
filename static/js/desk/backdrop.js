// What lies under points: the base map, and the lines of the network as people see it now.
import { BaseData } from "../map/base-data.js";
import { paintBase } from "../map/paint-base.js";
import { toWorld } from "../map/projection.js";
import { Scene } from "../map/scene.js";
import { TileStore } from "../map/tile-store.js";
import { traceVisible } from "../map/trace-lines.js";
import { ViewCanvas } from "../map/view-canvas.js";
import { Api } from "../shared/api.js";
import { token } from "../shared/tokens.js";

// From afar feeders, from near every span: layer, and at which zooms which tiles.
const LAYERS = [
  {
    id: "alimentadores",
    tiles: [
      { from: 0, to: 9, zoom: 5 },
      { from: 10, to: 12, zoom: 10 },
    ],
  },
  {
    id: "vanos",
    tiles: [
      { from: 13, to: 14, zoom: 13 },
      { from: 15, to: 22, zoom: 15 },
    ],
  },
];
const VISIBLE = new Set(LAYERS.map((layer) => layer.id));

export class Backdrop {
  constructor(map, { publication, land, comunas, towns }) {
    this.map = map;
    this.base = new BaseData();
    this.addCanvas("base", 200, (frame) => paintBase(frame, this.base));
    if (publication) this.addNetwork(publication);
    this.base.load({ land, comunas, towns }).then(() => this.canvases.base.repaint());
  }

  addCanvas(name, level, paint) {
    this.map.createPane(name).style.zIndex = level;
    this.canvases = { ...this.canvases, [name]: new ViewCanvas({ pane: name, paint }).addTo(this.map) };
  }

  addNetwork(publication) {
    const api = new Api("/api/", publication);
    const store = new TileStore((layer, tile, options) => api.tile(layer, tile, options));
    this.scene = new Scene(LAYERS, store);
    this.addCanvas("network", 250, (frame) => this.paintNetwork(frame));
    store.addEventListener("change", () => {
      this.scene.refresh();
      this.canvases.network.repaint();
    });
    this.map.on("moveend", () => this.look());
    this.look();
  }

  look() {
    const bounds = this.map.getBounds();
    const [west, north] = toWorld(bounds.getWest(), bounds.getNorth());
    const [east, south] = toWorld(bounds.getEast(), bounds.getSouth());
    this.scene.look({ box: [west, north, east, south], zoom: this.map.getZoom() }, VISIBLE);
    this.canvases.network.repaint();
  }

  paintNetwork(frame) {
    const { ctx } = frame;
    ctx.beginPath();
    for (const { lines } of this.scene.features(frame.box)) for (const line of lines) traceVisible(frame, line);
    ctx.strokeStyle = token("--line-strong");
    ctx.lineWidth = frame.zoom < 13 ? 1 : 1.5;
    ctx.stroke();
  }
}
