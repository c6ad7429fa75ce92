"""What is to be built: substations, their feeders, and the places each feeder passes."""

import csv
from dataclasses import dataclass
from pathlib import Path

from data_import.demo.terrain import Point, location

PLACES = Path(__file__).parent / "places.csv"


@dataclass(frozen=True)
class Stop:
    """A place on the way of a trunk; its size decides how many streets it has."""

    point: Point
    size: str


@dataclass(frozen=True)
class Plant:
    """A generator on medium voltage."""

    technology: str
    installed_kw: int
    state: str
    connected_on: str | None


@dataclass(frozen=True)
class SubstationPlan:
    id: str
    name: str
    point: Point
    rated_power_kva: int


@dataclass(frozen=True)
class FeederPlan:
    """A feeder before it is drawn. `number` counts from 1 and is its id; `transformers`: how many to aim at."""

    number: int
    name: str
    substation: SubstationPlan
    kv: float
    stops: tuple[Stop, ...]
    transformers: int
    plants: tuple[Plant, ...] = ()
    regulator: bool = False
    capacitor: bool = False

    @property
    def source_node(self) -> str:
        return str(900_000 + self.number)


LA_UNION = SubstationPlan("1", "La Unión", location(-73.0440, -40.3040), 16_000)
PILMAIQUEN = SubstationPlan("2", "Pilmaiquén", location(-72.7420, -40.6190), 12_000)


def places() -> dict[str, Stop]:
    with PLACES.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Stop(location(float(row["longitude"]), float(row["latitude"])), row["size"])
            for row in csv.DictReader(file)
        }


def first_plans() -> list[FeederPlan]:
    """The demo as it stands at scale 1: two substations, eight feeders."""
    known = places()

    def stops(*names: str) -> tuple[Stop, ...]:
        return tuple(known[name] for name in names)

    return [
        FeederPlan(1, "LA UNION", LA_UNION, 13.2, stops("La Unión", "Trumao", "El Maitén", "Los Castaños"), 180),
        FeederPlan(
            2, "RAPACO", LA_UNION, 13.2, stops("Rapaco", "Santa Elisa", "Los Esteros"), 105,
            (Plant("fotovoltaica", 2800, "aceptado", None),),
        ),
        FeederPlan(
            3, "RIO BUENO", LA_UNION, 13.2, stops("Río Bueno", "Cayurruca", "Vivanco", "Ignao"), 140,
            (Plant("fotovoltaica", 3000, "operacion", "2019-05-14"),), capacitor=True,
        ),
        FeederPlan(
            4, "PUERTO NUEVO", LA_UNION, 23, stops("Las Juntas", "Pisu Pisué", "Puerto Nuevo", "Santa Rosa"), 120,
            (Plant("hidraulica", 950, "operacion", "2014-11-03"),), regulator=True,
        ),
        FeederPlan(
            5, "PILMAIQUEN", PILMAIQUEN, 13.2, stops("Salto del Pilmaiquén", "Entre Lagos", "Ñilque"), 115,
            (Plant("hidraulica", 1800, "operacion", "2012-08-22"),),
        ),
        FeederPlan(6, "TRAPI", PILMAIQUEN, 13.2, stops("Crucero", "Trapi", "Carimallín"), 120, regulator=True),
        FeederPlan(
            7, "SAN PABLO", PILMAIQUEN, 13.2, stops("Chirre", "Filuco", "San Pablo"), 120,
            (Plant("fotovoltaica", 1500, "en_proceso", None),), capacitor=True,
        ),
        FeederPlan(
            8, "LAGO RANCO", PILMAIQUEN, 23, stops("Mantilhue", "Los Venados", "Lago Ranco"), 115, regulator=True,
        ),
    ]  # fmt: skip
