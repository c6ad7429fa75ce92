// The advanced search: each choice cuts down the lists after it without a reload, and the map follows.
import { narrowWithoutReload } from "../controls/narrowing-form.js";

narrowWithoutReload();
