// One line over the map: what went wrong, what to do, and whether something is still on its way.
import { slot } from "../shared/template.js";

const PATIENCE = 400;

export class Status {
  constructor(element, progress) {
    this.element = element;
    this.progress = progress;
    this.retryButton = slot(element, "retry");
    this.retryButton.addEventListener("click", () => this.retry?.());
    slot(element, "close").addEventListener("click", () => this.clear());
  }

  // `key` names the subject: only who said it takes it back. `retry` is done at the press of a button, `offer` by name.
  say(text, { key = "", retry = null, offer = "Reintentar" } = {}) {
    if (this.key === key && slot(this.element, "text").textContent === text && !this.element.hidden) return;
    Object.assign(this, { key, retry });
    this.retryButton.hidden = !retry;
    this.retryButton.textContent = offer;
    this.element.hidden = false;
    slot(this.element, "text").textContent = text;
  }

  clear(key) {
    if (key !== undefined && key !== this.key) return;
    this.element.hidden = true;
    slot(this.element, "text").textContent = "";
  }

  // A short wait needs no sign.
  busy(isBusy) {
    clearTimeout(this.timer);
    if (!isBusy) this.progress.hidden = true;
    else if (this.progress.hidden) {
      this.timer = setTimeout(() => {
        this.progress.hidden = false;
      }, PATIENCE);
    }
  }
}
