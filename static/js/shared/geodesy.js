// The shortest way over WGS84's ellipsoid, by Vincenty's inverse formula (Survey Review XXIII, 1975): exact to a millimetre.

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);

const radians = (degrees) => (degrees * Math.PI) / 180;

// Metres between two places in degrees.
export function geodesicLength([lon1, lat1], [lon2, lat2]) {
  if (lon1 === lon2 && lat1 === lat2) return 0;
  const L = radians(lon2 - lon1);
  const [u1, u2] = [lat1, lat2].map((lat) => Math.atan((1 - F) * Math.tan(radians(lat))));
  const start = onSphere(L, u1, u2);
  let lambda = L;
  let arc = start;
  for (let round = 0; round < 100; round += 1) {
    arc = onSphere(lambda, u1, u2);
    const next = L + correction(arc);
    if (Math.abs(next - lambda) < 1e-12) return ellipsoidal(arc);
    lambda = next;
  }
  // Nearly opposite places, where the formula does not settle: the sphere is good to half a per cent.
  return start.sigma * A;
}

function onSphere(lambda, u1, u2) {
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const sine = Math.hypot(c2 * Math.sin(lambda), c1 * s2 - s1 * c2 * Math.cos(lambda));
  const cosine = s1 * s2 + c1 * c2 * Math.cos(lambda);
  const sinAlpha = sine ? (c1 * c2 * Math.sin(lambda)) / sine : 0;
  const cos2Alpha = 1 - sinAlpha ** 2;
  const middle = cos2Alpha ? cosine - (2 * s1 * s2) / cos2Alpha : 0;
  return { sigma: Math.atan2(sine, cosine), sine, cosine, sinAlpha, cos2Alpha, middle };
}

function correction({ sigma, sine, cosine, sinAlpha, cos2Alpha, middle }) {
  const C = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
  return (1 - C) * F * sinAlpha * (sigma + C * sine * (middle + C * cosine * (2 * middle ** 2 - 1)));
}

function ellipsoidal({ sigma, sine, cosine, cos2Alpha, middle }) {
  const u2 = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
  const big = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const small = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const inner = cosine * (2 * middle ** 2 - 1) - (small / 6) * middle * (4 * sine ** 2 - 3) * (4 * middle ** 2 - 3);
  return B * big * (sigma - small * sine * (middle + (small / 4) * inner));
}

// How long the whole parallel is: web mercator's world is as wide as that.
export function parallelLength(lat) {
  return (2 * Math.PI * A * Math.cos(radians(lat))) / Math.sqrt(1 - E2 * Math.sin(radians(lat)) ** 2);
}
