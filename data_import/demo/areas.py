"""Further substations for a larger demo: at towns without one first, then over the countryside around La Unión."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from data_import.demo.ground import Ground
from data_import.demo.lines import ahead, turn
from data_import.demo.lots import lots
from data_import.demo.plans import LA_UNION, FeederPlan, Plant, Stop, SubstationPlan, first_plans
from data_import.demo.terrain import CELL_M, Point, features, location

FEEDERS = 4
#: Between the directions of two feeders, in radians, where there is room for that.
APART = 0.95
#: How far from all lines a new substation keeps, in metres; less when room gets scarce.
ROOM_M = (7000, 4500, 2500)
TOWN_ROOM_M = 2500
#: Of the nearest empty cells every so manieth is looked at more closely.
LOOK_EVERY = 20
LEAST_REACH_KM = 5
TRANSFORMERS = (100, 130)
RURAL_NAMES = (
    "El Roble", "Los Coigües", "Santa Elena", "Las Lumas", "La Esperanza", "El Notro", "Los Ulmos",
    "San Ramón", "Las Quemas", "El Arrayán", "Los Tineos", "Santa Filomena", "La Poza", "El Laurel",
    "Los Canelos", "Las Mercedes", "San Javier", "El Avellano", "Los Radales", "La Huella", "Aguas Buenas",
    "El Peumo", "Los Maquis", "Santa Amalia", "La Vega", "El Mañío", "Las Vertientes", "El Copihue",
    "Los Quillayes", "Santa Inés", "Las Camelias", "El Ciruelillo", "San Carlos", "Los Boldos", "La Quila",
    "El Ulmo", "Las Ñipas", "Santa Julia", "Los Avellanos", "El Trébol", "San Florencio", "Las Rosas",
)  # fmt: skip
PLANTS = (
    Plant("fotovoltaica", 3000, "operacion", "2020-02-11"),
    Plant("hidraulica", 1200, "operacion", "2016-06-30"),
    Plant("fotovoltaica", 2600, "aceptado", None),
    Plant("hidraulica", 700, "en_proceso", None),
)


@dataclass(frozen=True)
class Site:
    """Where a substation will stand, and the directions in which its feeders leave."""

    name: str
    point: Point
    outward: list[float]


def plans_by_area(ground: Ground, scale: int) -> Iterator[list[FeederPlan]]:
    """The first area, then one substation after the other, each planned once all before it are built."""
    first = first_plans()
    yield first
    built = len({plan.substation.id for plan in first})
    waiting = waiting_towns(ground)
    for number in range(built + 1, built * scale + 1):
        yield next_area(ground, number, waiting)


def waiting_towns(ground: Ground) -> list[tuple[str, Point]]:
    """Towns on the comunas' ground, the nearest to La Unión last."""
    towns = [
        (f["properties"]["name"], location(*f["geometry"]["coordinates"])) for f in features("geonames_towns.geojson")
    ]
    return sorted(
        ((name, point) for name, point in towns if ground.terrain.is_open(point)),
        key=lambda town: -math.dist(town[1], LA_UNION.point),
    )


def next_area(ground: Ground, number: int, waiting: list[tuple[str, Point]]) -> list[FeederPlan]:
    room = room_around(ground)
    draw = lots(500_000 + number)
    place = site(ground, number, room, waiting, draw)
    substation = SubstationPlan(str(number), place.name, place.point, draw.choice((8_000, 10_000, 16_000)))
    kv = 23 if number % 4 == 0 else 13.2
    plants = {index: PLANTS[(number + index) % 4] for index in draw.sample(range(FEEDERS), 2 + number % 2)}
    return [
        FeederPlan(
            number=(number - 1) * FEEDERS + index + 1,
            name=f"{place.name.upper()} {index + 1}",
            substation=substation,
            kv=kv,
            stops=stops(ground, room, place.point, place.outward[index], draw),
            transformers=draw.randint(*TRANSFORMERS),
            plants=(plants[index],) if index in plants else (),
            regulator=draw.random() < 0.35,
            capacitor=draw.random() < 0.25,
        )
        for index in range(FEEDERS)
    ]


def room_around(ground: Ground) -> NDArray[np.float64]:
    """Metres from each cell to the nearest line."""
    rows, columns = ground.terrain.open.shape
    return distance_transform_edt(ground.busy(slice(0, rows), slice(0, columns)) == 0) * CELL_M


def site(
    ground: Ground, number: int, room: NDArray[np.float64], waiting: list[tuple[str, Point]], draw: random.Random
) -> Site:
    """The next town that has room around it, or else the nearest empty country."""
    while waiting:
        name, town = waiting.pop()
        outskirts = ground.terrain.nearest_inland(ahead(town, draw.uniform(0, math.tau), 1500))
        outward = headings(ground, room, outskirts)
        if room[ground.terrain.cell(town)] > TOWN_ROOM_M and is_wide(ground, room, outskirts, outward):
            return Site(name, outskirts, outward)
    name = RURAL_NAMES[number % len(RURAL_NAMES)]
    point = empty_country(ground, room)
    return Site(f"{name} {number}" if number > len(RURAL_NAMES) else name, point, headings(ground, room, point))


def empty_country(ground: Ground, room: NDArray[np.float64]) -> Point:
    """The nearest place with enough room and open country on four sides; where none is left, the roomiest of all."""
    cells = ground.terrain.openings
    space_m = room[cells[:, 0], cells[:, 1]]
    away = ((cells - np.array(ground.terrain.cell(LA_UNION.point))) ** 2).sum(axis=1)
    for wanted_m in ROOM_M:
        roomy = np.flatnonzero(space_m > wanted_m)
        for row, column in cells[roomy[np.argsort(away[roomy], kind="stable")]][::LOOK_EVERY].tolist():
            point = ground.terrain.center(row, column)
            if is_wide(ground, room, point, headings(ground, room, point)):
                return point
    return ground.terrain.center(*cells[space_m.argmax()].tolist())


def is_wide(ground: Ground, room: NDArray[np.float64], point: Point, outward: list[float]) -> bool:
    return all(reach_km(ground, room, point, way) >= LEAST_REACH_KM for way in outward)


def headings(ground: Ground, room: NDArray[np.float64], start: Point) -> list[float]:
    """The directions for the feeders of a substation: where the country lies open farthest, well apart from each other."""
    ways = [math.radians(degrees) for degrees in range(0, 360, 15)]
    reach = {way: reach_km(ground, room, start, way) for way in ways}
    chosen: list[float] = []
    for apart in (APART, APART / 2):
        for way in sorted(ways, key=lambda way: -reach[way]):
            if len(chosen) < FEEDERS and all(turn(way, other) >= apart for other in chosen):
                chosen.append(way)
    return chosen


def reach_km(ground: Ground, room: NDArray[np.float64], start: Point, way: float) -> int:
    """Kilometres of open country on a straight line out of a substation, water and other lines not counted."""
    return sum(is_empty(ground, room, ahead(start, way, 1000 * km)) for km in range(2, 18))


def stops(
    ground: Ground, room: NDArray[np.float64], start: Point, heading: float, draw: random.Random
) -> tuple[Stop, ...]:
    """Up to three places on the way out, where there is land and nothing built; else a hamlet nearby."""
    found: list[Stop] = []
    for nearest_m, farthest_m, size in ((4500, 7500, "village"), (9000, 12_500, "hamlet"), (14_000, 18_000, "village")):
        for _ in range(25):
            point = ahead(start, heading + draw.gauss(0, 0.3), draw.uniform(nearest_m, farthest_m))
            if is_empty(ground, room, point):
                found.append(Stop(point, size))
                break
        else:
            break
    return tuple(found) or (Stop(ground.terrain.nearest_inland(ahead(start, heading, 2500)), "hamlet"),)


def is_empty(ground: Ground, room: NDArray[np.float64], point: Point) -> bool:
    row, column = ground.terrain.cell(point)
    return ground.terrain.is_open(point) and bool(ground.terrain.inland[row, column] and room[row, column] > 1500)
