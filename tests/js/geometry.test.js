import assert from "node:assert/strict";
import { test } from "node:test";
import { boxesMeet, boxOf, distanceToLines, middleOf, readGeometry } from "../../static/js/map/geometry.js";
import { featuresNear } from "../../static/js/map/hit-test.js";
import { toLonLat, toWorld, worldSize } from "../../static/js/map/projection.js";
import { clipSegment } from "../../static/js/map/trace-lines.js";

const line = (...numbers) => Float64Array.from(numbers);

test("web mercator puts null island in the middle and comes back", () => {
  assert.deepEqual(toWorld(0, 0), [0.5, 0.5]);
  const [lon, lat] = toLonLat(...toWorld(-72.95, -40.33));
  assert.ok(Math.hypot(lon + 72.95, lat + 40.33) < 1e-9);
  assert.equal(worldSize(13), 256 * 8192);
});

test("every kind of geometry becomes lines", () => {
  const parts = (type, coordinates) => readGeometry({ type, coordinates }).map((part) => part.length / 2);
  assert.deepEqual(parts("Point", [0, 0]), [1]);
  assert.deepEqual(
    parts("LineString", [
      [0, 0],
      [1, 1],
    ]),
    [2],
  );
  assert.deepEqual(
    parts("MultiLineString", [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [2, 2],
        [3, 3],
        [4, 4],
      ],
    ]),
    [2, 3],
  );
  assert.deepEqual(
    parts("MultiPolygon", [
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ]),
    [4],
  );
  assert.deepEqual(readGeometry(null), []);
});

test("the box of several lines holds them all", () => {
  assert.deepEqual(boxOf([line(1, 5, 2, 3), line(0, 4, 1, 9)]), [0, 3, 2, 9]);
  assert.equal(boxesMeet([0, 0, 1, 1], [1, 1, 2, 2]), true);
  assert.equal(boxesMeet([0, 0, 1, 1], [1.1, 0, 2, 2]), false);
});

test("the distance is to the nearest piece, not to the nearest corner", () => {
  assert.equal(distanceToLines(5, 3, [line(0, 0, 10, 0), line(100, 0, 100, 10)]), 3);
  assert.equal(distanceToLines(13, 4, [line(0, 0, 10, 0)]), 5);
  assert.equal(distanceToLines(3, 4, [line(0, 0)]), 5);
});

test("the middle of a line lies half its length along", () => {
  assert.deepEqual(middleOf(line(0, 0, 2, 0, 2, 8)), { x: 2, y: 3, angle: Math.PI / 2, length: 10 });
});

test("what is cut to a box keeps its direction", () => {
  assert.deepEqual(clipSegment([0, 0, 10, 10], -5, 5, 15, 5), [0, 5, 10, 5]);
  assert.deepEqual(clipSegment([0, 0, 10, 10], 2, 2, 3, 3), [2, 2, 3, 3]);
  assert.equal(clipSegment([0, 0, 10, 10], -5, 20, 20, 15), null);
  assert.equal(clipSegment([0, 0, 10, 10], -5, 4, 4, -6), null);
});

test("a symbol is hit before the line that ends under it, and what is out of reach is not", () => {
  const feature = (id, isPoint, ...lines) => ({ id, isPoint, lines, box: boxOf(lines) });
  const features = [
    feature("span", false, line(0, 0, 100, 0)),
    feature("pole", true, line(3, 4)),
    feature("far", true, line(50, 50)),
  ];
  const hits = featuresNear(features, [0, 0], 12, 1).map(({ feature: { id }, pixels }) => [id, pixels]);
  assert.deepEqual(hits, [
    ["pole", 5],
    ["span", 0],
  ]);
});
