"""The demo network as one canonical delivery, substation by substation, the same every time."""

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from data_import.demo import golden
from data_import.demo.areas import plans_by_area
from data_import.demo.conductors import conductor_rows
from data_import.demo.demands import feeder_demands, transformer_demands
from data_import.demo.feeders import Feeder, Registry
from data_import.demo.generators import draw_panels, draw_spurs
from data_import.demo.geopackage import CanonicalPackage
from data_import.demo.ground import Ground
from data_import.demo.laterals import ROAD_SHARE, grow_laterals, roadside_spots
from data_import.demo.layout import Layout, draw_branches, draw_trunk, open_gate, place_golden_span
from data_import.demo.lots import lots
from data_import.demo.low_voltage import string_low_voltage
from data_import.demo.plans import FeederPlan, SubstationPlan
from data_import.demo.terrain import Point, Terrain, terrain, to_degrees
from data_import.demo.ties import Tie, draw_ties
from data_import.demo.transformers import Unit, choose_units
from data_import.demo.trees import Spot
from data_import.demo.villages import build_villages

BRANCHES = 14
DISTRIBUTOR = "COOPREL"


def write_demo(path: Path, scale: int = 1) -> None:
    """Write the network as a canonical GeoPackage, replacing what is there.

    Scale N has N times the substations and feeders of scale 1, and begins with exactly those of N - 1.
    """
    ground, registry = Ground(terrain()), Registry()
    with CanonicalPackage(path) as file:
        for plans in plans_by_area(ground, scale):
            write_area(file, plans, ground, registry)
        file.write("conductores", conductor_rows())
        file.write("vnr", registry.catalogue.code_rows())
        file.write("vnr_recargos", registry.catalogue.surcharge_rows())


def write_area(file: CanonicalPackage, plans: list[FeederPlan], ground: Ground, registry: Registry) -> None:
    registry.forget()
    layouts = [Layout(plan, ground, lots(1_000 + plan.number)) for plan in plans]
    spots, ties = draw_area(layouts)
    substations = {plan.substation.id: plan.substation for plan in plans}
    file.write("subestaciones", located(ground.terrain, map(substation_row, substations.values())))
    for layout in layouts:
        for layer, rows in feeder_rows(layout, registry, spots[layout.plan.number], ties[layout.plan.number]).items():
            file.write(layer, located(ground.terrain, rows))


def draw_area(layouts: list[Layout]) -> tuple[dict[int, list[Spot]], dict[int, list[Tie]]]:
    """Draw all feeders of an area in step, the important lines of all before the lesser ones of any."""
    for step in (open_gate, draw_trunk):
        for layout in layouts:
            step(layout)
    spots = {layout.plan.number: build_villages(layout) for layout in layouts}
    for layout in layouts:
        others = [line for other in layouts if other is not layout for line in other.roads]
        draw_branches(layout, BRANCHES, others)
        if layout.plan.name == golden.PILMAIQUEN:
            place_golden_span(layout)
    ties = {layout.plan.number: draw_ties(layout, layouts[:index]) for index, layout in enumerate(layouts)}
    return spots, ties


def feeder_rows(layout: Layout, registry: Registry, spots: list[Spot], ties: list[Tie]) -> dict[str, list[dict]]:
    """All rows of a feeder, in metres: what hangs on its roads is drawn here, then built."""
    plan, draw = layout.plan, layout.draw
    spurs = draw_spurs(layout)
    spots = spots + roadside_spots(layout, int((plan.transformers - len(spots)) * ROAD_SHARE))
    spots += grow_laterals(layout, plan.transformers - len(spots))
    units = choose_units(spots, plan.name, plan.kv, draw)
    layout.golden_pole = next((spot.point for spot, unit in units.items() if unit.id == golden.TRANSFORMER), None)
    string_low_voltage(layout, spots, {spot: unit.kva for spot, unit in units.items()}, set())
    feeder = Feeder(layout, registry, draw)
    feeder.build_lines()
    feeder.build_ties(ties)
    build_transformers(feeder, spots, units, draw)
    for line, plant in spurs:
        feeder.build_plant(line, plant)
    feeder.rows["alimentadores"].append(
        feeder_row(plan, sum(unit.kva for unit in units.values()), layout.lines[0].points[0])
    )
    installed_kva = sum(unit.kva for unit in units.values())
    feeder.rows["demandas"] += feeder_demands(feeder.id, plan.name, installed_kva, draw)
    return feeder.rows


def build_transformers(feeder: Feeder, spots: list[Spot], units: dict[Spot, Unit], draw: random.Random) -> None:
    panels = dict(draw_panels(spots, units, draw))
    for spot in spots:
        number, nodes = feeder.build_transformer(spot, units[spot])
        feeder.rows["demandas"] += transformer_demands(number, units[spot], draw)
        if spot in panels:
            feeder.build_panel(panels[spot], number, spot, nodes)


def substation_row(plan: SubstationPlan) -> dict:
    return {
        "id": plan.id,
        "name": plan.name,
        "rated_power_kva": plan.rated_power_kva,
        "primary_kv": 66,
        "secondary_kv": 13.2,
        "geom": (plan.point,),
    }


def feeder_row(plan: FeederPlan, installed_kva: int, head: Point) -> dict:
    declared = golden.LA_UNION_POWER_KVA if plan.name == golden.LA_UNION else -(-installed_kva // 100) * 100
    return {
        "id": str(plan.number),
        "name": plan.name,
        "substation_id": plan.substation.id,
        "kind": "Alimentador",
        "distributor": DISTRIBUTOR,
        "source_node": plan.source_node,
        "declared_power_kva": declared,
        "nominal_kv": plan.kv,
        "source_voltage_pu": 1.02 if plan.kv == 23 else 1.0,
        "head": (head,),
    }


def located(terrain: Terrain, rows: Iterable[dict]) -> list[dict]:
    """The rows with degrees for metres, and with the comuna in which each lies (a span: its middle)."""
    rows = list(rows)
    places = [row.get("geom") or row.pop("head", ()) for row in rows]
    points = np.array([point for place in places for point in place]).reshape(-1, 2)
    longitudes, latitudes = to_degrees.transform(points[:, 0], points[:, 1])
    degrees = list(zip(np.round(longitudes, 7).tolist(), np.round(latitudes, 7).tolist(), strict=True))
    middles = np.array([middle(place) for place in places if place]).reshape(-1, 2)
    codes = iter(terrain.comuna_codes(middles[:, 0], middles[:, 1]))
    at = 0
    for row, place in zip(rows, places, strict=True):
        if place:
            row["comuna_code"] = next(codes)
        if "geom" in row:
            row["geom"] = tuple(degrees[at : at + len(place)])
        at += len(place)
    return rows


def middle(place: tuple[Point, ...]) -> Point:
    return sum(x for x, _ in place) / len(place), sum(y for _, y in place) / len(place)
