// A tile's GeoJSON feature as the map draws it.
import { boxOf, isPoint, readGeometry } from "./geometry.js";

export function readFeature(layer, { id, geometry, properties }) {
  const lines = readGeometry(geometry);
  const { kind, label, feeder_id: feederId, phase_count: phaseCount } = properties;
  return {
    // A feeder comes as several lines of one id, one for each kind.
    key: `${layer}/${id}/${kind}`,
    layer,
    id: String(id),
    kind,
    label,
    feederId,
    phaseCount,
    isPoint: isPoint(geometry),
    lines,
    box: boxOf(lines),
  };
}
