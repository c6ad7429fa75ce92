// Findings or changes on a map beside their list: a point tells what it is, and a row of the list shows its point.
import { CircleMarker, control, FeatureGroup, LeafletMap } from "../lib/leaflet.js";
import { number } from "../shared/format.js";
import { getJson } from "../shared/request.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { token } from "../shared/tokens.js";
import { Backdrop } from "./backdrop.js";

const RIO_BUENO = [-40.33, -72.95];
const FIRST_ZOOM = 9;
const CLOSE_UP = 17;
// What a point looks like by what it says: colour, radius, and whether it is filled.
const LOOKS = {
  error: ["--danger", 8, 0.9],
  warning: ["--warn", 6, 0.9],
  added: ["--ok", 7, 0.9],
  gone: ["--danger", 7, 0.1],
  changed: ["--net-at", 6, 0.9],
};

export class PlaceMap {
  constructor(frame) {
    this.frame = frame;
    this.markers = new Map();
    frame.hidden = false;
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = new LeafletMap(slot(frame, "map"), {
      attributionControl: false,
      zoomControl: false,
      zoomAnimation: !isCalm,
      fadeAnimation: !isCalm,
    });
    this.map.setView(RIO_BUENO, FIRST_ZOOM, { animate: false });
    control.zoom({ zoomInTitle: "Acercar", zoomOutTitle: "Alejar" }).addTo(this.map);
    control.scale({ imperial: false, position: "bottomright" }).addTo(this.map);
    this.backdrop = new Backdrop(this.map, frame.dataset);
  }

  async load() {
    try {
      this.draw(await getJson(this.frame.dataset.places));
    } catch (error) {
      this.say(error.message);
    }
  }

  draw({ features, numberMatched }) {
    const group = new FeatureGroup(features.map((feature) => this.marker(feature))).addTo(this.map);
    if (features.length)
      this.map.fitBounds(group.getBounds(), { padding: [30, 30], maxZoom: CLOSE_UP, animate: false });
    this.say(
      features.length
        ? `En el mapa: ${number(features.length)} de ${number(numberMatched)}.`
        : "Nada de esto tiene un lugar en el mapa.",
    );
  }

  marker({ id, geometry, properties }) {
    const [lon, lat] = geometry.coordinates;
    const [color, radius, fillOpacity] = LOOKS[properties.kind];
    const look = { radius, color: token("--surface"), weight: 1.5, fillColor: token(color), fillOpacity };
    const drawn = fillOpacity < 0.5 ? { ...look, color: token(color), weight: 3 } : look;
    const marker = new CircleMarker([lat, lon], { ...drawn, className: `place place-${properties.kind}` });
    const { title, word, text } = properties;
    marker.bindPopup(() => fill(fromTemplate("place"), { title, word, text }), { autoPanPadding: [20, 20] });
    this.markers.set(String(id), marker);
    return marker;
  }

  // Whether there is a point to show.
  show(id) {
    const marker = this.markers.get(id);
    if (!marker) return false;
    this.map.setView(marker.getLatLng(), Math.max(CLOSE_UP, this.map.getZoom()), { animate: false });
    marker.openPopup();
    slot(this.frame, "map").scrollIntoView({ block: "center" });
    slot(this.frame, "map").focus({ preventScroll: true });
    return true;
  }

  say(text) {
    slot(this.frame, "words").textContent = text;
  }
}
