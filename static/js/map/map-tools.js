// What one does with the view as a whole: measure on it, print it, take its data along.
import { MeasureTool } from "../controls/measure-tool.js";
import { PrintDialog } from "../print/print-dialog.js";

export class MapTools {
  // `selected` names what is selected, "" for nothing.
  constructor({ view, panel, describer, layers, feederNames, fetchTile, selected }) {
    this.view = view;
    this.measure = new MeasureTool({ view, panel, describer });
    this.print = new PrintDialog(document.querySelector("#imprimir-mapa"), {
      view,
      layers,
      feederNames,
      fetchTile,
      title: () => selected() || this.measure.title,
    });
  }

  viewRested() {
    this.measure.tellError();
    this.keepDownloadLink();
  }

  // What is downloaded is what is seen.
  keepDownloadLink() {
    const corners = this.view.extent().map((degrees) => degrees.toFixed(5));
    document.querySelector("[data-action=download]").search = `bbox=${corners.join(",")}`;
  }
}
