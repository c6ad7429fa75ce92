// Watches the tiles as they come, and tells: what is missing, what does not fit, that there is nothing here, what symbols mean.
import { groupInView, summary } from "../panel/in-view.js";
import { announce } from "../shared/announce.js";

export class DataWatch {
  constructor({ view, store, status, layers, legend, extent, isMeasured }) {
    Object.assign(this, { view, store, status, layers, legend, extent, isMeasured });
    store.addEventListener("change", () => this.dataCame());
  }

  dataCame() {
    this.view.refresh();
    this.tellMissing(this.store.failure);
    this.lookAgain();
  }

  // The view has changed, or data have come.
  lookAgain() {
    this.legend.tellZoom(this.view.view().zoom);
    this.status.busy(this.store.isBusy);
    if (!this.store.isBusy) this.viewIsComplete();
  }

  tellMissing(failure) {
    if (!failure) return this.status.clear("tiles");
    const text = `Falta una parte de la red en el mapa. ${failure.message}`;
    this.status.say(text, { key: "tiles", retry: () => this.retry() });
  }

  retry() {
    this.store.retry();
    this.view.look();
    this.status.busy(true);
  }

  viewIsComplete() {
    const { scene } = this.view;
    const features = scene.features(this.view.box());
    this.legend.tellSymbols(features);
    this.tellCrowd(scene.leftOut);
    this.tellEmptiness(scene.wanted.length > 0 && features.length === 0 && !this.store.failure);
    // Whoever measures hears of points and lengths, and would lose them behind a count.
    if (this.isWalkedByKeys && !this.isMeasured()) announce(summary(this.countInView()));
  }

  tellCrowd(leftOut) {
    if (!leftOut) return this.status.clear("crowd");
    this.status.say("Hay más elementos de los que caben aquí. Acerque el mapa para verlos todos.", { key: "crowd" });
  }

  tellEmptiness(isEmpty) {
    if (!isEmpty || !this.extent) return this.status.clear("empty");
    const retry = () => this.view.fit(this.extent);
    this.status.say("En esta parte del mapa no hay red.", { key: "empty", retry, offer: "Ver toda la red" });
  }

  get isWalkedByKeys() {
    return document.activeElement === this.view.element && document.documentElement.dataset.input === "keyboard";
  }

  countInView() {
    return this.groupsInView().reduce((sum, [, things]) => sum + things.length, 0);
  }

  groupsInView() {
    const box = this.view.box();
    return groupInView(this.layers, this.view.scene.features(box), box);
  }
}
