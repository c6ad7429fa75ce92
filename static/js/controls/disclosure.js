// A button that shows and hides a region, and says so.

export function disclosure(button, region, { isOpen = false, onChange = () => {} } = {}) {
  const set = (open) => {
    region.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    onChange(open);
  };
  button.addEventListener("click", () => set(region.hidden));
  region.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    set(false);
    button.focus();
  });
  set(isOpen);
  return { set };
}
