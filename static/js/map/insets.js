// How much of the map lies under panels, on each side, in pixels.

export function insets() {
  const map = document.getElementById("mapa").getBoundingClientRect();
  const search = document.getElementById("buscador").getBoundingClientRect();
  const panel = document.getElementById("panel");
  const none = { left: 0, top: 0, right: 0, bottom: 0 };
  if (isSheet()) {
    const top = search.bottom - map.top;
    const bottom = panel.hidden ? 0 : map.bottom - panel.getBoundingClientRect().top;
    // A full sheet leaves nothing to centre in.
    return { ...none, top, bottom: bottom > map.height * 0.7 ? map.height / 2 : bottom };
  }
  const layers = document.getElementById("capas");
  return {
    ...none,
    left: panel.hidden ? 0 : panel.getBoundingClientRect().right - map.left,
    right: layers.hidden ? 0 : map.right - layers.getBoundingClientRect().left,
  };
}

export function isSheet() {
  return window.matchMedia("(max-width: 899px)").matches;
}
