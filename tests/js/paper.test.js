import assert from "node:assert/strict";
import { test } from "node:test";
import { toLonLat } from "../../static/js/map/projection.js";
import { fittingScale, pageRule, PIXELS_PER_MM, pageSize, scaleBar } from "../../static/js/print/paper.js";
import { paperFrame } from "../../static/js/print/sheet-map.js";
import { geodesicLength } from "../../static/js/shared/geodesy.js";

test("paper is turned as it is asked for", () => {
  assert.deepEqual(pageSize("A4", true), { width: 297, height: 210 });
  assert.deepEqual(pageSize("A3", false), { width: 297, height: 420 });
  assert.equal(pageRule("A3", false), "@page { size: A3 portrait; margin: 0; }");
});

test("the scale is the next round one that shows all of the view", () => {
  // On the equator a thousandth of the world is 40,075 m: on 200 mm that is 1:200,375.
  assert.equal(fittingScale([0.5, 0.5, 0.501, 0.5001], 0, { width: 200, height: 200 }), 250000);
  assert.equal(fittingScale([0.5, 0.5, 0.5001, 0.501], 0, { width: 50, height: 400 }), 125000);
});

test("the bar is a round length that has room", () => {
  assert.deepEqual(scaleBar(50000), { metres: 2000, width: 40 });
  assert.deepEqual(scaleBar(2500), { metres: 100, width: 40 });
});

for (const scale of [1000, 25000, 250000]) {
  test(`100 mm across the sheet are ${scale / 10} m of ground at 1:${scale}`, () => {
    const frame = paperFrame(null, { lat: -40.33, lon: -72.95, scale, width: 800, height: 600, ratio: 3 });
    const at = (x) => toLonLat((frame.originX + x) / frame.scale, (frame.originY + 300) / frame.scale);
    const metres = geodesicLength(at(400 - 50 * PIXELS_PER_MM), at(400 + 50 * PIXELS_PER_MM));
    assert.ok(Math.abs(metres / (scale / 10) - 1) < 1e-5, `${metres}`);
  });
}
