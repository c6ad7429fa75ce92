// Tells the style sheets whether the person is using keys or a pointer: Leaflet moves the focus by script, and
// :focus-visible cannot tell then.

export function watchInputMode() {
  const root = document.documentElement;
  const set = (mode) => () => {
    root.dataset.input = mode;
  };
  document.addEventListener("keydown", set("keyboard"), { capture: true });
  document.addEventListener("pointerdown", set("pointer"), { capture: true });
}
