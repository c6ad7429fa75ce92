// Several things under one click: the person says which.
import { distance } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";

// `things`: [{ asset, name, detail, metres, shape }], nearest first. `preview(shape or null)` shows where one is.
export function choiceList(title, things, { choose, preview }) {
  const view = fill(fromTemplate("choices"), { title });
  const list = slot(view, "list");
  for (const thing of things) list.append(choice(thing, { choose, preview }));
  return view;
}

export function choice({ asset, name, detail, metres, shape }, { choose, preview }) {
  const item = fill(fromTemplate("choice"), { name, detail: detail ?? "" });
  if (metres !== undefined) fill(item, { distance: metres < 1 ? "aquí mismo" : `a ${distance(metres)}` });
  const button = slot(item, "button");
  button.addEventListener("click", () => choose(asset));
  for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => preview(shape));
  for (const type of ["pointerleave", "blur"]) button.addEventListener(type, () => preview(null));
  return item;
}
