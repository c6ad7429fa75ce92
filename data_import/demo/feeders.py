"""A feeder's rows: its lines walked from the source outwards become nodes, poles, spans and devices."""

import math
import random
from collections import defaultdict
from dataclasses import dataclass, field

from data_import.demo import golden
from data_import.demo.conductors import CATALOGUE, Conductor, line_conductor, service_conductor, trunk_conductor
from data_import.demo.equipment import SHUNTS, Device, device_ratings, head_device, trunk_devices
from data_import.demo.generators import Panel
from data_import.demo.identifiers import Identifiers
from data_import.demo.layout import Layout
from data_import.demo.lines import Line
from data_import.demo.plans import Plant
from data_import.demo.terrain import Point
from data_import.demo.ties import Tie
from data_import.demo.transformers import Unit, transformer_fields
from data_import.demo.trees import Spot
from data_import.demo.vnr import Catalogue

#: A pole is known by its place: to the centimetre.
PoleKey = tuple[int, int]
HEIGHTS = {"trunk": 11.5, "branch": 11.5, "tie": 11.5, "spur": 11.5}


@dataclass
class Registry:
    """What feeders share. `poles`: place → number, plate. `nodes`: line and pole's index → the node that goes on."""

    ids: Identifiers = field(default_factory=Identifiers)
    catalogue: Catalogue = field(default_factory=Catalogue)
    poles: dict[PoleKey, tuple[str, str]] = field(default_factory=dict)
    nodes: dict[tuple[int, int], str] = field(default_factory=dict)

    def forget(self) -> None:
        """Before a substation that shares nothing with those before it."""
        self.poles.clear()
        self.nodes.clear()


class Feeder:
    """Collects the rows of one feeder, in metres."""

    def __init__(self, layout: Layout, registry: Registry, draw: random.Random) -> None:
        self.layout, self.registry, self.draw = layout, registry, draw
        self.id = str(layout.plan.number)
        self.rows: dict[str, list[dict]] = defaultdict(list)

    def pole(self, point: Point, node: str, height_m: float) -> str:
        """The pole at a point. A new one takes the number of the first node on it."""
        key = (round(point[0] * 100), round(point[1] * 100))
        if key not in self.registry.poles:
            plate = golden.POLE_PLATE if point == self.layout.golden_pole else self.registry.ids.plate()
            material = "Hormigón" if self.draw.random() < (0.7 if height_m > 9 else 0.45) else "Madera"
            self.registry.poles[key] = (node, plate)
            self.rows["postes"].append(
                {
                    "id": node,
                    "plate": plate,
                    "height_m": height_m,
                    "material": material,
                    "vnr_code": self.registry.catalogue.pole(material, height_m),
                    "geom": (point,),
                }
            )
        return self.registry.poles[key][0]

    def plate_of(self, point: Point) -> str:
        return self.registry.poles[round(point[0] * 100), round(point[1] * 100)][1]

    def node(self, point: Point, height_m: float, number: str | None = None) -> tuple[str, str]:
        """A new node and the pole it stands on."""
        node = number or self.registry.ids.take("nodos")
        pole = self.pole(point, node, height_m)
        self.rows["nodos"].append({"id": node, "pole_id": pole, "geom": (point,)})
        return node, pole

    def span(
        self, ends: tuple[tuple[str, Point], tuple[str, Point]], phases: str, conductor: Conductor, voltage_class: str
    ) -> None:
        (start, from_point), (end, to_point) = ends
        number = golden.SPAN if (start, end) == golden.SPAN_NODES else self.registry.ids.take("vanos")
        self.rows["vanos"].append(
            {
                "id": number,
                "vnr_code": self.registry.catalogue.conductor(conductor, voltage_class, len(phases)),
                "voltage_class": voltage_class,
                "from_node": start,
                "to_node": end,
                "from_pole": self.pole(from_point, start, 0),
                "to_pole": self.pole(to_point, end, 0),
                "length_m": round(math.dist(from_point, to_point), 1),
                "conductor_id": conductor.id,
                "conductor_type": conductor.name,
                "ampacity_a": conductor.ampacity_a or 0,
                "phase_code": phase_code(phases),
                "feeder_id": self.id,
                "geom": (from_point, to_point),
            }
        )

    def device(self, device: Device, node: str, point: Point, phases: str, to_node: str | None = None) -> str:
        """A shunt, or an edge to a new node on the same pole (or to `to_node`). Returns the node that goes on."""
        kind = device.equipment_type
        beyond = to_node or (None if kind in SHUNTS else self.node(point, 11.5)[0])
        self.rows["equipos"].append(
            {
                "id": self.registry.ids.take("equipos"),
                "name": device.name,
                "vnr_code": self.registry.catalogue.equipment(kind),
                "equipment_type": kind,
                "state": device.state,
                "from_node": node,
                "to_node": beyond,
                "pole_id": self.pole(point, node, 11.5),
                "voltage_class": "AT",
                "phase_code": phase_code(phases),
                "feeder_id": self.id,
                "geom": (point,),
                **device_ratings(kind),
            }
        )
        return beyond or node

    def build_lines(self) -> None:
        for line in self.layout.lines:
            devices = trunk_devices(self.layout) if line.parent is None else {}
            self.build_line(line, self.head(line), devices)

    def head(self, line: Line) -> str:
        """The node from which a line goes on: behind the breaker of the feeder, or behind the device that guards it."""
        point = line.points[0]
        if line.parent is None:
            source, _ = self.node(point, 11.5, self.layout.plan.source_node)
            return self.device(
                Device("interruptor", name=f"INTERRUPTOR {self.layout.plan.name}"), source, point, line.phases
            )
        node = self.registry.nodes[line.parent.number, line.at]
        device = head_device(self.layout, line)
        return self.device(device, node, point, line.phases) if device else node

    def build_line(self, line: Line, node: str, devices: dict[int, list[Device]]) -> None:
        wire = line_conductor(line, self.draw) if line.parent else None
        self.registry.nodes.setdefault((line.number, 0), node)
        if line is self.layout.golden_span.line:
            wire = CATALOGUE[golden.SPAN_CONDUCTOR]
        for index in range(1, len(line.points)):
            start, end = line.points[index - 1], line.points[index]
            after, _ = self.node(end, HEIGHTS.get(line.kind, 10.0), self.layout.golden_span.node(line, index))
            conductor = wire or trunk_conductor(self.layout.plan.kv, index / len(line.points))
            self.span(((node, start), (after, end)), line.phases, conductor, "AT")
            for device in devices.get(index, ()):
                after = self.device(device, after, end, line.phases)
            node = self.registry.nodes[line.number, index] = after

    def build_ties(self, ties: list[Tie]) -> None:
        for tie in ties:
            node = self.registry.nodes[tie.line.number, len(tie.line.points) - 1]
            other = self.registry.nodes[tie.other.number, tie.index]
            name = f"ENLACE {self.layout.plan.name} - ALIMENTADOR {tie.feeder}"
            self.device(Device("desconectador", "abierto", name), node, tie.line.points[-1], "RST", other)

    def build_transformer(self, spot: Spot, unit: Unit) -> tuple[str, list[str]]:
        """The transformer's row and its low voltage. Its number, and the node at each pole of its tree."""
        number = unit.id or self.registry.ids.take("transformadores")
        root, pole = self.node(spot.point, 10.0)
        self.rows["transformadores"].append(
            {
                "id": number,
                "plate": number,
                "pole_plate": self.plate_of(spot.point),
                "pole_id": pole,
                "phase_code": phase_code(unit.phases),
                "from_node": self.registry.nodes[spot.line.number, spot.index],
                "to_node": root,
                "feeder_id": self.id,
                "geom": (spot.point,),
                **transformer_fields(unit),
                "vnr_code": self.registry.catalogue.transformer(unit),
            }
        )
        return number, self.build_low_voltage(spot, unit, root)

    def build_low_voltage(self, spot: Spot, unit: Unit, root: str) -> list[str]:
        """Three phases near the transformer; some of the last spans of a tree carry one."""
        conductor = service_conductor(len(unit.phases), unit.kva, self.draw)
        points, nodes, phases = spot.tree.points, [root], [unit.phases]
        for pole, parent in list(enumerate(spot.tree.parents))[1:]:
            thin = len(phases[parent]) == 3 and parent > 1 and self.draw.random() < 0.12
            phases.append(self.draw.choice(phases[parent]) if thin else phases[parent])
            nodes.append(self.node(points[pole], 8.7)[0])
            wire = conductor if len(phases[pole]) == len(unit.phases) else service_conductor(1, unit.kva, self.draw)
            self.span(((nodes[parent], points[parent]), (nodes[pole], points[pole])), phases[pole], wire, "BT")
        return nodes

    def build_plant(self, line: Line, plant: Plant) -> None:
        """A medium voltage generator at the end of its line."""
        end = len(line.points) - 1
        self.generator(
            {
                "technology": plant.technology,
                "installed_kw": plant.installed_kw,
                "state": plant.state,
                "connected_on": plant.connected_on,
                "voltage_class": "AT",
                "node": self.registry.nodes[line.number, end],
                "phase_code": "RST",
                "geom": (line.points[end],),
            }
        )

    def build_panel(self, panel: Panel, transformer: str, spot: Spot, nodes: list[str]) -> None:
        self.generator(
            {
                "technology": "fotovoltaica",
                "installed_kw": panel.installed_kw,
                "state": panel.state,
                "connected_on": panel.connected_on,
                "voltage_class": "BT",
                "node": nodes[panel.pole],
                "transformer_id": transformer,
                "phase_code": phase_code(panel.phase),
                "geom": (spot.tree.points[panel.pole],),
            }
        )

    def generator(self, row: dict) -> None:
        self.rows["generadores"].append({"id": self.registry.ids.take("generadores"), "feeder_id": self.id, **row})


def phase_code(phases: str) -> str:
    """As the cooperative writes it: RST, RS, and ++R where two are absent."""
    return f"++{phases}" if len(phases) == 1 else phases
