// A tile's GeoJSON feature as the map draws it.
import { boxOf, isPoint, readGeometry } from "./geometry.js";

export function readFeature(layer, { id, geometry, properties }) {
  const lines = readGeometry(geometry);
  const box = boxOf(lines);
  const { kind, label, feeder_id: feederId, phase_count: phaseCount } = properties;
  return {
    // A feeder comes as many lines of one id: where each begins tells them apart.
    key: `${layer}/${id}/${kind}/${lines[0]?.[0]}/${lines[0]?.[1]}`,
    symbolKey: `${layer}/${kind}`,
    layer,
    id: String(id),
    kind,
    label: label && inChileanDecimals(label),
    feederId,
    phaseCount,
    isPoint: isPoint(geometry),
    lines,
    box,
  };
}

// "92.8 m" → "92,8 m"; a plate with a point in it stays as it is.
export function inChileanDecimals(label) {
  return label.replace(/(\d)\.(\d+ (?:m|kVA|kW)\b)/, "$1,$2");
}
