// A canvas as large as the view and a margin. Leaflet moves and scales it with the map; it is drawn anew when the view rests.
import { Bounds, DomUtil, Renderer } from "../lib/leaflet.js";
import { worldSize } from "./projection.js";

export const ViewCanvas = Renderer.extend({
  // `isPatient`: drawn one frame later than the others, so that none of the frames takes long.
  options: { padding: 0.2, paint: null, isPatient: false },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    this._container.remove();
    this._container = null;
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    if (this.options.isPatient && this._bounds) this.updateSoon();
    else this.updateNow();
  },

  updateSoon() {
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => {
      if (this._map && !this._map._animatingZoom) this.updateNow();
    });
  },

  updateNow() {
    Renderer.prototype._update.call(this);
    this.resize();
    this.repaint();
  },

  resize() {
    const size = this._bounds.getSize();
    this.ratio = Math.min(window.devicePixelRatio || 1, 3);
    DomUtil.setPosition(this._container, this._bounds.min);
    const [width, height] = [size.x * this.ratio, size.y * this.ratio].map(Math.round);
    if (this._container.width !== width || this._container.height !== height) {
      Object.assign(this._container, { width, height });
      Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    }
  },

  // During a zoom the picture is a scaled one: it is drawn when the zoom has arrived.
  repaint() {
    if (!this._map || this._map._animatingZoom || this._map.getZoom() !== this._zoom) return;
    const frame = this.frame();
    const { ctx } = frame;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this._container.width, this._container.height);
    ctx.scale(this.ratio, this.ratio);
    this.options.paint(frame);
  },

  // While the map is being dragged: the picture moves on to where the view is now.
  follow() {
    this._update();
  },

  // Whether the view has been dragged beyond what is drawn.
  isShort() {
    const seen = new Bounds(
      this._map.containerPointToLayerPoint([0, 0]),
      this._map.containerPointToLayerPoint(this._map.getSize()),
    );
    return !this._bounds.contains(seen);
  },

  // What painters work with: pixel x = unitX * scale - originX.
  frame() {
    const zoom = this._zoom;
    const scale = worldSize(zoom);
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    const { x: width, y: height } = this._bounds.getSize();
    const box = [origin.x / scale, origin.y / scale, (origin.x + width) / scale, (origin.y + height) / scale];
    return {
      ctx: this._context,
      zoom,
      scale,
      originX: origin.x,
      originY: origin.y,
      width,
      height,
      box,
      ratio: this.ratio,
    };
  },
});
