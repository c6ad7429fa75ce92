import assert from "node:assert/strict";
import { test } from "node:test";
import { PHASES, dashes, phaseStyle } from "../../static/js/map/line-paints.js";
import { joinLines } from "../../static/js/map/line-runs.js";
import { SymbolTable } from "../../static/js/map/symbol-table.js";

const line = (...numbers) => Float64Array.from(numbers);
const joined = (lines) => joinLines(lines).map((run) => [...run]);

test("spans that meet become one line, whichever way each was drawn", () => {
  assert.deepEqual(joined([line(2, 0, 1, 0), line(0, 0, 1, 0), line(2, 0, 3, 0)]), [[3, 0, 2, 0, 1, 0, 0, 0]]);
});

test("where lines fork each piece is in exactly one run, and what stands apart stays apart", () => {
  const runs = joined([line(0, 0, 1, 0), line(1, 0, 2, 0), line(1, 0, 1, 1), line(5, 5, 6, 6)]);
  assert.deepEqual(runs, [
    [0, 0, 1, 0, 2, 0],
    [1, 0, 1, 1],
    [5, 5, 6, 6],
  ]);
});

test("a ring ends", () => {
  assert.deepEqual(joined([line(0, 0, 1, 0), line(1, 0, 0, 1), line(0, 1, 0, 0)]), [[0, 0, 1, 0, 0, 1, 0, 0]]);
});

test("no two numbers of phases share a colour or a pattern, and an unknown one is told as such", () => {
  assert.equal(new Set(PHASES.map(({ color }) => color)).size, 4);
  assert.equal(new Set(PHASES.map(({ pattern }) => String(pattern))).size, 4);
  assert.equal(phaseStyle(null).label, "Sin dato de fases");
  assert.equal(phaseStyle(undefined), phaseStyle(null));
  assert.deepEqual(dashes([2, 1], 4), [8, 4]);
});

test("lines are painted by what is chosen, all else keeps its colour", () => {
  const [span, pole] = [
    { kind: "bt", shape: "line", color: "#a8480f" },
    { kind: "poste", shape: "dot", color: "#5f6b76" },
  ];
  const table = new SymbolTable([{ id: "vanos", symbols: [span, pole] }], ["5"]);
  const thing = { feederId: "5", phaseCount: 1 };
  const colors = ["tension", "alimentador", "fases"].map((paint) => {
    table.paint = paint;
    return [span, pole].map((symbol) => table.styleOf(symbol, thing).color);
  });
  assert.deepEqual(colors, [
    ["#a8480f", "#5f6b76"],
    ["#0b4f8a", "#5f6b76"],
    ["#b3480f", "#5f6b76"],
  ]);
});
