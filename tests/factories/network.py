"""A small, dull network: one line of poles eastwards, 0.001° apart at latitude −40.3.

substation 1 ─ N0 ──V1── N1 ──V2── N2 ─E1─ N2B ──V3── N3 ─T1─ L3 ──V4── L4        island: I8 ──V5── I9
               P0        P1 (T2)   P2             P3 (G1)                P4 (G2, a household's)
"""

import json
from datetime import date
from decimal import Decimal

from django.contrib.gis.geos import GEOSGeometry, LineString, MultiLineString, Point, Polygon

from layers.models import (
    PUBLISHED_MODELS,
    Equipment,
    Feeder,
    Generator,
    MonthlyDemand,
    Node,
    Pole,
    Publication,
    Span,
    Substation,
    TileFeature,
    Transformer,
    VnrCode,
    VnrComponent,
)
from layers.partitions import attach_partition, create_layered_partition, create_partition, drop_partition

WEST, SOUTH, STEP = -72.96, -40.3, 0.001
COMUNA = "14204"
TILE_LAYERS = ("subestaciones", "alimentadores", "vanos", "transformadores", "equipos", "generadores", "postes")
#: The fractions of the golden record of the VNR search.
FRACTIONS = {
    "flete_bodega": "0.0133",
    "bodega": "0.06",
    "flete_obra": "0.0278",
    "ingenieria": "0.0278",
    "intereses_intercalarios": "0.0291",
    "gastos_generales": "0.0588",
}


def publish_network(number: int = 1, *, cutoff_on: date = date(2020, 11, 30), is_current: bool = True) -> Publication:
    """Publication `number` with the whole small network in it."""
    publication = empty_publication(number, cutoff_on=cutoff_on, is_current=is_current)
    for add in (add_heads, add_poles, add_nodes, add_spans, add_transformers, add_equipment, add_generators, add_vnr):
        add(publication)
    add_demands(publication)
    add_tile_features(publication)
    return publication


def empty_publication(number: int = 1, *, cutoff_on: date = date(2020, 11, 30), is_current: bool = True) -> Publication:
    """A publication with its partitions and no rows."""
    if is_current:
        Publication.objects.update(is_current=False)
    publication = Publication.objects.create(
        number=number,
        cutoff_on=cutoff_on,
        is_current=is_current,
        mapping="canonical",
        extent=Polygon.from_bbox((WEST, SOUTH - STEP, WEST + 9 * STEP, SOUTH)),
    )
    for model in PUBLISHED_MODELS:
        if model is TileFeature:
            create_layered_partition(model, number, TILE_LAYERS)
        else:
            create_partition(model, number)
        attach_partition(model, number)
    return publication


def withdraw(publication: Publication) -> None:
    for model in PUBLISHED_MODELS:
        drop_partition(model, publication.number)
    publication.delete()


def place(east: int, south: int = 0) -> Point:
    return Point(round(WEST + east * STEP, 6), round(SOUTH - south * STEP, 6), srid=4326)


def line(start: int, end: int) -> LineString:
    return LineString(place(start), place(end), srid=4326)


def add_heads(publication: Publication) -> None:
    Substation.objects.create(
        publication=publication,
        id="1",
        name="La Unión",
        comuna_code=COMUNA,
        feeder_ids=["1"],
        comuna_codes=[COMUNA],
        rated_power_kva=5000,
        primary_kv=66,
        secondary_kv=23,
        geom=place(0),
    )
    Feeder.objects.create(
        publication=publication,
        id="1",
        name="LA UNION",
        comuna_code=COMUNA,
        substation_id="1",
        kind="Alimentador",
        distributor="Cooprel",
        source_node="N0",
        declared_power_kva=6060,
        installed_power_kva=25,
        nominal_kv=13.2,
        comuna_codes=[COMUNA],
        geom=MultiLineString(line(0, 1), line(1, 2), line(2, 3), srid=4326),
    )


def add_poles(publication: Publication) -> None:
    nodes = {0: ["N0"], 1: ["N1"], 2: ["N2", "N2B"], 3: ["N3", "L3"], 4: ["L4"], 8: ["I8"], 9: ["I9"]}
    Pole.objects.bulk_create(
        Pole(
            publication=publication,
            id=f"P{east}",
            comuna_code=COMUNA,
            plate=f"{8374 + east}",
            height_m=9.5,
            material="Hormigón",
            nodes=names,
            feeder_ids=["1"] if east < 8 else [],
            geom=place(east),
        )
        for east, names in nodes.items()
    )


def add_nodes(publication: Publication) -> None:
    # node, place, upstream node, upstream edge, steps from the source
    tree = [
        ("N0", 0, None, None, None, 0),
        ("N1", 1, "N0", "vanos", "V1", 1),
        ("N2", 2, "N1", "vanos", "V2", 2),
        ("N2B", 2, "N2", "equipos", "E1", 3),
        ("N3", 3, "N2B", "vanos", "V3", 4),
        ("L3", 3, "N3", "transformadores", "T1", 5),
        ("L4", 4, "L3", "vanos", "V4", 6),
        ("I8", 8, None, None, None, None),
        ("I9", 9, None, None, None, None),
    ]
    Node.objects.bulk_create(
        Node(
            publication=publication,
            id=name,
            pole_id=f"P{east}",
            voltage_class="BT" if name.startswith("L") else "AT",
            feeder_id="1" if depth is not None else None,
            transformer_id="T1" if name.startswith("L") else None,
            upstream_node=upstream,
            upstream_layer=layer,
            upstream_id=edge,
            depth=depth,
            geom=place(east),
        )
        for name, east, upstream, layer, edge, depth in tree
    )


def add_spans(publication: Publication) -> None:
    # span, nodes, places, voltage, phases
    spans = [
        ("V1", "N0", "N1", 0, 1, "AT", "RST"),
        ("V2", "N1", "N2", 1, 2, "AT", "RST"),
        ("V3", "N2B", "N3", 2, 3, "AT", "++R"),
        ("V4", "L3", "L4", 3, 4, "BT", "++R"),
        ("V5", "I8", "I9", 8, 9, "AT", "RST"),
    ]
    Span.objects.bulk_create(
        Span(
            publication=publication,
            id=span,
            vnr_code="12",
            comuna_code=COMUNA,
            voltage_class=voltage,
            from_node=start,
            to_node=end,
            from_pole=f"P{west}",
            to_pole=f"P{east}",
            length_m=84.9,
            conductor_type="ALAMBRE CU 3 AWG",
            ampacity_a=None if span == "V5" else 150.5,
            phase_code=phases,
            phase_count=len(phases.replace("+", "")),
            feeder_id=None if span == "V5" else "1",
            transformer_id="T1" if voltage == "BT" else None,
            geom=line(west, east),
        )
        for span, start, end, west, east, voltage, phases in spans
    )


def add_transformers(publication: Publication) -> None:
    shared = {
        "publication": publication,
        "comuna_code": COMUNA,
        "voltage_class": "AT",
        "primary_v": 7620,
        "secondary_v": 220,
        "transformer_type": "MONOFASICO",
        "phase_code": "++R",
        "phase_count": 1,
        "feeder_id": "1",
        "substation_id": "1",
    }
    Transformer.objects.bulk_create(
        [
            Transformer(
                **shared,
                id="T1",
                source_id="SED-1",
                name="TRANSF.MON.10 KVA.7620 V.",
                vnr_code="SA1",
                rated_power_kva=10,
                plate="PT-1",
                pole_plate="8377",
                pole_id="P3",
                from_node="N3",
                to_node="L3",
                generation_kw=3.3,
                generator_count=1,
                geom=place(3),
            ),
            Transformer(
                **shared,
                id="T2",
                name="TRANSF.MON.15 KVA.7620 V.",
                rated_power_kva=15,
                pole_id="P1",
                pole_plate="8375",
                from_node="N1",
                geom=place(1),
            ),
        ]
    )


def add_equipment(publication: Publication) -> None:
    Equipment.objects.create(
        publication=publication,
        id="E1",
        comuna_code=COMUNA,
        equipment_type="fusible",
        state="cerrado",
        from_node="N2",
        to_node="N2B",
        pole_id="P2",
        voltage_class="AT",
        phase_code="RST",
        phase_count=3,
        feeder_id="1",
        geom=place(2),
    )


def add_generators(publication: Publication) -> None:
    shared = {"publication": publication, "comuna_code": COMUNA, "state": "operacion", "feeder_id": "1"}
    Generator.objects.create(
        **shared,
        id="G1",
        technology="hidraulica",
        installed_kw=300,
        connected_on=date(2018, 5, 2),
        voltage_class="AT",
        node="N3",
        geom=place(3),
    )
    Generator.objects.create(
        **shared,
        id="G2",
        technology="fotovoltaica",
        installed_kw=3.3,
        voltage_class="BT",
        node="L4",
        transformer_id="T1",
        geom=place(4),
    )


def add_vnr(publication: Publication) -> None:
    VnrCode.objects.bulk_create(
        [
            VnrCode(publication=publication, code="12", description="Conductor", unit_price_clp=None),
            VnrCode(
                publication=publication, code="SA1", description="Subestación aérea 10 kVA", unit_price_clp=Decimal(100)
            ),
        ]
    )
    VnrComponent.objects.bulk_create(
        VnrComponent(publication=publication, code=code, key=key, fraction=Decimal(fraction))
        for code in ("12", "SA1")
        for key, fraction in FRACTIONS.items()
    )


def add_demands(publication: Publication) -> None:
    """Three months within the twelve of transformer T1, and one that is too old to be shown."""
    months = {
        date(2020, 3, 1): (6.9, 29),
        date(2020, 2, 1): (7.5, 30),
        date(2020, 1, 1): (7.0003, 25.99),
        date(2019, 11, 1): (1, 2),
    }
    MonthlyDemand.objects.bulk_create(
        MonthlyDemand(
            publication=publication,
            layer="transformadores",
            asset_id="T1",
            month=month,
            minimum=low,
            maximum=high,
            unit="kWh",
            source="measured",
        )
        for month, (low, high) in months.items()
    )


def add_tile_features(publication: Publication) -> None:
    both = line(0, 2)
    whole = MultiLineString(both, line(2, 3), srid=4326)
    rows = [
        tile_feature("subestaciones", "1", "subestacion", place(0), zooms=(0, 22), label="La Unión"),
        tile_feature("alimentadores", "1", "alimentador", whole, zooms=(0, 9), feeder="1"),
        tile_feature("alimentadores", "1", "at_trifasico", both, zooms=(10, 12), feeder="1", phases=3),
        tile_feature("alimentadores", "1", "at_monofasico", line(2, 3), zooms=(10, 12), feeder="1", phases=1),
        *(span_tile_feature(span) for span in Span.objects.filter(publication=publication).order_by("id")),
        tile_feature("transformadores", "T1", "trafo_hasta_15", place(3), feeder="1", phases=1, label="10 kVA"),
        tile_feature("transformadores", "T2", "trafo_hasta_15", place(1), feeder="1", phases=1, label="15 kVA"),
        tile_feature("equipos", "E1", "fusible_cerrado", place(2), feeder="1", phases=3),
        tile_feature("generadores", "G1", "generador", place(3), zooms=(11, 22), feeder="1", label="300 kW"),
        *(
            tile_feature("postes", f"P{east}", "poste", place(east), zooms=(15, 22), feeder="1", label=f"{8374 + east}")
            for east in (0, 1, 2, 3, 4, 8, 9)
        ),
    ]
    add_tiles(publication, rows)


def span_tile_feature(span: Span) -> TileFeature:
    kind = "bt" if span.voltage_class == "BT" else {3: "at_trifasico", 1: "at_monofasico"}[span.phase_count]
    zooms = (15, 22) if span.voltage_class == "BT" else (13, 22)
    return tile_feature(
        "vanos", span.id, kind, span.geom, zooms=zooms, feeder=span.feeder_id, phases=span.phase_count, label="85 m"
    )


def tile_feature(
    layer: str,
    asset_id: str,
    kind: str,
    geometry: GEOSGeometry,
    *,
    zooms: tuple[int, int] = (13, 22),
    feeder: str | None = None,
    phases: int | None = None,
    label: str | None = None,
    rank: int = 0,
) -> TileFeature:
    """A row for `add_tiles`, its finished text as an import writes it."""
    properties = {"kind": kind, "feeder_id": feeder, "phase_count": phases, "label": label}
    feature = {"type": "Feature", "id": asset_id, "geometry": json.loads(geometry.geojson), "properties": properties}
    return TileFeature(
        layer=layer,
        id=asset_id,
        kind=kind,
        feeder_id=feeder,
        phase_count=phases,
        min_zoom=zooms[0],
        max_zoom=zooms[1],
        rank=rank,
        geom=geometry.transform(3857, clone=True),
        feature=json.dumps(feature, ensure_ascii=False, separators=(",", ":")),
    )


def add_tiles(publication: Publication, rows: list[TileFeature]) -> None:
    start = TileFeature.objects.filter(publication=publication).count()
    for serial, row in enumerate(rows, start):
        row.publication, row.serial = publication, serial
    TileFeature.objects.bulk_create(rows)
