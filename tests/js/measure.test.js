import assert from "node:assert/strict";
import { test } from "node:test";
import { Measurement, snap } from "../../static/js/map/measurement.js";
import { geodesicLength, parallelLength } from "../../static/js/shared/geodesy.js";

const near = (actual, expected, within) => assert.ok(Math.abs(actual - expected) < within, `${actual} ≠ ${expected}`);

// From pyproj.Geod(ellps="WGS84").inv.
for (const [from, to, metres] of LENGTHS()) {
  test(`from ${from} to ${to} it is ${metres} m`, () => near(geodesicLength(from, to), metres, 0.001));
}

function LENGTHS() {
  return [
    [[-72.95, -40.33], [-72.949, -40.3305], 101.5101],
    [[-72.95, -40.33], [-72.5, -40.72], 57701.926],
    [[-73.2, -40.2], [-70.65, -33.45], 782759.1577],
    [[0, 0], [0, 1], 110574.3886],
  ];
}

test("a place is at no distance from itself, and its opposite is found roughly", () => {
  assert.equal(geodesicLength([-73, -40], [-73, -40]), 0);
  near(geodesicLength([0, 0], [179.7, 0.2]), 19979000, 100000);
});

test("the equator is as long as it is, the parallel of Río Bueno shorter", () => {
  near(parallelLength(0), 40075016.686, 0.001);
  near(parallelLength(-40.33), 30593291.5, 1);
});

test("legs add up, the same point twice is one, and the last can be taken back", () => {
  const measurement = new Measurement();
  const places = [
    { lon: -72.95, lat: -40.33 },
    { lon: -72.95, lat: -40.34 },
    { lon: -72.94, lat: -40.34 },
  ];
  assert.deepEqual(
    [...places, places[2]].map((place) => measurement.add(place)),
    [true, true, true, false],
  );
  const [, first, second] = measurement.points;
  near(measurement.total, first.metres + second.metres, 1e-9);
  measurement.removeLast();
  near(measurement.total, first.metres, 1e-9);
  measurement.clear();
  assert.equal(measurement.total, 0);
});

const POLE = { isPoint: true, layer: "postes", id: "7706", lines: [Float64Array.of(0.5, 0.5)] };
const SPAN = { isPoint: false, layer: "vanos", id: "1", lines: [Float64Array.of(0.501, 0.5, 0.6, 0.5)] };
const FEEDER = { isPoint: false, layer: "alimentadores", id: "5", lines: [Float64Array.of(0.5005, 0.5, 0.6, 0.5)] };
const hits = (...features) => features.map((feature) => ({ feature, pixels: 0 }));

test("a point sticks to a pole before the end of a span, and to the span where there is no pole", () => {
  assert.equal(snap(hits(SPAN, POLE), [0.5008, 0.5], 12, 10000).feature, POLE);
  assert.deepEqual(snap(hits(SPAN), [0.5008, 0.5], 12, 10000), { at: [0.501, 0.5], feature: SPAN });
});

test("a simplified feeder, the middle of a span and what is far hold nothing", () => {
  assert.equal(snap(hits(FEEDER), [0.5005, 0.5], 12, 10000), null);
  assert.equal(snap(hits(SPAN), [0.55, 0.5], 12, 10000), null);
  assert.equal(snap([], [0.5, 0.5], 12, 10000), null);
});
