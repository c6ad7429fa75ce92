// Says to a screen reader what the eye has already seen.

export function announce(text) {
  const region = document.getElementById("announcements");
  // The same words twice in a row are read twice only if the region was empty in between.
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
