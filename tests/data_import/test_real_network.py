"""A real network (Mux Energia, as its regulator publishes it), compared with the raw file read by another hand.

The file is not part of the project; where it is missing these tests are skipped.
"""

from collections import Counter
from pathlib import Path

import fiona
import networkx
import pytest
from django.conf import settings
from django.core.management import call_command

from layers.models import (
    ConductorType,
    Equipment,
    Feeder,
    Generator,
    MonthlyDemand,
    Node,
    Pole,
    Publication,
    Span,
    Substation,
    Transformer,
)
from layers.publications import make_current
from tests.data_import.conftest import import_quietly
from tests.factories.network import publish_network

FILE = Path(settings.BASE_DIR).parent / "shared/data/real_network/mux_energia.gpkg"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real network is not beside the checkout")


@pytest.fixture(scope="module")
def raw() -> dict[str, list]:
    """Every layer's features, as fiona reads them."""
    layers = {}
    for name in fiona.listlayers(FILE):
        with fiona.open(FILE, layer=name) as opened:
            layers[name] = list(opened)
    return layers


@pytest.fixture(scope="module")
def report(committed):
    """The report of its import; publication 1 is another network, 2 this one."""
    publish_network()
    return import_quietly(FILE, "bdgd")


def of(feature, name: str) -> str:
    return str(feature.properties[name] or "").strip()


def known(name: str) -> str | None:
    return name or None


def test_it_is_taken_with_warnings_and_all_of_it(report):
    assert (report.is_refused, report.publication, report.cutoff_on) == (False, 2, "2024-12-31")
    assert [(row["source"], row["read"], row["refused"]) for row in report.rows] == [
        ("SUB", 1, 0),
        ("CTMT", 2, 0),
        ("CTMT", 24, 0),
        ("PONNOT", 4848, 0),
        ("SEGCON", 128, 0),
        ("SSDMT", 2173, 0),
        ("SSDBT", 4283, 0),
        ("UNTRMT", 273, 0),
        ("UNSEMT", 211, 0),
        ("UNREMT", 3, 0),
        ("UNCRMT", 6, 0),
        ("UGMT", 12, 0),
        ("UGBT", 874, 0),
    ]


def test_what_the_portal_says_of_it(report):
    publication = Publication.objects.current()
    assert publication.counts == {
        "subestaciones": 1,
        "alimentadores": 2,
        "postes": 4848,
        "vanos": 6456,
        "transformadores": 273,
        "equipos": 220,
        "generadores": 12,
    }
    # Rio Grande do Sul lies in zone 22 of the south.
    assert (publication.metric_srid, publication.is_demo) == (32722, False)
    west, south, east, north = publication.extent.extent
    assert -53 < west < east < -51
    assert -29 < south < north < -28
    models = (Substation, Feeder, Pole, Span, Transformer, Equipment, Generator, ConductorType, MonthlyDemand)
    assert [model.objects.filter(publication=2).count() for model in models] == [
        1,
        2,
        4848,
        6456,
        273,
        220,
        886,
        128,
        24,
    ]


# Topology, against networkx


@pytest.fixture(scope="module")
def graph(raw) -> networkx.MultiGraph:
    """Medium voltage as the data's own description has it: spans, closed switches, regulators."""
    graph = networkx.MultiGraph()
    for layer in ("SSDMT", "UNSEMT", "UNREMT"):
        for feature in raw[layer]:
            if layer != "UNSEMT" or of(feature, "P_N_OPE") != "A":
                graph.add_edge(
                    of(feature, "PAC_1"), of(feature, "PAC_2"), length=float(feature.properties.get("COMP") or 0)
                )
    return graph


def test_two_radial_trees_with_all_medium_voltage_nodes(report, raw, graph):
    heads = {of(feature, "COD_ID"): of(feature, "PAC_INI") for feature in raw["CTMT"]}
    trees = {feeder: networkx.node_connected_component(graph, head) for feeder, head in heads.items()}
    assert all(networkx.is_tree(graph.subgraph(nodes)) for nodes in trees.values())
    assert sum(map(len, trees.values())) == 2357
    ours = Node.objects.filter(publication=2, feeder_id__isnull=False, transformer_id=None)
    assert dict(ours.values_list("id", "feeder_id")) == {
        node: feeder for feeder, nodes in trees.items() for node in nodes
    }
    assert (report.topology["medium_voltage_nodes"], report.topology["feeders_traced"]) == (2357, 2)
    assert (report.topology["islands"], report.topology["loops"]) == (0, 0)


def test_every_node_is_as_deep_and_as_far_as_networkx_says(report, raw, graph):
    ours = {
        node: (depth, round(distance, 3))
        for node, depth, distance in Node.objects.filter(
            publication=2, feeder_id__isnull=False, transformer_id=None
        ).values_list("id", "depth", "distance_m")
    }
    theirs = {}
    for head in (of(feature, "PAC_INI") for feature in raw["CTMT"]):
        depths = networkx.single_source_shortest_path_length(graph, head)
        distances = networkx.single_source_dijkstra_path_length(graph, head, weight="length")
        theirs |= {node: (depth, round(distances[node], 3)) for node, depth in depths.items()}
    assert ours == theirs


def test_what_hangs_below_a_node_is_what_networkx_finds(report, raw, graph):
    """`tree_in` to `tree_out` of every hundredth node, low voltage left out."""
    head = of(raw["CTMT"][0], "PAC_INI")
    directed = networkx.bfs_tree(networkx.Graph(graph), head)
    nodes = Node.objects.filter(publication=2)
    for row in nodes.filter(id__in=sorted(directed)[::100]):
        below = nodes.filter(tree_in__range=(row.tree_in, row.tree_out), transformer_id=None)
        assert set(below.values_list("id", flat=True)) == {row.id} | networkx.descendants(directed, row.id)


def test_all_transformers_hang_on_the_trees(report):
    assert report.topology["transformers_fed"] == 273
    fed = Transformer.objects.filter(
        publication=2, from_node__in=Node.objects.filter(publication=2, depth__isnull=False).values("id")
    )
    assert fed.count() == 273
    assert Transformer.objects.filter(publication=2, feeder_id=None).count() == 0


def test_the_path_upstream_ends_at_the_source(report, raw):
    heads = {of(feature, "PAC_INI") for feature in raw["CTMT"]}
    nodes = {node.id: node for node in Node.objects.filter(publication=2)}
    start = max((node for node in nodes.values() if node.depth is not None), key=lambda node: node.depth)
    path = [start]
    while path[-1].upstream_node:
        path.append(nodes[path[-1].upstream_node])
    assert (len(path) - 1, path[-1].id in heads) == (start.depth, True)


# Spans


def test_ampacity_of_every_span_is_its_conductor_s_nominal_current(report, raw):
    nominal = {of(feature, "COD_ID"): float(feature.properties["CNOM"]) or None for feature in raw["SEGCON"]}
    theirs = {
        f"{prefix}-{of(feature, 'COD_ID')}": nominal[of(feature, "TIP_CND")]
        for prefix, layer in (("MT", "SSDMT"), ("BT", "SSDBT"))
        for feature in raw[layer]
    }
    ours = dict(Span.objects.filter(publication=2).values_list("id", "ampacity_a"))
    assert ours == theirs
    assert None not in ours.values()


def test_every_span_is_drawn_from_its_first_node_to_its_second(report, raw):
    """The end of a span lies at the pole where its node stands: nearer to its own than to the other end's."""
    places = {of(feature, "COD_ID"): feature.geometry.coordinates[:2] for feature in raw["PONNOT"]}
    sides = Counter()
    for span in Span.objects.filter(publication=2).exclude(from_pole=None, to_pole=None):
        if span.from_pole in places and span.to_pole in places and span.from_pole != span.to_pole:
            sides[apart(span.geom[0], places[span.from_pole]) <= apart(span.geom[0], places[span.to_pole])] += 1
    assert sides[False] == 0
    assert sides[True] > 6000


def apart(one, other) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def test_spans_meet_where_they_share_a_node(report):
    """Every place of every node, by the spans that touch it."""
    places: dict[str, set] = {}
    for span in Span.objects.filter(publication=2, voltage_class="AT"):
        for node, place in ((span.from_node, span.geom[0]), (span.to_node, span.geom[-1])):
            places.setdefault(node, set()).add((round(place[0], 5), round(place[1], 5)))
    assert Counter(map(len, places.values())).most_common(1)[0][0] == 1
    assert sum(len(found) > 1 for found in places.values()) < len(places) / 100


def test_nodes_poles_and_phases_are_the_files_own(report, raw):
    phases = {"A": "R", "B": "S", "C": "T", "N": "N"}
    theirs = {}
    for prefix, voltage, layer in (("MT", "AT", "SSDMT"), ("BT", "BT", "SSDBT")):
        for feature in raw[layer]:
            ends = (
                of(feature, "PAC_2"),
                of(feature, "PAC_1"),
                known(of(feature, "PN_CON_2")),
                known(of(feature, "PN_CON_1")),
            )
            letters = frozenset(phases[letter] for letter in of(feature, "FAS_CON"))
            theirs[f"{prefix}-{of(feature, 'COD_ID')}"] = (of(feature, "COD_ID"), voltage, *ends, letters)
    rows = Span.objects.filter(publication=2).values_list(
        "id", "source_id", "voltage_class", "from_node", "to_node", "from_pole", "to_pole", "phase_code"
    )
    assert {name: (*row[:-1], frozenset(row[-1])) for name, *row in rows} == theirs


def test_units_of_transformers(report, raw):
    volts = {"10": 220, "15": 380, "17": 440, "39": 7960, "49": 13800, "66": 24200, "0": None, "": None}
    units = {}
    for feature in raw["EQTRMT"]:
        units.setdefault(of(feature, "UNI_TR_MT"), feature)
    theirs = {}
    for feature in raw["UNTRMT"]:
        unit = units[of(feature, "COD_ID")].properties
        theirs[of(feature, "COD_ID")] = (
            feature.properties["POT_NOM"] or None,
            volts[of(units[of(feature, "COD_ID")], "TEN_PRI")],
            volts[of(units[of(feature, "COD_ID")], "TEN_SEC")],
            unit["R"],
            unit["XHL"],
        )
    rows = Transformer.objects.filter(publication=2).values_list(
        "id", "rated_power_kva", "primary_v", "secondary_v", "resistance_pct", "reactance_pct"
    )
    assert {name: tuple(row) for name, *row in rows} == theirs
    assert theirs["1_167"][1] == 24200


def test_low_voltage_generation_is_summed_per_transformer(report, raw):
    sums, counts = Counter(), Counter()
    for feature in raw["UGBT"]:
        sums[of(feature, "UNI_TR_MT")] += feature.properties["POT_INST"]
        counts[of(feature, "UNI_TR_MT")] += 1
    rows = Transformer.objects.filter(publication=2, generator_count__gt=0)
    assert {row.id: (round(row.generation_kw, 6), row.generator_count) for row in rows} == {
        name: (round(sums[name], 6), counts[name]) for name in counts
    }
    assert sum(counts.values()) == 874


# Warnings


def test_warnings_are_as_the_data_s_description_says(report):
    """890 spans differ by 5 % alone; by 5 % and 5 m, five do."""
    assert {check.key: (check.severity, check.count) for check in report.checks} == {
        "length_differs": ("warning", 5),
        "no_phase": ("warning", 1),
        "dangling_end": ("warning", 32),
        "pole_without_span": ("warning", 65),
        "without_low_voltage": ("warning", 55),
    }


def test_loose_ends_are_those_that_nothing_else_touches(report, raw):
    touched = Counter()
    for layer in ("SSDMT", "SSDBT"):
        for feature in raw[layer]:
            touched.update({of(feature, "PAC_1"), of(feature, "PAC_2")})
    touched.update(of(feature, "PAC_INI") for feature in raw["CTMT"])
    ends = [
        (layer, of(f, "COD_ID"), {of(f, "PAC_1"), of(f, "PAC_2")}) for layer in ("UNSEMT", "UNREMT") for f in raw[layer]
    ]
    ends += [("UNCRMT", of(f, "COD_ID"), {of(f, "PAC_2")}) for f in raw["UNCRMT"]]
    equipment = Counter(node for _, _, nodes in ends for node in nodes)
    loose = {(name, node) for _, name, nodes in ends for node in nodes if not touched[node] and equipment[node] == 1}
    (check,) = [check for check in report.checks if check.key == "dangling_end"]
    assert {(finding["id"], finding["value"]) for finding in check.findings} == loose


def test_the_way_back_to_the_network_before(report, capsys):
    call_command("publish", "1")
    assert capsys.readouterr().out == "Publicación 1, al 30-11-2020 es la vigente.\n"
    assert Publication.objects.current().number == 1
    assert Span.objects.filter(publication__is_current=True).count() == 5
    make_current(2)
    assert Span.objects.filter(publication__is_current=True).count() == 6456
