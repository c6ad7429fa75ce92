// The page's address says what is on the map: it can be shared, and the back button walks the selections.
import { readState, writeState } from "./url-state.js";

// Emits "change" when the person goes back, forth or edits the address.
export class Address extends EventTarget {
  // `areaIds`: layers whose things are opened and not drawn.
  constructor(layerIds, areaIds = []) {
    super();
    Object.assign(this, { layerIds, areaIds });
    window.addEventListener("popstate", () => this.dispatchEvent(new Event("change")));
  }

  read() {
    return readState(window.location.hash, this.layerIds, this.areaIds);
  }

  // A new selection is a step one can go back from; moving the map is not.
  write(state, { isStep = false } = {}) {
    const hash = writeState(state) || window.location.pathname;
    if (hash === window.location.hash) return;
    if (isStep) window.history.pushState(null, "", hash);
    else window.history.replaceState(null, "", hash);
  }

  linkTo(selected) {
    return writeState({ view: null, layers: null, selected });
  }

  absolute(state) {
    return new URL(writeState(state), window.location.href).href;
  }
}
