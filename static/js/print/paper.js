// Sheets of paper, and what a length on them is on the ground. Millimetres, unless a name says otherwise.
import { parallelLength } from "../shared/geodesy.js";

export const PIXELS_PER_MM = 96 / 25.4;

const SIDES = { A4: [297, 210], A3: [420, 297] };
// Pixels drawn for each pixel of the page: 288 and 240 dots to the inch; more would be too much for a phone's memory.
const SHARPNESS = { A4: 3, A3: 2.5 };
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const BAR_STEPS = [1, 2, 5, 10];
const BAR_ROOM = 45;

export function sharpness(paper) {
  return SHARPNESS[paper];
}

export function pageSize(paper, isLandscape) {
  const [long, short] = SIDES[paper];
  return isLandscape ? { width: long, height: short } : { width: short, height: long };
}

// No margin: the sheet brings its own, and the browser then prints neither address nor date into it.
export function pageRule(paper, isLandscape) {
  return `@page { size: ${paper} ${isLandscape ? "landscape" : "portrait"}; margin: 0; }`;
}

// The smallest round number N for which a box of the unit square fits the frame at 1:N.
export function fittingScale([west, north, east, south], lat, { width, height }) {
  const metres = parallelLength(lat);
  const least = Math.max(((east - west) * metres) / width, ((south - north) * metres) / height) * 1000;
  const power = 10 ** Math.floor(Math.log10(least));
  return Math.round(power * STEPS.find((step) => step * power >= least * 0.999));
}

// Pixels of the page to the unit square, so that a length along the middle parallel is true at 1:N.
export function pixelsPerUnit(scale, lat) {
  return (parallelLength(lat) / scale) * 1000 * PIXELS_PER_MM;
}

// A round length on the ground, and how long it is on paper: { metres, width }.
export function scaleBar(scale) {
  const most = (BAR_ROOM / 1000) * scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = BAR_STEPS.findLast((step) => step * power <= most) * power;
  return { metres, width: (metres / scale) * 1000 };
}
