// All that the map shows right now, as a list: the way in for who does not use a pointer.
import { boxesMeet } from "../map/geometry.js";
import { number } from "../shared/format.js";
import { fill, fromTemplate, slot } from "../shared/template.js";
import { choice } from "./choices.js";

const MOST = 200;

// [[layer, features]] in the catalogue's order, each thing once.
export function groupInView(layers, features, box) {
  return layers
    .map((layer) => {
      const things = features.filter((feature) => feature.layer === layer.id && boxesMeet(feature.box, box));
      const once = new Map(things.map((feature) => [feature.id, feature]));
      return [layer, [...once.values()].sort((a, b) => a.id.localeCompare(b.id, "es", { numeric: true }))];
    })
    .filter(([, things]) => things.length);
}

export function inViewList(groups, describer, actions) {
  const total = groups.reduce((sum, [, things]) => sum + things.length, 0);
  const view = fill(fromTemplate("in-view"), { summary: summary(total) });
  const rooms = shareRoom(groups.map(([, things]) => things.length));
  groups.forEach(([layer, things], index) => {
    slot(view, "groups").append(group(layer, things, rooms[index], describer, actions));
  });
  return view;
}

// How many of each group are listed, so that many spans do not crowd out the few transformers.
export function shareRoom(sizes, most = MOST) {
  const rooms = sizes.map(() => 0);
  const order = sizes.map((_, index) => index).sort((a, b) => sizes[a] - sizes[b]);
  let left = most;
  order.forEach((index, position) => {
    rooms[index] = Math.min(sizes[index], Math.floor(left / (order.length - position)));
    left -= rooms[index];
  });
  return rooms;
}

export function summary(total) {
  if (!total) return "No hay elementos de la red en esta vista. Mueva o aleje el mapa.";
  const words = total === 1 ? "1 elemento en esta vista." : `${number(total)} elementos en esta vista.`;
  return total > MOST ? `${words} La lista muestra ${MOST}: acerque el mapa para ver los demás.` : words;
}

function group(layer, things, room, describer, actions) {
  const section = fill(fromTemplate("in-view-group"), { title: `${layer.plural} (${number(things.length)})` });
  const items = things.slice(0, room).map((feature) =>
    choice(
      {
        asset: { layer: feature.layer, id: feature.id },
        name: describer.name(feature),
        detail: describer.detail(feature),
        shape: feature,
      },
      actions,
    ),
  );
  slot(section, "list").append(...items);
  return section;
}
