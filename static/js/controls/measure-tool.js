// Measuring on the map: by click or finger, or with the arrows and Enter. What is measured is read in the panel.
import { length, number } from "../shared/format.js";
import { announce } from "../shared/announce.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { parallelLength } from "../shared/geodesy.js";
import { Measurement, snap } from "../map/measurement.js";
import { toLonLat, toWorld, worldSize } from "../map/projection.js";

export class MeasureTool {
  constructor({ view, panel, describer }) {
    Object.assign(this, { view, panel, describer });
    this.measurement = new Measurement();
    this.isOn = false;
    view.element.addEventListener("keydown", (event) => {
      if (this.isOn && event.key === "Backspace") this.removeLast();
    });
  }

  start() {
    this.isOn = true;
    this.content = fromTemplate("measure");
    const press = (name, handle) => slot(this.content, name).addEventListener("click", handle);
    press("back", () => this.removeLast());
    press("clear", () => this.clear());
    this.panel.show(this.content);
    this.panel.setHeight("title");
    this.view.measure(this.measurement.points);
    this.view.element.focus({ preventScroll: true });
    this.tell();
    announce(
      "Medir distancia. Ponga los puntos con Intro en el centro del mapa; Retroceso quita el último; Escape termina.",
    );
  }

  stop() {
    if (!this.isOn) return;
    this.isOn = false;
    this.measurement.clear();
    this.view.measure(null);
  }

  add({ lon, lat, radius, hits }) {
    const scale = worldSize(this.view.view().zoom);
    const snapped = snap(hits, toWorld(lon, lat), radius, scale);
    const place = snapped ? this.placeOf(snapped) : { lon, lat };
    if (!this.measurement.add(place)) return;
    this.tell();
    announce(this.words());
  }

  placeOf({ at, feature }) {
    const [lon, lat] = toLonLat(...at);
    const name = this.describer.name(feature);
    return { lon, lat, name: feature.isPoint ? name : `extremo de ${name[0].toLowerCase()}${name.slice(1)}` };
  }

  removeLast() {
    if (!this.measurement.removeLast()) return;
    this.tell();
    announce(`Último punto quitado. ${this.words()}`);
  }

  clear() {
    this.measurement.clear();
    this.tell();
    this.view.element.focus({ preventScroll: true });
    announce("Medición borrada.");
  }

  get title() {
    const { points, total } = this.measurement;
    return points.length > 1 ? `Distancia: ${length(total)}` : "";
  }

  words() {
    const { points, total } = this.measurement;
    const last = points.at(-1);
    if (!last) return "No hay puntos.";
    const where = last.name ? `, ${last.name}` : "";
    if (points.length === 1) return `Punto 1${where}.`;
    return `Punto ${points.length}${where}: tramo de ${length(last.metres)}, total ${length(total)}.`;
  }

  tell() {
    const { points } = this.measurement;
    this.view.measure(points);
    fill(this.content, { title: this.title || "Medir distancia" });
    slot(this.content, "points").replaceChildren(...points.map((point, index) => this.row(point, index)));
    for (const name of ["back", "clear"]) slot(this.content, name).hidden = !points.length;
    this.tellError();
  }

  row({ name, metres }, index) {
    const row = fill(fromTemplate("measured"), { name: name ?? `Punto ${index + 1}` });
    slot(row, "length").textContent = index ? length(metres) : "";
    return row;
  }

  // How far a point set by hand may be off depends on how close one looks.
  tellError() {
    if (!this.isOn) return;
    const { zoom, lat } = this.view.view();
    const pixel = parallelLength(lat) / worldSize(zoom);
    const text = `Un píxel de esta vista son ${number(pixel, { decimals: pixel < 10 ? 1 : 0 })} m`;
    fill(this.content, { error: text });
  }
}
