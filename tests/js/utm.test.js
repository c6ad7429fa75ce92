import assert from "node:assert/strict";
import { test } from "node:test";
import { toUtm, zoneOf, zoneOfSrid } from "../../static/js/shared/utm.js";

// Worked out with PROJ, to the millimetre.
const PLACES = [
  ["Río Bueno", -72.95564, -40.33494, 18, 673656.4, 5533060.915],
  ["Río Bueno seen from the next huso", -72.95564, -40.33494, 19, 163959.558, 5527552.023],
  ["Arica", -70.32, -18.48, 19, 360634.371, 7956198.872],
  ["the edge of a zone", -72.0001, -40.0, 18, 756091.11, 5567931.231],
  ["a farm in Brazil", -51.6, -28.5, 22, 441280.44, 6847261.337],
  ["the equator", -75.0, 0.0, 18, 500000.0, 0.0],
];

for (const [name, lon, lat, zone, easting, northing] of PLACES) {
  test(`${name} in huso ${zone}`, () => {
    const utm = toUtm(lon, lat, zone);
    assert.ok(Math.abs(utm.easting - easting) < 0.002, `${utm.easting} is not ${easting}`);
    assert.ok(Math.abs(utm.northing - northing) < 0.002, `${utm.northing} is not ${northing}`);
  });
}

test("hemisphere and zone come from the place unless a zone is asked for", () => {
  const { zone, hemisphere } = toUtm(-72.95, -40.33);
  assert.deepEqual({ zone, hemisphere }, { zone: 18, hemisphere: "S" });
  assert.equal(toUtm(-72.95, -40.33, 19).zone, 19);
  assert.equal(toUtm(2.35, 48.85).hemisphere, "N");
});

test("zones meet at multiples of six degrees", () => {
  assert.deepEqual([-180, -78.0001, -78, -72, 179.9999, 180].map(zoneOf), [1, 17, 18, 19, 60, 60]);
});

test("only UTM on WGS84 gives a zone", () => {
  assert.deepEqual([32718, 32719, 32622, 31982, 3857, null].map(zoneOfSrid), [18, 19, 22, null, null, null]);
});
