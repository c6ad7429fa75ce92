// Where a thing is, to copy: degrees, and UTM in the zone of the network.
import { announce } from "../shared/announce.js";
import { copy } from "../shared/clipboard.js";
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { toUtm, zoneOfSrid } from "../shared/utm.js";

export function coordinateSection([lon, lat], metricSrid) {
  const section = fromTemplate("coordinates");
  const { zone, hemisphere, easting, northing } = toUtm(lon, lat, zoneOfSrid(metricSrid) ?? undefined);
  const metres = (value) => number(value, { decimals: 0 });
  slot(section, "fields").append(
    copyField("Latitud, longitud (WGS84)", `${lat.toFixed(6)}, ${lon.toFixed(6)}`),
    copyField(`UTM huso ${zone}${hemisphere} (WGS84)`, `${metres(easting)} E, ${metres(northing)} N`),
  );
  return section;
}

export function copyField(label, value) {
  const field = fill(fromTemplate("copy-field"), { label });
  const [input, button] = [slot(field, "input"), slot(field, "button")];
  input.value = value;
  input.id = `copiar-${label.replace(/\W+/g, "-").toLowerCase()}`;
  slot(field, "label").htmlFor = input.id;
  button.setAttribute("aria-label", `Copiar ${label}`);
  button.addEventListener("click", async () => {
    announce(
      (await copy(input)) ? `Copiado: ${value}` : "No se pudo copiar. El texto quedó seleccionado: cópielo con Ctrl+C.",
    );
    button.dataset.done = "true";
  });
  return field;
}
