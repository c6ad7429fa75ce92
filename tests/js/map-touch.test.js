import assert from "node:assert/strict";
import { test } from "node:test";
import { placeIn } from "../../static/js/controls/map-touch.js";

const BOUNDS = "-73,-41,-72,-40";

test("the corners of a small map are its bounds", () => {
  const [upper, lower] = [placeIn(BOUNDS, 0, 0), placeIn(BOUNDS, 1, 1)];
  assert.deepEqual(
    [upper.lon, upper.lat, lower.lon, lower.lat].map((value) => Math.round(value * 1e6) / 1e6),
    [-73, -40, -72, -41],
  );
});

test("halfway down lies a little south of the mean latitude, as mercator has it", () => {
  const { lat } = placeIn(BOUNDS, 0.5, 0.5);
  assert.ok(lat < -40.5 && lat > -40.51, String(lat));
});

test("its width is told in web mercator's metres", () => {
  assert.equal(Math.round(placeIn(BOUNDS, 0, 0).widthM), 111319);
});
