// What a page gains from a script: it searches as one types, prints, and takes a choice in a form at once.
import { searchAsYouType } from "../controls/page-search.js";
import { offerPrinting } from "../controls/print-button.js";
import { submitOnChange } from "../controls/submit-on-change.js";
import { fillFragments } from "../panel/fragments.js";

searchAsYouType();
offerPrinting();
submitOnChange();
fillFragments(document);
