// Geographic coordinates (WGS84, degrees) to UTM, by Krüger's series to the fourth order: exact to a millimetre inside a zone.

const EQUATORIAL_RADIUS = 6378137;
const FLATTENING = 1 / 298.257223563;
const SCALE = 0.9996;
const FALSE_EASTING = 500000;
const FALSE_NORTHING_SOUTH = 10000000;

const n = FLATTENING / (2 - FLATTENING);
const RECTIFYING_RADIUS = (EQUATORIAL_RADIUS / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
const ALPHA = [
  n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16 + (41 * n ** 4) / 180,
  (13 * n ** 2) / 48 - (3 * n ** 3) / 5 + (557 * n ** 4) / 1440,
  (61 * n ** 3) / 240 - (103 * n ** 4) / 140,
  (49561 * n ** 4) / 161280,
];
const ECCENTRICITY = (2 * Math.sqrt(n)) / (1 + n);

export function zoneOf(lon) {
  return Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
}

// A UTM zone of WGS84 (EPSG 326xx, 327xx), or null for any other reference system.
export function zoneOfSrid(srid) {
  const match = /^32[67](\d{2})$/.exec(String(srid));
  return match ? Number(match[1]) : null;
}

export function toUtm(lon, lat, zone = zoneOf(lon)) {
  const phi = (lat * Math.PI) / 180;
  const lambda = ((lon - (zone * 6 - 183)) * Math.PI) / 180;
  const t = Math.sinh(Math.atanh(Math.sin(phi)) - ECCENTRICITY * Math.atanh(ECCENTRICITY * Math.sin(phi)));
  const xi = Math.atan2(t, Math.cos(lambda));
  const eta = Math.atanh(Math.sin(lambda) / Math.hypot(1, t));
  let x = eta;
  let y = xi;
  ALPHA.forEach((alpha, index) => {
    const order = 2 * (index + 1);
    x += alpha * Math.cos(order * xi) * Math.sinh(order * eta);
    y += alpha * Math.sin(order * xi) * Math.cosh(order * eta);
  });
  const south = lat < 0;
  return {
    zone,
    hemisphere: south ? "S" : "N",
    easting: FALSE_EASTING + SCALE * RECTIFYING_RADIUS * x,
    northing: SCALE * RECTIFYING_RADIUS * y + (south ? FALSE_NORTHING_SOUTH : 0),
  };
}
