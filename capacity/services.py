"""Capacity of a whole publication, from its grids to the rows that the portal serves."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate

import numpy as np
from django.db import connection, transaction

from capacity.assessment import NodeFigures, Upstream, assess
from capacity.band import capacity_band_kw
from capacity.build_grid import STATES, FeederModel, feeder_models
from capacity.criteria import CRITERIA, rounded
from capacity.grid import Integers
from capacity.models import CapacityRun, ParameterValue
from capacity.parameters import DEFAULTS, PARAMETERS
from capacity.records import NodeRecord, fill_publication
from capacity.technologies import TECHNOLOGIES
from layers.models import Node, Publication, Substation

ENGINE = "barrido propio, comprobado con power-grid-model"
TECHNOLOGY = TECHNOLOGIES["fv"]
#: Changes whenever the same input would give other figures.
VERSION = "1"
#: Apart from those of the imports (data_import: …130 and …131).
FILL_LOCK = 20_201_132
Report = Callable[[str], None]
#: The models of all feeders, in each state of the network.
States = list[list[FeederModel]]


def values_in_force() -> dict[str, float]:
    """Every parameter: the cooperative's value, else the portal's."""
    return dict(DEFAULTS) | {each.key: each.value for each in ParameterValue.objects.filter(key__in=DEFAULTS)}


def values_with_sources() -> list[dict]:
    """Every parameter in force as the API tells it."""
    own = ParameterValue.objects.in_bulk()
    return [
        {
            "key": each.key,
            "value": own[each.key].value if each.key in own else each.value,
            "unit": each.unit,
            "label": each.label,
            "source": own[each.key].source if each.key in own else each.source,
            "verified": own[each.key].is_verified if each.key in own else each.is_verified,
        }
        for each in PARAMETERS
    ]


def latest_run(publication: Publication) -> CapacityRun | None:
    return CapacityRun.objects.filter(publication=publication).order_by("-computed_at").first()


@dataclass(frozen=True)
class Recomputed:
    """One node's figures computed anew; none where the node cannot be evaluated."""

    node: str
    input_hash: str
    record: NodeRecord | None


def recompute(publication: Publication, feeder_id: str, node_id: str, values: dict[str, float]) -> Recomputed:
    """With the parameters given, from the publication's own rows. Low voltage nodes have their transformer's figures."""
    states = [feeder_models(publication, values, state) for state in STATES]
    models = [model for models in states for model in models if model.feeder_id == feeder_id]
    node = place_of(publication, models[0], node_id) if models else None
    records = feeder_records(models, states, publication, values, None if node is None else np.array([node]))
    return Recomputed(node_id, fingerprint(states, values), None if node is None else next(records))


def place_of(publication: Publication, model: FeederModel, node_id: str) -> int | None:
    """The number of a node, or of the busbar above it."""
    row = Node.objects.filter(publication=publication, id=node_id).values_list("transformer_id", flat=True).first()
    for number, place in enumerate(model.places):
        if place.transformer_id == row and (row or place.node == node_id):
            return number
    return None


def compute(
    publication: Publication, *, feeder_id: str | None = None, report: Report = lambda line: None
) -> CapacityRun:
    """All feeders, or one; its former figures are replaced at the end, in one transaction."""
    started, values = time.monotonic(), values_in_force()
    states = [feeder_models(publication, values, state) for state in STATES]
    records: list[NodeRecord] = []
    for place, model in enumerate(states[0]):
        if feeder_id in (None, model.feeder_id):
            report(f"Alimentador {model.feeder_id}: {len(model.places)} nodos…")
            records += feeder_records([models[place] for models in states], states, publication, values)
    with transaction.atomic():
        take_turn()
        run = CapacityRun.objects.create(
            publication=publication,
            technology=TECHNOLOGY.key,
            engine=f"{ENGINE} {version('power-grid-model')}",
            parameters=values,
            input_hash=fingerprint(states, values),
            seconds=0,
        )
        fill_publication(run, records, feeder_id)
        run.counts, run.seconds = counts_of(publication), round(time.monotonic() - started, 2)
        run.save(update_fields=["counts", "seconds"])
    return run


def take_turn() -> None:
    """Two computations may run at once; the later one's rows stay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILL_LOCK])


def fingerprint(states: States, values: dict[str, float]) -> str:
    digest = hashlib.sha256(json.dumps([VERSION, values], sort_keys=True).encode())
    for models in states:
        for model in models:
            digest.update(model.fingerprint())
    return digest.hexdigest()


def feeder_records(
    models: list[FeederModel],
    states: States,
    publication: Publication,
    values: dict[str, float],
    nodes: Integers | None = None,
) -> Iterator[NodeRecord]:
    """`models`: the feeder in each state. Of the nodes named, or of all and of those that cannot be evaluated."""
    stations = {each.id: each.rated_power_kva for each in Substation.objects.filter(publication=publication)}
    today = models[0]
    try:
        assessed = [
            assess(model, upstream_of(model, siblings, stations), values, TECHNOLOGY, nodes)
            for model, siblings in zip(models, states, strict=True)
        ]
    except ValueError:
        yield from not_evaluable(today, "un punto de operación: el flujo de potencia no tiene solución con estos datos")
        return
    band = capacity_band_kw(today, values, nodes)
    for place, node in enumerate(range(len(today.places)) if nodes is None else nodes.tolist()):
        figures, sides = [each[place] for each in assessed], (band[0][place], band[1][place])
        yield node_record(today, node, figures, sides, values)
    for lost_place, lost in today.missing.items() if nodes is None else ():
        yield NodeRecord.unknown(lost_place.node, today.feeder_id, lost, lost_place.transformer_id)


def not_evaluable(model: FeederModel, lost: str) -> Iterator[NodeRecord]:
    for place in model.places:
        yield NodeRecord.unknown(place.node, model.feeder_id, lost, place.transformer_id)


def node_record(
    model: FeederModel, node: int, states: list[NodeFigures], band: tuple[float, float], values: dict[str, float]
) -> NodeRecord:
    today = states[0]
    binding, fast = today.figures.binding, today.figures.fast_track
    # A project may lower a voltage's step by raising the voltage; what is promised never grows for that.
    now, accepted, pending = accumulate((rounded(each.figures.binding.margin_kw) or 0.0 for each in states), min)
    assumed = model.assumed_at(node)
    low, high = (rounded(min(side, standing_kw(today))) if assumed else now for side in band)
    return NodeRecord(
        node=model.places[node].node,
        transformer_id=model.places[node].transformer_id,
        feeder_id=model.feeder_id,
        capacity_kw=now,
        capacity_accepted_kw=accepted,
        capacity_pending_kw=pending,
        capacity_p10_kw=low,
        capacity_p90_kw=high,
        fast_track_kw=rounded(fast.margin_kw),
        fast_track_criterion=fast.criterion,
        installable_kw=None if today.installable_kw is None else rounded(today.installable_kw),
        injectable_kw=None if today.injectable_kw is None else rounded(today.injectable_kw),
        limiting_criterion=binding.criterion,
        limiting_asset=binding.asset,
        confidence=confidence(model, assumed),
        assumed=assumed,
        reason=None if now else f"sin capacidad: {CRITERIA[binding.criterion].label.lower()}, en {binding.asset}",
        criteria=[margin.document(values) for margin in today.figures.margins],
    )


def standing_kw(today: NodeFigures) -> float:
    """What holds whatever the power flow says."""
    standing = ("size", "transformer", "substation")
    return max(0.0, min(margin.margin_kw for margin in today.figures.margins if margin.criterion in standing))


def confidence(model: FeederModel, assumed: list[str]) -> str:
    if model.load_assumed:
        return "baja"
    return "media" if assumed else "alta"


def upstream_of(model: FeederModel, models: list[FeederModel], stations: Mapping[str, float | None]) -> Upstream:
    """What all feeders of its substation draw and feed in at the hour of least load."""
    grids = [each.grid for each in models if each.substation_id == model.substation_id]
    return Upstream(
        substation_id=model.substation_id or "S/I",
        rated_kva=stations.get(model.substation_id or ""),
        minimum_load_kw=float(sum(grid.load_va.real.sum() for grid in grids)) / 1000,
        generation_kw=float(sum(grid.generation_w.sum() for grid in grids)) / 1000,
    )


COUNTS = """
    SELECT count(*), count(capacity_kw), count(*) FILTER (WHERE capacity_kw = 0), count(*) FILTER (WHERE voltage_class = 'AT')
    FROM capacity_nodecapacity WHERE publication_id = %s"""


def counts_of(publication: Publication) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [publication.number])
        return dict(zip(("nodes", "evaluated", "zero", "medium_voltage"), cursor.fetchone(), strict=True))
