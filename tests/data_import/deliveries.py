"""A small sound delivery in our own column names, to be damaged by tests in one place at a time.

substation 1 ─ N0 ──V1── N1 ──V2── N2 ─E1─ N2B ──V3── N3 ─T1─ L3 ──V4── L4     poles 0.001° apart, eastwards
               P0        P1        P2             P3 (G1)                P4 (G2)
"""

import json
from pathlib import Path
from typing import Any

WEST, SOUTH, STEP = -73.06, -40.3, 0.001
#: The true distance of two neighbouring poles.
STEP_M = 84.9
Network = dict[str, list[dict[str, Any]]]
#: Layers that are tables; all others have a geometry.
TABLES = {"alimentadores", "conductores", "vnr", "vnr_recargos", "demandas"}


def point(east: float, south: float = 0) -> dict[str, Any]:
    return {"type": "Point", "coordinates": place(east, south)}


def line(*easts: float) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [place(east) for east in easts]}


def place(east: float, south: float = 0) -> list[float]:
    return [round(WEST + east * STEP, 6), round(SOUTH - south * STEP, 6)]


def span(name: str, start: str, end: str, west: int, **columns: Any) -> dict[str, Any]:
    row = {
        "id": name,
        "voltage_class": "AT",
        "from_node": start,
        "to_node": end,
        "length_m": STEP_M,
        "conductor_id": "C1",
        "phase_code": "RST",
        "feeder_id": "1",
        "geometry": line(west, west + 1),
    }
    return row | columns


def sound_network() -> Network:
    nodes = {"N0": 0, "N1": 1, "N2": 2, "N2B": 2, "N3": 3, "L3": 3, "L4": 4}
    return {
        "subestaciones": [{"id": "1", "name": "La Unión", "primary_kv": 66.0, "geometry": point(0)}],
        "alimentadores": [
            {"id": "1", "name": "LA UNION", "substation_id": "1", "source_node": "N0", "nominal_kv": 13.2}
        ],
        "nodos": [{"id": node, "pole_id": f"P{east}", "geometry": point(east)} for node, east in nodes.items()],
        "postes": [
            {"id": f"P{east}", "plate": f"{8374 + east}", "height_m": 9.5, "geometry": point(east)} for east in range(5)
        ],
        "conductores": [
            {"id": "C1", "name": "CU 3 AWG", "r_ohm_per_km": 0.7, "x_ohm_per_km": 0.4, "ampacity_a": 150.5}
        ],
        "vanos": [
            span("V1", "N0", "N1", 0),
            span("V2", "N1", "N2", 1),
            span("V3", "N2B", "N3", 2),
            span("V4", "L3", "L4", 3, voltage_class="BT", phase_code="++R"),
        ],
        "transformadores": [
            {
                "id": "T1",
                "rated_power_kva": 10.0,
                "voltage_class": "AT",
                "transformer_type": "MONOFASICO",
                "phase_code": "++R",
                "from_node": "N3",
                "to_node": "L3",
                "feeder_id": "1",
                "vnr_code": "SA1",
                "geometry": point(3),
            }
        ],
        "equipos": [
            {
                "id": "E1",
                "equipment_type": "fusible",
                "state": "cerrado",
                "from_node": "N2",
                "to_node": "N2B",
                "voltage_class": "AT",
                "phase_code": "RST",
                "feeder_id": "1",
                "geometry": point(2),
            }
        ],
        "generadores": [
            {
                "id": "G1",
                "installed_kw": 300.0,
                "voltage_class": "AT",
                "node": "N3",
                "feeder_id": "1",
                "geometry": point(3),
            },
            {
                "id": "G2",
                "installed_kw": 3.3,
                "voltage_class": "BT",
                "transformer_id": "T1",
                "feeder_id": "1",
                "geometry": None,
            },
        ],
        "vnr": [{"code": "SA1", "description": "Subestación aérea 10 kVA", "unit_price_clp": 100.0}],
        "vnr_recargos": [{"code": "SA1", "key": "bodega", "fraction": 0.06}],
        "demandas": [
            {
                "layer": "transformadores",
                "asset_id": "T1",
                "month": "2020-03",
                "minimum": 6.9,
                "maximum": 29.0,
                "unit": "kWh",
                "source": "measured",
            }
        ],
    }


def grown(count: int) -> Network:
    """The sound network with `count` more spans: a medium voltage line from N1 on, in short steps southwards."""
    network = sound_network()
    for number in range(count):
        start = "N1" if number == 0 else f"X{number - 1}"
        ends = [place(1, number / 100), place(1, (number + 1) / 100)]
        extra = span(
            f"X{number}", start, f"X{number}", 0, length_m=None, geometry={"type": "LineString", "coordinates": ends}
        )
        network["vanos"].append(extra)
        network["nodos"].append({"id": f"X{number}", "pole_id": None, "geometry": point(1, (number + 1) / 100)})
    return network


def row_of(network: Network, layer: str, name: str) -> dict[str, Any]:
    return next(row for row in network[layer] if row["id"] == name)


def write_delivery(folder: Path, network: Network, **members: Any) -> Path:
    """A folder with a GeoJSON per layer; `members` go beside the features, e.g. an old-fashioned `crs`."""
    folder.mkdir(parents=True, exist_ok=True)
    for layer, rows in network.items():
        write_layer(folder / f"{layer}.geojson", rows, **members)
    return folder


def write_layer(path: Path, rows: list[dict[str, Any]], **members: Any) -> Path:
    features = [
        {
            "type": "Feature",
            "geometry": row.get("geometry"),
            "properties": {k: v for k, v in row.items() if k != "geometry"},
        }
        for row in rows
    ]
    document = {"type": "FeatureCollection", **members, "features": features}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
