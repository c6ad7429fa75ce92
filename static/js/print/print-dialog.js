// Choosing the paper, seeing the sheet as it will be printed, and printing it.
import { keyEntry, neutral, paintKey } from "../controls/legend.js";
import { number } from "../shared/format.js";
import { fill, slot } from "../shared/template.js";
import { fittingScale, pageRule, PIXELS_PER_MM, pageSize, scaleBar, sharpness } from "./paper.js";
import { fetchScene, paintSheet, paperFrame } from "./sheet-map.js";

export class PrintDialog {
  constructor(dialog, { view, layers, feederNames, fetchTile, title }) {
    Object.assign(this, { dialog, view, layers, feederNames, fetchTile, title });
    this.form = dialog.querySelector("form");
    this.sheet = slot(dialog, "sheet");
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.elements.title.addEventListener("input", () => this.tellTitle());
    this.form.addEventListener("change", ({ target }) => target.name !== "title" && this.draw());
    slot(dialog, "cancel").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.closed());
    // The panel behind listens for Escape too.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    new ResizeObserver(() => this.fitPreview()).observe(slot(dialog, "preview"));
  }

  open() {
    this.form.elements.title.value = this.title();
    this.view.hover(null);
    this.dialog.showModal();
    this.draw();
  }

  closed() {
    this.drawing = null;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.page);
    slot(this.sheet, "canvas").width = 0;
  }

  submit(event) {
    event.preventDefault();
    window.print();
  }

  choices() {
    const { paper, orientation, scale } = Object.fromEntries(new FormData(this.form));
    return { paper, isLandscape: orientation === "landscape", scale: Number(scale) };
  }

  // Draws the sheet that is chosen; what is chosen meanwhile wins.
  async draw() {
    const drawing = {};
    this.drawing = drawing;
    const { paper, isLandscape, scale } = this.choices();
    this.say("Preparando el mapa…");
    this.layOut(paper, isLandscape);
    const frame = this.frame(scale, sharpness(paper));
    try {
      const { view, layers, fetchTile } = this;
      const asked = { layers, fetchTile, visible: view.visible, paint: view.table.paint, extent: view.scene.extent };
      const features = await fetchScene(frame, asked);
      if (this.drawing !== drawing) return;
      this.tellLegend(features);
      paintSheet(frame, features, this);
      this.say("", { isReady: true });
    } catch (error) {
      if (this.drawing !== drawing) return;
      this.say(`No pudimos preparar el mapa. ${error.message} Cambie el papel o cierre y vuelva a intentarlo.`);
    }
  }

  say(text, { isReady = false } = {}) {
    slot(this.form, "state").textContent = text;
    slot(this.form, "print").disabled = !isReady;
  }

  layOut(paper, isLandscape) {
    this.page ??= new CSSStyleSheet();
    this.page.replaceSync(pageRule(paper, isLandscape));
    document.adoptedStyleSheets = [...new Set([...document.adoptedStyleSheets, this.page])];
    this.size = pageSize(paper, isLandscape);
    this.sheet.style.setProperty("--page-width", `${this.size.width}mm`);
    this.sheet.style.setProperty("--page-height", `${this.size.height}mm`);
    this.sheet.dataset.orientation = isLandscape ? "landscape" : "portrait";
    this.tellTitle();
    this.fitPreview();
  }

  // The sheet has its true size; only its picture is scaled to the room there is.
  fitPreview() {
    if (!this.size || !this.dialog.open || window.matchMedia("print").matches) return;
    const preview = slot(this.dialog, "preview");
    const { width, height } = this.size;
    const scale = Math.min(1, preview.clientWidth / (width * PIXELS_PER_MM));
    preview.style.setProperty("--preview", scale);
    preview.style.setProperty("--preview-height", `${height * scale}mm`);
  }

  frame(asked, ratio) {
    const canvas = slot(this.sheet, "canvas");
    const { clientWidth: width, clientHeight: height } = canvas.parentElement;
    const { lat, lon } = this.view.view();
    const room = { width: width / PIXELS_PER_MM, height: height / PIXELS_PER_MM };
    const scale = asked || fittingScale(this.view.box(), lat, room);
    Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    this.tellScale(scale);
    return paperFrame(canvas.getContext("2d"), { lat, lon, scale, width, height, ratio });
  }

  tellTitle() {
    const title = this.form.elements.title.value.trim();
    fill(this.sheet, { title: title || "Mapa de la red eléctrica" });
  }

  tellScale(scale) {
    const { metres, width } = scaleBar(scale);
    const long = metres < 1000 ? `${number(metres)} m` : `${number(metres / 1000)} km`;
    fill(this.sheet, { scale: `1:${number(scale)}`, bar: long });
    slot(this.sheet, "ruler").style.setProperty("--bar-width", `${width}mm`);
  }

  // Only what is on the sheet is explained on it.
  tellLegend(features) {
    const { table } = this.view;
    const shown = new Set(features.map(({ kind }) => kind));
    const symbols = new Map(
      this.layers.flatMap((layer) =>
        layer.symbols.filter(({ kind }) => shown.has(kind)).map((each) => [each.kind, each]),
      ),
    );
    const entries = [...symbols.values()].map((symbol) => keyEntry(neutral(symbol, table), symbol.label, 3));
    slot(this.sheet, "legend").replaceChildren(...paintKey(table, this.feederNames, 3), ...entries);
  }
}
