// Names what the pointer is over.
import { fill } from "../shared/template.js";

export class Tooltip {
  constructor(element, describer) {
    this.element = element;
    this.describer = describer;
  }

  show({ feature, x, y }) {
    fill(this.element, { name: this.describer.name(feature), detail: this.describer.detail(feature) });
    this.element.hidden = false;
    this.element.style.transform = `translate(${Math.round(x + 14)}px, ${Math.round(y + 14)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}
