import assert from "node:assert/strict";
import { test } from "node:test";
import { exactResult, groupResults } from "../../static/js/controls/search-box.js";
import { nearestFirst } from "../../static/js/map/click-resolver.js";
import { Describer } from "../../static/js/map/describe.js";
import { inChileanDecimals } from "../../static/js/map/features.js";
import { sizeAt, SymbolTable } from "../../static/js/map/symbol-table.js";
import { axisTicks, summary } from "../../static/js/panel/demand-chart.js";
import { valueText } from "../../static/js/panel/facts.js";
import { groupInView, shareRoom, summary as inViewSummary } from "../../static/js/panel/in-view.js";

const symbol = (kind, label) => ({ kind, label, shape: "dot", color: "#000", size: [2, 10], filled: true });
const LAYERS = [
  { id: "subestaciones", singular: "Subestación", symbols: [symbol("subestacion", "Subestación")] },
  { id: "equipos", singular: "Equipo", symbols: [symbol("fusible_abierto", "Fusible abierto")] },
];
const TABLE = new SymbolTable(LAYERS, ["1", "2"]);
const DESCRIBER = new Describer(LAYERS, TABLE);

test("a thing is called by its kind and number, and what it is like", () => {
  assert.equal(
    DESCRIBER.full({ layer: "subestaciones", id: "1", kind: "subestacion", label: "La Unión" }),
    "Subestación 1, La Unión",
  );
  assert.equal(
    DESCRIBER.full({ layer: "equipos", id: "9", kind: "fusible_abierto", label: null }),
    "Equipo 9, Fusible abierto",
  );
  assert.deepEqual(
    ["subestaciones", "equipos"].map((layer) => DESCRIBER.withArticle({ layer, id: "9" })),
    ["la subestación 9", "el equipo 9"],
  );
});

test("symbols grow evenly between zooms 9 and 17", () => {
  assert.deepEqual(
    [5, 9, 13, 17, 20].map((zoom) => sizeAt([2, 10], zoom)),
    [2, 2, 6, 10, 10],
  );
});

test("substations are drawn over equipment, and a kind without a symbol not at all", () => {
  const features = [
    { symbolKey: "subestaciones/subestacion" },
    { symbolKey: "equipos/fusible_abierto" },
    { symbolKey: "equipos/otro" },
  ];
  assert.deepEqual(
    TABLE.group(features).map((group) => group.symbol.kind),
    ["fusible_abierto", "subestacion"],
  );
});

test("codes stand as the cooperative writes them, our own words as words", () => {
  const field = (choices, unit = "", name = "x") => ({ name, unit, choices });
  assert.equal(valueText(field({ MONOFASICO: "Monofásico" }), "MONOFASICO"), "MONOFASICO");
  assert.equal(valueText(field({ AT: "AT (media tensión)" }), "AT"), "AT (media tensión)");
  assert.equal(valueText(field({ cerrado: "Cerrado" }), "cerrado"), "Cerrado");
  assert.equal(valueText(field(null, "kVA"), 6060), "6.060 kVA");
  assert.equal(valueText(field(null, "m"), 43.218), "43,2 m");
  assert.equal(valueText(field(null, "", "connected_on"), "2015-03-01"), "01-03-2015");
  assert.equal(valueText(field(null), "0042"), "0042");
});

test("lengths and powers in labels have a comma, plates are left alone", () => {
  assert.equal(inChileanDecimals("CABLE 246,9 MCM · 92.8 m"), "CABLE 246,9 MCM · 92,8 m");
  assert.equal(inChileanDecimals("112.5 kVA"), "112,5 kVA");
  assert.equal(inChileanDecimals("12.345"), "12.345");
});

test("a chart's axis begins at zero and has few round ticks", () => {
  assert.deepEqual(axisTicks(29), [0, 10, 20, 30]);
  assert.deepEqual(axisTicks(7.2), [0, 2, 4, 6, 8]);
  assert.deepEqual(axisTicks(0.03), [0, 0.01, 0.02, 0.03]);
  assert.deepEqual(axisTicks(0), [0]);
});

test("a chart is summed up in a sentence", () => {
  const demand = (month, minimum, maximum) => ({ month, minimum, maximum, unit: maximum === null ? null : "kWh" });
  assert.equal(
    summary([demand("2020-03", 6.9, 29), demand("2020-02", 7.5, 30), demand("2020-01", null, null)]),
    "Demanda mensual mínima y máxima de 2 de 3 meses. La mayor: 30 kWh en 2/2020.",
  );
  assert.equal(summary([demand("2020-01", null, null)]), "Sin información de demanda en estos doce meses.");
});

test("the list of the view has room for every layer", () => {
  assert.deepEqual(shareRoom([294, 2, 40], 200), [158, 2, 40]);
  assert.deepEqual(shareRoom([3, 4], 200), [3, 4]);
  assert.deepEqual(shareRoom([500, 500], 200), [100, 100]);
});

test("the list of the view says how much it leaves out", () => {
  assert.equal(inViewSummary(1), "1 elemento en esta vista.");
  assert.equal(
    inViewSummary(1234),
    "1.234 elementos en esta vista. La lista muestra 200: acerque el mapa para ver los demás.",
  );
  assert.equal(inViewSummary(0), "No hay elementos de la red en esta vista. Mueva o aleje el mapa.");
});

test("a thing of several pieces is listed once, and numbers sort as numbers", () => {
  const piece = (id, x) => ({ layer: "equipos", id, box: [x, 0, x, 0] });
  const groups = groupInView(LAYERS, [piece("10", 1), piece("9", 1), piece("9", 2), piece("8", 50)], [0, 0, 9, 9]);
  assert.deepEqual(
    groups.map(([layer, things]) => [layer.id, things.map(({ id }) => id)]),
    [["equipos", ["9", "10"]]],
  );
});

test("of things in one place the symbol comes before the line", () => {
  const thing = (name, metres, isPoint, level) => ({ name, metres, level, shape: { isPoint } });
  const things = [
    thing("span", 0.2, false, 1),
    thing("far", 4, true, 0),
    thing("pole", 0.9, true, 2),
    thing("transformer", 0.9, true, 1),
  ];
  assert.deepEqual(
    things.sort(nearestFirst).map(({ name }) => name),
    ["transformer", "pole", "span", "far"],
  );
});

test("results are grouped by layer, the best layer first", () => {
  const results = [
    { layer: "postes", id: "7" },
    { layer: "vanos", id: "70" },
    { layer: "postes", id: "71" },
  ];
  assert.deepEqual(
    groupResults(results).map(([layer, group]) => [layer, group.length]),
    [
      ["postes", 2],
      ["vanos", 1],
    ],
  );
  assert.equal(exactResult(" 7 ", results), results[0]);
  assert.equal(exactResult("7", [...results, { layer: "equipos", id: "7" }]), null);
});
