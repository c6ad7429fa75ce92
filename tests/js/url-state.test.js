import assert from "node:assert/strict";
import { test } from "node:test";
import { readState, writeState } from "../../static/js/shared/url-state.js";

const LAYERS = ["vanos", "postes", "transformadores"];

test("an address says where the map looks, what is drawn and what is selected", () => {
  const state = readState("#mapa=13/-40.33/-72.95&capas=vanos,postes&pintar=fases&sel=transformadores/328250", LAYERS);
  assert.deepEqual(state, {
    view: { zoom: 13, lat: -40.33, lon: -72.95 },
    layers: ["vanos", "postes"],
    paint: "fases",
    selected: { layer: "transformadores", id: "328250" },
    problems: [],
  });
});

test("what is written is read back the same", () => {
  const state = {
    view: { zoom: 9, lat: -40.5, lon: -73 },
    layers: ["vanos"],
    paint: "alimentador",
    selected: { layer: "postes", id: "a/b&c ñ" },
  };
  assert.deepEqual(readState(writeState(state), LAYERS), { ...state, problems: [] });
});

test("no layers at all is a choice too", () => {
  assert.deepEqual(readState("#capas=", LAYERS).layers, []);
});

test("an empty address asks for nothing", () => {
  const nothing = { view: null, layers: null, paint: null, selected: null, problems: [] };
  assert.deepEqual(readState("", LAYERS), nothing);
  assert.equal(writeState(nothing), "");
});

for (const part of [
  "mapa=abc",
  "mapa=13/-40.33",
  "mapa=13/-140/-72",
  "mapa=3/-40/-72",
  "mapa=13/-40/-720",
  "capas=nubes",
  "pintar=nubes",
  "sel=nubes/1",
  "sel=postes",
  "sel=postes/",
]) {
  test(`${part} is a problem to tell, and the rest stands`, () => {
    const good = part.startsWith("capas") ? "sel=postes/7" : "capas=vanos";
    const state = readState(`#${part}&${good}`, LAYERS);
    assert.deepEqual(state.problems, [part]);
    assert.deepEqual(
      [state.layers ?? state.selected],
      [good.startsWith("sel") ? { layer: "postes", id: "7" } : ["vanos"]],
    );
  });
}

test("a comuna is selected though it is not drawn, and is no layer to switch on", () => {
  const state = readState("#capas=comunas&sel=comunas/14204", LAYERS, ["comunas"]);
  assert.deepEqual(state.selected, { layer: "comunas", id: "14204" });
  assert.deepEqual([state.layers, state.problems], [null, ["capas=comunas"]]);
});

test("parts of others are left alone", () => {
  assert.deepEqual(readState("#contenido", LAYERS).problems, []);
});
