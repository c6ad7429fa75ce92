// Colours of css/tokens.css for what is drawn on a canvas; read once.

const read = new Map();

export function token(name) {
  if (!read.has(name)) read.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return read.get(name);
}
