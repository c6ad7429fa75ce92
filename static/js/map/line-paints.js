// What the colour of a line may tell: its voltage, its feeder or its phases.

export const PAINTS = ["tension", "alimentador", "fases"];

// Eight colours the colour-blind can tell apart, dark enough for a light ground.
export const FEEDER_COLORS = ["#0b4f8a", "#b3480f", "#00705a", "#8a2f74", "#6b5b00", "#b01c3c", "#3b3f9e", "#45525c"];

// `pattern`: dashes and gaps, in widths of the line, so that colour is never alone.
export const PHASES = [
  { count: 3, label: "Tres fases", color: "#0b4f8a", pattern: [] },
  { count: 2, label: "Dos fases", color: "#8a2f74", pattern: [5, 2] },
  { count: 1, label: "Una fase", color: "#b3480f", pattern: [1.6, 1.6] },
  { count: null, label: "Sin dato de fases", color: "#6b6b6b", pattern: [5, 1.6, 1.2, 1.6] },
];

const BY_COUNT = new Map(PHASES.map((phase) => [phase.count, phase]));

export function phaseStyle(count) {
  return BY_COUNT.get(count) ?? BY_COUNT.get(null);
}

// A thin line needs dashes long enough to be told apart.
export function dashes(pattern, width) {
  return pattern.map((part) => part * Math.max(width, 1.6));
}
