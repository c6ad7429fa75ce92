"""From a publication to the grids of its feeders: medium voltage nodes, and of each transformer its low voltage busbar."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from django.db.models import F, Model, QuerySet

from capacity.demand import minimum_loads_kw
from capacity.grid import REGULATOR, SPAN, SWITCH, TRANSFORMER, Branches, Grid
from capacity.lines import LineData, line_data
from capacity.parameters import assumed_impedance_pct
from layers.enums import EquipmentType, GeneratorState, Layer, VoltageClass
from layers.models import Equipment, Feeder, Generator, Node, Publication, Span, Transformer

#: Which registered generators count in each state of the network.
STATES: Mapping[str, tuple[str, ...]] = {
    "today": (GeneratorState.OPERATING,),
    "accepted": (GeneratorState.OPERATING, GeneratorState.ACCEPTED),
    "pending": (GeneratorState.OPERATING, GeneratorState.ACCEPTED, GeneratorState.PENDING),
}
LOW_VOLTAGE_KV = 0.38
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Place:
    """A node of the grid as the network's data know it. `transformer_id`: set at a low voltage busbar."""

    node: str
    transformer_id: str | None = None


@dataclass
class FeederModel:
    """A feeder ready to compute. `places`: per node of the grid. `branch_assets`: (layer, id) per branch.

    `assumed`: what stands in for unknown data, per branch. `load_assumed`: the same for the loads.
    `missing`: places that cannot be evaluated, with what is missing.
    """

    feeder_id: str
    substation_id: str | None
    grid: Grid
    places: list[Place]
    branch_assets: list[tuple[str, str]]
    assumed: dict[int, str] = field(default_factory=dict)
    load_assumed: str = ""
    missing: dict[Place, str] = field(default_factory=dict)

    def assumed_at(self, node: int) -> list[str]:
        """What was assumed of the loads and of the node's way to the head."""
        found = [self.load_assumed] if self.load_assumed else []
        while (edge := int(self.grid.trace.upstream_edge[node])) >= 0:
            if edge in self.assumed:
                found.append(self.assumed[edge])
            node = int(self.grid.trace.upstream[node])
        return found

    def fingerprint(self) -> bytes:
        """Of every number that goes into the power flow."""
        grid, branches = self.grid, self.grid.branches
        parts = (
            grid.nominal_v,
            grid.load_va,
            grid.generation_w,
            branches.ends,
            branches.impedance_ohm,
            branches.ampacity_a,
        )
        digest = hashlib.sha256(repr((self.feeder_id, grid.head_pu, grid.source_va)).encode())
        for part in (*parts, branches.rating_va, branches.ratio, branches.phase_count):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.digest()


@dataclass
class Draft:
    """Rows of the grid while it grows; the head first."""

    nominal_v: float
    places: list[Place] = field(default_factory=list)
    number: dict[Place, int] = field(default_factory=dict)
    node_v: list[float] = field(default_factory=list)
    rows: list[tuple] = field(default_factory=list)
    assets: list[tuple[str, str]] = field(default_factory=list)
    assumed: dict[int, str] = field(default_factory=dict)
    missing: dict[Place, str] = field(default_factory=dict)

    def add_node(self, place: Place, nominal_v: float) -> None:
        self.number[place] = len(self.places)
        self.places.append(place)
        self.node_v.append(nominal_v)

    def add_branch(
        self, asset: tuple[str, str], kind: int, upper: int, lower: int, line: LineData, ratio: float = 1.0
    ) -> None:
        if line.assumed:
            self.assumed[len(self.rows)] = line.assumed
        self.rows.append(
            (kind, upper, lower, line.impedance_ohm, line.phase_count, line.ampacity_a, line.rating_va, ratio)
        )
        self.assets.append(asset)


def feeder_models(publication: Publication, values: Mapping[str, float], state: str = "today") -> list[FeederModel]:
    """One for each feeder that has a head, in the order of their ids. `state`: a key of STATES."""
    feeders = Feeder.objects.filter(publication=publication, source_node__isnull=False).order_by("id")
    return [feeder_model(publication, feeder, values, state) for feeder in feeders]


def feeder_model(
    publication: Publication, feeder: Feeder, values: Mapping[str, float], state: str = "today"
) -> FeederModel:
    draft = Draft(nominal_v=(feeder.nominal_kv or np.nan) * 1000)
    draft.add_node(Place(str(feeder.source_node)), draft.nominal_v)
    add_medium_voltage(draft, publication, feeder, values)
    transformers = list(Transformer.objects.filter(publication=publication, feeder_id=feeder.id).order_by("id"))
    for transformer in transformers:
        add_transformer(draft, transformer, values)
    loads = minimum_loads_kw(publication, feeder, transformers, values)
    grid = Grid(
        node_ids=tuple(place.transformer_id or place.node for place in draft.places),
        nominal_v=np.array(draft.node_v),
        is_low_voltage=np.array([place.transformer_id is not None for place in draft.places]),
        branches=branches_of(draft),
        load_va=load_va(draft, loads.kw, values),
        generation_w=generation_w(draft, publication, feeder, state),
        head_pu=feeder.source_voltage_pu or values["head_voltage_pu"],
        source_va=values["head_short_circuit_mva"] * 1e6,
    )
    return FeederModel(
        feeder.id,
        feeder.substation_id,
        grid,
        draft.places,
        draft.assets,
        assumed=draft.assumed,
        load_assumed=loads.assumed,
        missing=draft.missing,
    )


def add_medium_voltage(draft: Draft, publication: Publication, feeder: Feeder, values: Mapping[str, float]) -> None:
    """The trace has found each node's way up already; nodes come in its order, so that the upper end is always there."""
    spans = line_data(of_feeder(Span, publication, feeder).filter(voltage_class=VoltageClass.MEDIUM), values)
    equipment = {each.id: each for each in of_feeder(Equipment, publication, feeder)}
    nodes = (
        of_feeder(Node, publication, feeder).filter(transformer_id=None, upstream_node__isnull=False).order_by("depth")
    )
    for node in nodes.only("id", "upstream_node", "upstream_layer", "upstream_id"):
        add_step(draft, node, spans.get(str(node.upstream_id)), equipment.get(str(node.upstream_id)), values)


def of_feeder(model: type[Row], publication: Publication, feeder: Feeder) -> QuerySet[Row]:
    return model._default_manager.filter(publication=publication, feeder_id=feeder.id)


def add_step(
    draft: Draft, node: Node, span: LineData | None, device: Equipment | None, values: Mapping[str, float]
) -> None:
    """A node and what joins it to the one above; what lacks data for that is not evaluable, nor what hangs below it."""
    above, layer, asset_id = str(node.upstream_node), str(node.upstream_layer), str(node.upstream_id)
    upper = draft.number.get(Place(above))
    line = span if layer == Layer.SPANS else joint(device) if device else None
    if upper is None or line is None or line.missing:
        draft.missing[Place(node.id)] = draft.missing.get(Place(above)) or (
            line.missing if line else f"el tramo {asset_id}"
        )
        return
    draft.add_node(Place(node.id), draft.nominal_v)
    kind, ratio = kind_of(layer, device, values)
    draft.add_branch((layer, asset_id), kind, upper, draft.number[Place(node.id)], line, ratio)


def kind_of(layer: str, equipment: Equipment | None, values: Mapping[str, float]) -> tuple[int, float]:
    if layer == Layer.SPANS or equipment is None:
        return SPAN, 1.0
    if equipment.equipment_type == EquipmentType.REGULATOR:
        return REGULATOR, values["regulator_ratio"]
    return SWITCH, 1.0


def joint(equipment: Equipment) -> LineData:
    """A closed device: no impedance, and the rating it has."""
    return LineData(0j, equipment.phase_count or 3, ampacity_a=equipment.rated_current_a or np.nan)


def add_transformer(draft: Draft, transformer: Transformer, values: Mapping[str, float]) -> None:
    """Its low voltage busbar and itself; not evaluable without a rating."""
    place, above = Place(transformer.to_node or transformer.from_node, transformer.id), Place(transformer.from_node)
    upper = draft.number.get(above)
    if upper is None or not transformer.rated_power_kva:
        rating = f"la potencia del transformador {transformer.id}"
        draft.missing[place] = draft.missing.get(above, "su nodo en la red") if upper is None else rating
        return
    secondary_v = transformer.secondary_v or LOW_VOLTAGE_KV * 1000
    draft.add_node(place, secondary_v)
    draft.add_branch(
        (Layer.TRANSFORMERS, transformer.id),
        TRANSFORMER,
        upper,
        draft.number[place],
        transformer_data(transformer, secondary_v, values),
    )


def transformer_data(transformer: Transformer, secondary_v: float, values: Mapping[str, float]) -> LineData:
    rated_va = float(transformer.rated_power_kva or np.nan) * 1000
    resistance, reactance = transformer.resistance_pct, transformer.reactance_pct
    assumed = ""
    if resistance is None or reactance is None:
        resistance, reactance = 0.0, assumed_impedance_pct(rated_va / 1000, values)
        assumed = f"impedancia del transformador {transformer.id}: por su potencia"
    ohm = complex(resistance, reactance) / 100 * secondary_v**2 / rated_va
    return LineData(ohm, transformer.phase_count or 3, rating_va=rated_va, assumed=assumed)


def branches_of(draft: Draft) -> Branches:
    kind, upper, lower, impedance, phases, ampacity, rating, ratio = (
        list(column) for column in zip(*draft.rows, strict=True)
    )
    return Branches(
        ids=tuple(asset_id for _, asset_id in draft.assets),
        kind=np.array(kind),
        ends=np.column_stack([upper, lower]),
        impedance_ohm=np.array(impedance, complex),
        phase_count=np.array(phases),
        ampacity_a=np.array(ampacity, float),
        rating_va=np.array(rating, float),
        ratio=np.array(ratio, float),
    )


def load_va(draft: Draft, loads_kw: Mapping[str, float], values: Mapping[str, float]) -> np.ndarray:
    factor = values["load_power_factor"]
    kw = np.array([loads_kw.get(place.transformer_id or "", 0.0) for place in draft.places])
    return kw * 1000 * complex(1, np.sqrt(1 - factor**2) / factor)


def generation_w(draft: Draft, publication: Publication, feeder: Feeder, state: str) -> np.ndarray:
    """Medium voltage plants at their node, low voltage ones at their transformer's busbar."""
    busbar = {place.transformer_id: number for place, number in draft.number.items() if place.transformer_id}
    found = np.zeros(len(draft.places))
    rows = Generator.objects.filter(
        publication=publication, feeder_id=feeder.id, state__in=STATES[state], installed_kw__isnull=False
    )
    for node, transformer_id, kw in rows.values_list("node", "transformer_id", F("installed_kw")):
        number = busbar.get(transformer_id) if transformer_id else draft.number.get(Place(node))
        if number is not None:
            found[number] += kw * 1000
    return found
