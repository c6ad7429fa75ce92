"""Generators: plants on medium voltage at the end of a line of their own, and household panels on low voltage."""

import random
from dataclasses import dataclass

from data_import.demo.laterals import APART, has_room, walk
from data_import.demo.layout import Layout
from data_import.demo.lines import Line
from data_import.demo.plans import Plant
from data_import.demo.transformers import Unit
from data_import.demo.trees import Spot

PANEL_SHARE = 0.07
STATES = ("operacion", "operacion", "operacion", "aceptado", "en_proceso")


@dataclass(frozen=True)
class Panel:
    """A household's photovoltaic generator on one of the low voltage poles of a transformer."""

    pole: int
    phase: str
    installed_kw: float
    state: str
    connected_on: str | None


def draw_spurs(layout: Layout) -> list[tuple[Line, Plant]]:
    """A line of some spans to each plant, from the farther half of the trunk."""
    trunk, spurs = layout.lines[0], []
    for plant in layout.plan.plants:
        poles = [index for index in range(len(trunk.points) // 3, len(trunk.points)) if has_room(trunk, index, APART)]
        layout.draw.shuffle(poles)
        for index in poles:
            heading = trunk.heading(index) + layout.draw.choice((1, -1)) * layout.draw.uniform(1.3, 1.8)
            points = walk(layout, trunk, index, heading, layout.draw.randint(4, 8))
            if len(points) > 3:
                spurs.append((layout.add("spur", points, "RST", trunk, index), plant))
                break
    return spurs


def draw_panels(spots: list[Spot], units: dict[Spot, Unit], draw: random.Random) -> list[tuple[Spot, Panel]]:
    hosts = [spot for spot in spots if units[spot].kva >= 5 and draw.random() < PANEL_SHARE]
    return [(spot, panel(spot, units[spot], draw)) for spot in hosts]


def panel(spot: Spot, unit: Unit, draw: random.Random) -> Panel:
    state = draw.choice(STATES)
    connected_on = (
        f"{draw.randint(2015, 2020)}-{draw.randint(1, 10):02}-{draw.randint(1, 28):02}"
        if state == "operacion"
        else None
    )
    installed_kw = draw.choice([kw for kw in (3, 3.3, 4.4, 5, 6.6, 8, 10) if kw <= unit.kva])
    return Panel(draw.randrange(len(spot.tree.points)), draw.choice(unit.phases), installed_kw, state, connected_on)
