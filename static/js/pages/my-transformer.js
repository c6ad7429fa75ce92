// ¿Cuál es mi transformador?: by the device's own place, or by a touch on the small map.
import { touchedPlace } from "../controls/map-touch.js";

const problem = document.getElementById("lugar-problema");
const SORRY = {
  1: "Su navegador no nos permitió usar su ubicación. Escriba la placa del poste o toque su casa en el mapa.",
  2: "No pudimos saber dónde está. Escriba la placa del poste o toque su casa en el mapa.",
  3: "Su ubicación tardó demasiado. Inténtelo otra vez, o toque su casa en el mapa.",
};

function go(address, lon, lat, more = {}) {
  location.assign(`${address}?${new URLSearchParams({ lon: lon.toFixed(5), lat: lat.toFixed(5), ...more })}`);
}

function sayWhy({ code }) {
  problem.textContent = SORRY[code] ?? SORRY[2];
  problem.hidden = false;
}

function offerLocation(button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const found = ({ coords }) => go(location.pathname, coords.longitude, coords.latitude);
    navigator.geolocation.getCurrentPosition(found, sayWhy, { enableHighAccuracy: true, timeout: 15000 });
  });
}

// On a coarse map a touch looks nearer; on a near one it is the house.
function offerTouch(frame) {
  const { address, closer, coarse } = frame.dataset;
  for (const words of frame.querySelectorAll("[data-with-script]")) words.hidden = false;
  frame.querySelector("svg").addEventListener("click", (event) => {
    const { lon, lat, widthM } = touchedPlace(event.currentTarget, event);
    if (widthM <= Number(coarse)) return go(address, lon, lat);
    const width = Math.round(widthM / Number(closer));
    go(address, lon, lat, width > Number(coarse) ? { ancho: width } : { ancho: Number(coarse) + 1 });
  });
}

offerLocation(document.querySelector("[data-action=locate]"));
for (const frame of document.querySelectorAll("[data-touch]")) offerTouch(frame);
