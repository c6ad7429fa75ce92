// Takes the map to where the person stands.
import { announce } from "../shared/announce.js";

const REASONS = {
  1: "No hay permiso para usar su ubicación. Puede darlo en su navegador.",
  2: "Su aparato no sabe dónde está.",
  3: "Su aparato tardó demasiado en decir dónde está.",
};
const CLOSE = 16;

export function locate(view, status) {
  if (!navigator.geolocation) return status.say("Su navegador no puede decir dónde está.", { key: "locate" });
  const found = ({ coords }) => {
    status.clear("locate");
    view.jump({ zoom: CLOSE, lat: coords.latitude, lon: coords.longitude });
    view.markPlace(coords.longitude, coords.latitude);
    announce("El mapa muestra el lugar donde usted está.");
  };
  const failed = ({ code }) => status.say(REASONS[code], { key: "locate", retry: () => locate(view, status) });
  return navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15000 });
}
