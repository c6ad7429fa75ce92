// The map page: puts the pieces together and keeps address, panel and map saying the same.
import { MapPage } from "../map/map-page.js";
import { watchInputMode } from "../shared/input-mode.js";

watchInputMode();
const config = JSON.parse(document.getElementById("map-config").textContent);
new MapPage(config).start();
