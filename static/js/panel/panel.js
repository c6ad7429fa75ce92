// The panel: beside the map on a wide screen, a sheet of three heights on a phone. It shows one thing at a time.

const HEIGHTS = ["title", "half", "full"];
const NEXT = { title: "half", half: "full", full: "title" };
const HANDLE = { title: "Abrir el panel a media pantalla", half: "Abrir el panel completo", full: "Reducir el panel" };

// Emits "close" when the person closes it, "resize" when it covers more or less of the map.
export class Panel extends EventTarget {
  constructor(element) {
    super();
    this.element = element;
    this.body = element.querySelector("[data-slot=body]");
    this.handle = element.querySelector("[data-action=height]");
    this.before = null;
    element.querySelector("[data-action=close]").addEventListener("click", () => this.leave());
    this.handle.addEventListener("click", () => this.setHeight(NEXT[this.height]));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen && !event.defaultPrevented) this.leave();
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  // `takesFocus`: for who came by keyboard, search or list; a click on the map leaves the focus there.
  show(content, { takesFocus = false } = {}) {
    if (!this.isOpen) {
      this.before = document.activeElement;
      this.element.hidden = false;
      this.setHeight("half");
    }
    this.body.replaceChildren(content);
    this.body.scrollTop = 0;
    const heading = content.querySelector("h2");
    heading.id = "panel-title";
    if (takesFocus) heading.focus({ preventScroll: true });
  }

  leave() {
    const { before, hasFocus: hadFocus } = this;
    this.hide();
    if (hadFocus && before?.isConnected) before.focus();
    this.dispatchEvent(new Event("close"));
  }

  hide() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.body.replaceChildren();
    this.dispatchEvent(new Event("resize"));
  }

  setHeight(height) {
    if (!HEIGHTS.includes(height)) throw new Error(`A panel has no height ${height}`);
    this.height = height;
    this.element.dataset.height = height;
    this.handle.setAttribute("aria-label", HANDLE[height]);
    this.dispatchEvent(new Event("resize"));
  }
}
