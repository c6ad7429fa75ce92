import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLabels } from "../../static/js/map/labels.js";

const label = (text, x, y, more = {}) => ({ text, x, y, width: 40, height: 12, gap: 8, priority: 5, ...more });
const places = (placed) => Object.fromEntries(placed.map(({ text, at }) => [text, at.map(Math.round)]));

test("a label stands to the right of its symbol where there is room", () => {
  assert.deepEqual(places(placeLabels([label("a", 100, 100)])), { a: [128, 100] });
});

test("the more important one has the choice, the other goes elsewhere", () => {
  const placed = placeLabels([label("minor", 100, 100), label("major", 100, 100, { priority: 1 })]);
  assert.deepEqual(places(placed), { major: [128, 100], minor: [100, 86] });
});

test("one that finds no room at all is left out", () => {
  const crowd = [1, 2, 3, 4, 5, 6].map((priority) => label(`n${priority}`, 100, 100, { priority }));
  assert.equal(placeLabels(crowd).length, 4);
});

test("labels keep off symbols, but a substation's name may cover a pole", () => {
  const obstacles = [{ box: [112, 95, 122, 105], from: 5 }];
  assert.deepEqual(places(placeLabels([label("a", 100, 100)], { obstacles })), { a: [100, 86] });
  assert.deepEqual(places(placeLabels([label("a", 100, 100, { priority: 0 })], { obstacles })), { a: [128, 100] });
});

test("a label had better not cross a line, an optional one does not at all", () => {
  const lines = [[130, 100]];
  assert.deepEqual(places(placeLabels([label("a", 100, 100)], { lines })), { a: [100, 86] });
  const everywhere = Array.from({ length: 900 }, (_, k) => [(k % 30) * 8, Math.floor(k / 30) * 8]);
  const area = { isCentred: true, isOptional: true };
  assert.deepEqual(placeLabels([label("a", 100, 100, area)], { lines: everywhere }), []);
  assert.equal(placeLabels([label("a", 100, 100)], { lines: everywhere }).length, 1);
});

test("a feeder's name is not repeated within its spacing", () => {
  const name = (x) => label("LA UNION", x, 50, { angle: 0, isCentred: true, spacing: 300 });
  assert.deepEqual(
    placeLabels([name(0), name(200), name(350)]).map(({ at }) => at[0]),
    [0, 350],
  );
});
