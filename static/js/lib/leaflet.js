// The one door to Leaflet: who needs a piece of it takes it from here.
export {
  Bounds,
  control,
  DomUtil,
  LatLngBounds,
  Map as LeafletMap,
  Point,
  Renderer,
  TileLayer,
} from "../../npm/leaflet/leaflet-src.esm.js";
