// What a page gains from a script: it prints, and a choice in a form is taken at once.
import { offerPrinting } from "../controls/print-button.js";
import { submitOnChange } from "../controls/submit-on-change.js";

offerPrinting();
submitOnChange();
