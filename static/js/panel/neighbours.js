// What a thing is joined to, each a link.
import { fromTemplate, slot } from "../shared/template.js";

export function neighbourSection(neighbours, { link, nameOf }) {
  const section = fromTemplate("neighbours");
  const list = slot(section, "list");
  for (const { layer, id, label, relation } of neighbours) {
    const item = document.createElement("li");
    const note = document.createElement("span");
    note.className = "relation";
    note.textContent = relation;
    const name = nameOf(layer, String(id));
    item.append(
      link({ layer, id: String(id) }, name === String(id) ? label : label.replace(String(id), name)),
      " ",
      note,
    );
    list.append(item);
  }
  return section;
}
