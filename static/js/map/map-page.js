// Puts the pieces of the page together, and keeps address, panel and map saying the same.
import { disclosure } from "../controls/disclosure.js";
import { LayerSwitch } from "../controls/layer-switch.js";
import { locate } from "../controls/locate.js";
import { SearchBox } from "../controls/search-box.js";
import { Status } from "../controls/status.js";
import { Tooltip } from "../controls/tooltip.js";
import { inViewList } from "../panel/in-view.js";
import { addFragments } from "../panel/fragments.js";
import { Panel } from "../panel/panel.js";
import { Address } from "../shared/address.js";
import { Api } from "../shared/api.js";
import { AssetLinks } from "./asset-links.js";
import { AssetOpener } from "./asset-opener.js";
import { BaseData } from "./base-data.js";
import { ClickResolver } from "./click-resolver.js";
import { DataWatch } from "./data-watch.js";
import { Describer } from "./describe.js";
import { insets, isSheet } from "./insets.js";
import { MapTools } from "./map-tools.js";
import { MapView } from "./map-view.js";
import { worldBox } from "./projection.js";
import { Scene } from "./scene.js";
import { SymbolTable } from "./symbol-table.js";
import { TileStore } from "./tile-store.js";

// Where to look before there is a network.
const RIO_BUENO = { zoom: 9, lat: -40.33, lon: -72.95 };
const idsOf = (layers) => layers.map((layer) => layer.id);
const find = (selector) => document.querySelector(selector);

export class MapPage {
  constructor(config) {
    this.config = config;
    this.publication = config.publication;
    this.layers = config.publication ? config.layers : [];
    this.selected = null;
    this.title = document.title;
    this.makeParts();
    this.connectParts();
  }

  makeParts() {
    const { config, layers } = this;
    this.api = new Api(config.api, this.publication?.number);
    this.address = new Address(idsOf(config.layers), idsOf(config.areas));
    this.table = new SymbolTable(layers, Object.keys(config.names.alimentadores));
    this.describer = new Describer([...config.layers, ...config.areas], this.table);
    this.store = new TileStore((layer, tile, options) => this.api.tile(layer, tile, options));
    this.base = new BaseData();
    this.view = new MapView(find("#mapa"), {
      scene: new Scene(layers, this.store, worldBox(this.publication?.extent)),
      table: this.table,
      base: this.base,
      feederNames: config.names.alimentadores,
      raster: config.raster,
      insets,
    });
    this.makeControls();
    this.makeResolvers();
    this.makeTools();
  }

  makeControls() {
    this.panel = new Panel(find("#panel"));
    this.status = new Status(find("#estado"), find("#progreso"));
    this.tooltip = new Tooltip(find("#nombre-bajo-puntero"), this.describer);
    this.switch = new LayerSwitch(find("#capas"), this.layers, this.table, this.config.names.alimentadores);
    this.search = new SearchBox(find("#buscador"), {
      search: (text, options) => this.api.search(text, options),
      describer: this.describer,
    });
    const legend = disclosure(find("[data-action=layers]"), find("#capas"), {
      isOpen: window.matchMedia("(min-width: 1200px)").matches,
    });
    // On a phone both are sheets: what is opened last is seen.
    this.panel.addEventListener("resize", () => isSheet() && this.panel.isOpen && legend.set(false));
  }

  makeResolvers() {
    const { api, view, panel, describer, layers, store, status } = this;
    const extent = this.publication?.extent;
    const isMeasured = () => this.tools.measure.isOn;
    this.watch = new DataWatch({ view, store, status, layers, legend: this.switch, extent, isMeasured });
    this.links = new AssetLinks({
      describer,
      address: this.address,
      names: this.config.names,
      base: this.base,
      follow: (asset) => this.select(asset, { origin: "link" }),
    });
    this.opener = new AssetOpener({ api, view, panel, describer, context: (asset) => this.assetContext(asset) });
    this.resolver = new ClickResolver({
      api,
      view,
      panel,
      describer,
      layers,
      prefetch: (asset) => this.opener.prefetch(asset),
    });
  }

  makeTools() {
    const { view, panel, describer } = this;
    this.tools = new MapTools({
      view,
      panel,
      describer,
      layers: this.layers,
      feederNames: this.config.names.alimentadores,
      fetchTile: (layer, tile, options) => this.api.tile(layer, tile, options),
      selected: () => (this.selected ? describer.name(this.selected) : ""),
    });
  }

  connectParts() {
    const on = (target, type, handle) => target.addEventListener(type, (event) => handle(event.detail));
    on(this.view, "rest", () => this.viewRested());
    on(this.view, "hover", (hit) => (hit ? this.tooltip.show(hit) : this.tooltip.hide()));
    on(this.view, "aim", (aim) => (this.tools.measure.isOn ? this.tools.measure.add(aim) : this.resolver.resolve(aim)));
    on(this.resolver, "choose", ({ asset, place }) => this.select(asset, { origin: "click", place }));
    on(this.resolver, "offer", () => this.deselect());
    on(this.resolver, "nothing", () => this.leaveSelection());
    on(this.resolver, "problem", ({ error, again }) => this.clickFailed(error, again));
    on(this.opener, "open", ({ name }) => this.setTitle(name));
    on(this.opener, "open", ({ asset }) => addFragments(this.panel.body, asset, this.config.fragments));
    on(this.panel, "close", () => this.leaveSelection());
    on(this.switch, "change", ({ visible }) => this.show(visible));
    on(this.switch, "paint", ({ paint }) => this.paintBy(paint));
    on(this.search, "choose", ({ result }) => this.openResult(result));
    on(this.address, "change", () => this.followAddress());
    this.connectButtons();
  }

  // A town or coordinates move the map; a code or a conductor has only its page.
  openResult({ layer, id, url }) {
    if (this.describer.layer(layer)) this.select({ layer, id }, { origin: "link" });
    else window.location.assign(url);
  }

  connectButtons() {
    const press = (action, handle) => find(`[data-action=${action}]`).addEventListener("click", handle);
    press("zoom-in", () => this.view.zoomBy(1));
    press("zoom-out", () => this.view.zoomBy(-1));
    press("locate", () => locate(this.view, this.status));
    press("in-view", () => this.listInView());
    press("measure", () => this.startMeasuring());
    press("print-map", () => this.tools.print.open());
    press("skip-to-list", (event) => {
      event.preventDefault();
      this.listInView();
    });
  }

  start() {
    const state = this.address.read();
    this.switch.set(new Set(state.layers ?? [...this.startLayers()]));
    this.view.visible = this.switch.visible();
    this.view.paintBy(state.paint ?? "tension");
    this.switch.tellPaint();
    this.view.start(() => this.firstView(state.view));
    this.loadBase();
    if (!this.publication) this.status.say("Aún no hay una red publicada. Vuelva a visitarnos pronto.");
    this.sayProblems(state.problems);
    if (state.selected && this.publication) this.open(state.selected, state.view ? "address" : "link");
    this.viewRested();
  }

  firstView(asked) {
    const extent = this.publication?.extent;
    if (asked || !extent) this.view.jump(asked ?? RIO_BUENO);
    else this.view.fit(extent, { animate: false });
  }

  startLayers() {
    return new Set(this.layers.filter((layer) => layer.on_at_start).map((layer) => layer.id));
  }

  async loadBase() {
    try {
      await this.base.load(this.config.base);
      this.view.repaint("base", "labels");
    } catch {
      this.status.say("No pudimos cargar el mapa base. La red se muestra igual.", {
        key: "base",
        retry: () => this.loadBase(),
      });
      return;
    }
    this.status.clear("base");
  }

  // View, layers and address

  viewRested() {
    this.watch.lookAgain();
    this.writeAddress();
    this.tools.viewRested();
    if (this.isListing) this.listInView({ takesFocus: false });
  }

  show(visible) {
    this.view.show(visible);
    this.watch.lookAgain();
    this.writeAddress();
  }

  paintBy(paint) {
    this.view.paintBy(paint);
    this.watch.lookAgain();
    this.writeAddress();
  }

  state() {
    const atStart = this.startLayers();
    const { visible, table } = this.view;
    const isUsual = visible.size === atStart.size && [...visible].every((id) => atStart.has(id));
    return {
      view: this.view.view(),
      layers: isUsual ? null : [...visible],
      paint: table.paint === "tension" ? null : table.paint,
      selected: this.selected,
    };
  }

  writeAddress(options) {
    if (!this.view.canvases) return;
    this.address.write(this.state(), options);
    this.keepPermalink();
  }

  // The link to copy says what the address says, also when the map has moved since.
  keepPermalink() {
    const field = find("#panel [data-permalink] input");
    if (field) field.value = window.location.href;
  }

  followAddress() {
    const state = this.address.read();
    const visible = new Set(state.layers ?? this.startLayers());
    this.switch.set(visible);
    this.view.paintBy(state.paint ?? "tension");
    this.switch.tellPaint();
    this.view.show(visible);
    if (state.view) this.view.jump(state.view);
    this.sayProblems(state.problems);
    if (state.selected && this.publication) this.open(state.selected, state.view ? "address" : "link");
    else this.deselect({ closes: true });
  }

  sayProblems(problems) {
    if (!problems.length) return this.status.clear("address");
    this.status.say(`No entendimos esta parte de la dirección: ${problems.join(", ")}. Mostramos lo demás.`, {
      key: "address",
    });
  }

  setTitle(name) {
    document.title = name ? `${name} – ${this.title}` : this.title;
  }

  // Selection

  startMeasuring() {
    if (this.selected) this.leaveSelection();
    else this.deselect();
    this.tools.measure.start();
  }

  select(asset, { origin, place }) {
    this.tools.measure.stop();
    this.selected = asset;
    this.isListing = false;
    this.writeAddress({ isStep: true });
    this.opener.open(asset, { origin, place });
  }

  open(asset, origin) {
    this.tools.measure.stop();
    const isSame = this.selected?.layer === asset.layer && this.selected.id === asset.id;
    this.selected = asset;
    this.isListing = false;
    if (!isSame) this.opener.open(asset, { origin });
  }

  // Nothing is selected any more; `closes`: the panel goes too.
  deselect({ closes = false } = {}) {
    this.tools.measure.stop();
    this.opener.cancel();
    this.selected = null;
    this.isListing = false;
    this.setTitle(null);
    this.view.select(null);
    if (closes) this.panel.hide();
  }

  leaveSelection() {
    const isStep = Boolean(this.selected);
    this.resolver.cancel();
    this.deselect({ closes: true });
    this.status.clear("click");
    this.writeAddress({ isStep });
  }

  clickFailed(error, again) {
    this.view.select(null);
    this.status.say(`No pudimos saber qué hay en ese punto. ${error.message}`, { key: "click", retry: again });
  }

  assetContext(asset) {
    return {
      describer: this.describer,
      metricSrid: this.publication.metric_srid,
      address: this.address.absolute({ ...this.state(), selected: asset }),
      link: (other, text) => this.links.link(other, text),
      nameOf: (layer, id) => this.links.nameOf(layer, id),
    };
  }

  listInView({ takesFocus = true } = {}) {
    if (takesFocus && this.selected) this.leaveSelection();
    this.tools.measure.stop();
    const content = inViewList(this.watch.groupsInView(), this.describer, {
      choose: (asset) => this.select(asset, { origin: "link" }),
      preview: (shape) => this.view.hover(shape, { isNamed: false }),
    });
    this.panel.show(content, { takesFocus });
    this.isListing = true;
  }
}
