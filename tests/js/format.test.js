import assert from "node:assert/strict";
import { test } from "node:test";
import { date, distance, month, number, percent, pesos } from "../../static/js/shared/format.js";

test("numbers have points for thousands and a comma for decimals", () => {
  assert.deepEqual(
    [1911.7, 7.0003, 96, 1234567, -0.5].map((value) => number(value)),
    ["1.911,7", "7,0003", "96", "1.234.567", "-0,5"],
  );
  assert.equal(number(1911.7, { decimals: 2, exact: true }), "1.911,70");
});

test("unknown is S/I, never zero", () => {
  assert.deepEqual(
    [number(null), number(undefined), percent(null), pesos(null), date(null)],
    ["S/I", "S/I", "S/I", "S/I", "S/I"],
  );
  assert.equal(number(0), "0");
});

test("a fraction is shown as a percentage", () => {
  assert.deepEqual([0.0133, 0.06, 0.0278, 0.0291, 0.0588].map(percent), [
    "1,33 %",
    "6,00 %",
    "2,78 %",
    "2,91 %",
    "5,88 %",
  ]);
});

test("pesos have no decimals, also when they come as text", () => {
  assert.deepEqual([pesos(47045), pesos("4321.50")], ["$47.045", "$4.322"]);
});

test("dates and months are written as in Chile", () => {
  assert.deepEqual(
    [date("2020-08-31"), date("2020-08-31T10:00:00Z"), month("2020-03")],
    ["31-08-2020", "31-08-2020", "3/2020"],
  );
});

test("distances are in metres, from a kilometre on in kilometres", () => {
  assert.deepEqual([0.4, 249.6, 999, 1000, 6536].map(distance), ["0 m", "250 m", "999 m", "1,0 km", "6,5 km"]);
});
