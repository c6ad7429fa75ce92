// The map itself: Leaflet moves it, four canvases draw it, and it tells the rest of the page what happens in its own words.
import { control, LatLngBounds, LeafletMap, TileLayer } from "../lib/leaflet.js";
import { MAX_ZOOM, MIN_ZOOM } from "../shared/url-state.js";
import { boxOf } from "./geometry.js";
import { featuresNear } from "./hit-test.js";
import { isSheet } from "./insets.js";
import { paintBase } from "./paint-base.js";
import { paintHighlight, paintSelectedLines } from "./paint-highlight.js";
import { paintLabels } from "./paint-labels.js";
import { paintMeasure } from "./paint-measure.js";
import { paintNetwork } from "./paint-network.js";
import { toLonLat, toWorld, worldSize } from "./projection.js";
import { ViewCanvas } from "./view-canvas.js";

// Milliseconds between two drawings while tiles come or the map is dragged; more where a drawing takes long.
const REDRAW_EVERY = 70;
const SHARE = 5;
const REACH = { mouse: 12, touch: 20 };
const CLOSE_UP = 17;

// Emits "rest" when the view has come to rest, "hover" ({ feature, x, y } or null), "aim" ({ lon, lat, radius, hits }).
export class MapView extends EventTarget {
  constructor(element, { scene, table, base, feederNames, raster, insets }) {
    super();
    Object.assign(this, { element, scene, table, base, feederNames, insets });
    this.highlight = { path: [], selected: null, hovered: null, place: null };
    this.visible = new Set();
    this.drawn = [];
    this.pause = REDRAW_EVERY;
    this.isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = this.makeMap();
    if (raster.url) this.addRaster(raster);
    this.hasRaster = Boolean(raster.url);
  }

  makeMap() {
    return new LeafletMap(this.element, {
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: !this.isCalm,
      inertia: !this.isCalm,
      fadeAnimation: false,
    });
  }

  addRaster({ url }) {
    new TileLayer(url, { maxZoom: MAX_ZOOM, crossOrigin: true }).addTo(this.map);
  }

  // Show a first view, that of `place`; only now can there be something to draw.
  start(place) {
    this.map.on("moveend", () => {
      this.look();
      this.dispatchEvent(new Event("rest"));
    });
    place();
    this.addCanvases();
    control.scale({ imperial: false, position: "bottomright", maxWidth: isSheet() ? 80 : 120 }).addTo(this.map);
    this.listen();
  }

  addCanvases() {
    const { map } = this;
    const layer = (name, paint, options) => {
      map.createPane(name);
      return new ViewCanvas({ pane: name, paint, ...options }).addTo(map);
    };
    const naming = { table: this.table, feederNames: this.feederNames };
    this.canvases = {
      base: layer("base", (frame) => paintBase(frame, this.base, this)),
      network: layer("network", (frame) => this.paintNetwork(frame)),
      highlight: layer("highlight", (frame) => paintHighlight(frame, this.highlight)),
      labels: layer("labels", (frame) => this.paintLabels(frame, naming), { isPatient: true }),
    };
  }

  paintNetwork(frame) {
    const begun = performance.now();
    this.drawn = this.scene.features(frame.box);
    paintNetwork(frame, this.drawn, this.table, () => paintSelectedLines(frame, this.highlight));
    this.pause = Math.max(REDRAW_EVERY, SHARE * (performance.now() - begun));
  }

  paintLabels(frame, naming) {
    paintLabels(frame, this.drawn, this.base, naming);
    if (this.measured) paintMeasure(frame, this.measured);
  }

  listen() {
    const { map } = this;
    map.on("move", () => this.follow());
    // A finger does not hover: what it taps is named in the panel.
    if (window.matchMedia("(hover: hover)").matches) map.on("mousemove", (event) => this.hoverSoon(event));
    map.on("mouseout dragstart zoomstart", () => this.hover(null));
    map.on("click", (event) => this.aim(event.latlng, REACH[event.originalEvent.pointerType] ?? REACH.mouse));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.element) this.aim(this.map.getCenter(), REACH.touch);
    });
    new ResizeObserver(() => this.fitWindow()).observe(this.element);
  }

  // Paper gets the picture of the screen, its middle kept (css/map/print.css): Chromium prints no canvas drawn meanwhile.
  fitWindow() {
    if (window.matchMedia("print").matches) return;
    this.map.invalidateSize({ animate: false });
    const { x, y } = this.map.getSize();
    this.element.style.setProperty("--screen-width", `${x}px`);
    this.element.style.setProperty("--screen-height", `${y}px`);
  }

  // While dragging: draw anew as soon as an edge comes into sight.
  follow() {
    const now = performance.now();
    if (!this.canvases.network.isShort() || now - (this.followedAt ?? 0) < this.pause) return;
    this.followedAt = now;
    this.look();
    for (const canvas of Object.values(this.canvases)) canvas.follow();
  }

  look() {
    this.scene.look({ box: this.box(), zoom: this.map.getZoom() }, this.visible, this.table.paint);
  }

  // Data have come, or what is visible has changed.
  refresh() {
    this.scene.refresh();
    if (this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = null;
      this.repaint("network");
      requestAnimationFrame(() => this.repaint("labels"));
    }, this.pause);
  }

  repaint(...names) {
    for (const name of names) this.canvases?.[name].repaint();
  }

  show(visible) {
    this.visible = visible;
    if (this.canvases) {
      this.look();
      this.refresh();
    }
  }

  // Where it looks

  view() {
    const { lat, lng } = this.map.getCenter();
    return { zoom: Math.round(this.map.getZoom()), lat, lon: lng };
  }

  box() {
    const bounds = this.map.getBounds();
    const [west, north] = toWorld(bounds.getWest(), Math.min(85, bounds.getNorth()));
    const [east, south] = toWorld(bounds.getEast(), Math.max(-85, bounds.getSouth()));
    return [west, north, east, south];
  }

  // What is seen, in degrees: [west, south, east, north].
  extent() {
    const [west, north, east, south] = this.box();
    const [[w, s], [e, n]] = [toLonLat(west, south), toLonLat(east, north)];
    return [Math.max(-180, w), s, Math.min(180, e), n];
  }

  jump({ zoom, lat, lon }) {
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  zoomBy(step) {
    this.map.setZoom(this.map.getZoom() + step);
  }

  padding() {
    const { left, top, right, bottom } = this.insets();
    return { paddingTopLeft: [left + 30, top + 30], paddingBottomRight: [right + 30, bottom + 30] };
  }

  // `extent`: [west, south, east, north] in degrees.
  fit([west, south, east, north], { maxZoom = CLOSE_UP, animate = !this.isCalm } = {}) {
    this.map.fitBounds(new LatLngBounds([south, west], [north, east]), { ...this.padding(), maxZoom, animate });
  }

  fitLines(lines, options) {
    const [west, north, east, south] = boxOf(lines);
    this.fit([...toLonLat(west, south), ...toLonLat(east, north)], options);
  }

  // Bring a shape close, in the part of the map that no panel covers.
  approach(shape) {
    this.fitLines(shape.lines, { maxZoom: Math.max(CLOSE_UP, this.map.getZoom()), animate: false });
  }

  contains({ lon, lat }) {
    return this.map.getBounds().contains([lat, lon]);
  }

  // Move only as far as needed for a place to be seen beside the panels.
  reveal({ lon, lat }) {
    this.map.panInside([lat, lon], { ...this.padding(), animate: !this.isCalm });
  }

  // What is pointed at

  hitsAt({ lat, lng }, radius) {
    return featuresNear(this.drawn, toWorld(lng, lat), radius, worldSize(this.map.getZoom()));
  }

  aim(latlng, radius) {
    const detail = { lon: latlng.lng, lat: latlng.lat, radius, hits: this.hitsAt(latlng, radius) };
    this.dispatchEvent(new CustomEvent("aim", { detail }));
  }

  hoverSoon(event) {
    this.pointer = event;
    if (this.hoverFrame) return;
    this.hoverFrame = requestAnimationFrame(() => {
      this.hoverFrame = null;
      if (this.map.dragging.moving() || this.map._animatingZoom) return;
      this.hover(this.hitsAt(this.pointer.latlng, REACH.mouse)[0]?.feature ?? null);
    });
  }

  // `feature` as the scene holds it, or any { lines, isPoint }; null for nothing.
  hover(feature, { isNamed = true } = {}) {
    if (feature === this.highlight.hovered && !feature) return;
    const isNew = feature !== this.highlight.hovered;
    this.highlight.hovered = feature;
    this.element.classList.toggle("is-over-something", Boolean(feature));
    if (isNew) this.repaint("highlight");
    const { x, y } = this.pointer?.containerPoint ?? {};
    this.dispatchEvent(new CustomEvent("hover", { detail: feature && isNamed ? { feature, x, y } : null }));
  }

  select(shape) {
    Object.assign(this.highlight, { path: [], selected: shape, hovered: null });
    this.repaint("network", "highlight");
  }

  showPath(lines) {
    this.highlight.path = lines;
    this.repaint("network");
  }

  // Where the person stands.
  markPlace(lon, lat) {
    this.highlight.place = toWorld(lon, lat);
    this.repaint("highlight");
  }

  // The points of a measurement; null when none is being made.
  measure(points) {
    this.measured = points;
    this.element.classList.toggle("is-measuring", Boolean(points));
    this.map.doubleClickZoom[points ? "disable" : "enable"]();
    this.repaint("labels");
  }

  paintBy(paint) {
    if (this.table.paint === paint) return;
    this.table.paint = paint;
    if (!this.canvases) return;
    this.look();
    this.repaint("network", "labels");
  }
}
