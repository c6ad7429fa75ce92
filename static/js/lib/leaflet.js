// The one door to Leaflet: who needs a piece of it takes it from here.
export {
  Bounds,
  CircleMarker,
  control,
  DomUtil,
  FeatureGroup,
  LatLngBounds,
  Map as LeafletMap,
  Point,
  Renderer,
  TileLayer,
} from "../../npm/leaflet/leaflet-src.esm.js";
