// The findings or changes of a trial, on a map above their list.
import { PlaceMap } from "../desk/place-map.js";

const frame = document.querySelector("[data-place-map]");
const map = new PlaceMap(frame);
map.load();
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-place]");
  if (link && !event.ctrlKey && !event.metaKey && map.show(link.dataset.place)) event.preventDefault();
});
