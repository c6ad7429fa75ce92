"""All nodes of a feeder, all criteria: power flow for what the network can carry, closed forms for the norm's screens."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from capacity.build_grid import FeederModel
from capacity.criteria import Figures, Margin
from capacity.grid import Floats, Integers
from capacity.hosting import Hosting, host
from capacity.parameters import limits_of
from capacity.radial import tree_of
from capacity.screens import fault_share_kva, injectable_kw, installable_kw, step_kva
from capacity.technologies import Technology
from capacity.trial import CRITERIA as FLOW_CRITERIA
from capacity.units import S_BASE_VA
from layers.enums import Layer


@dataclass(frozen=True)
class Upstream:
    """The substation transformer above a feeder and all that hangs on it, in kW; its kVA may be unknown."""

    substation_id: str
    rated_kva: float | None
    minimum_load_kw: float
    generation_kw: float

    @property
    def room_kw(self) -> float:
        """Infinite where the rating is unknown: then it is said, not assumed."""
        return np.inf if self.rated_kva is None else self.rated_kva + self.minimum_load_kw - self.generation_kw


@dataclass(frozen=True)
class NodeFigures:
    """`installable_kw`, `injectable_kw`: CIP and IEP, of busbars only."""

    figures: Figures
    installable_kw: float | None = None
    injectable_kw: float | None = None


def assess(
    model: FeederModel,
    upstream: Upstream,
    values: Mapping[str, float],
    technology: Technology,
    nodes: Integers | None = None,
) -> list[NodeFigures]:
    """One for each of the nodes, or for each place of the model. Raises ValueError when the feeder has no operating point."""
    chosen = np.arange(len(model.grid)) if nodes is None else nodes
    hosting = host(model.grid, limits_of(values), chosen, most_w=values["size_pmgd_kw"] * 1000)
    short_circuit = short_circuit_kva(model)
    return [
        node_figures(
            model, node, flow_margins(model, hosting, place), short_circuit[node], upstream, values, technology
        )
        for place, node in enumerate(chosen.tolist())
    ]


def short_circuit_kva(model: FeederModel) -> Floats:
    """At each node: the source's, the lines' and the transformers' impedances in a row, c = 1."""
    tree = tree_of(model.grid)
    source = 1j * S_BASE_VA / model.grid.source_va
    found = np.empty(len(model.grid))
    found[tree.node] = S_BASE_VA / np.abs(tree.path_impedance + source) / 1000
    return found


def node_figures(
    model: FeederModel,
    node: int,
    flow: list[Margin],
    short_circuit: float,
    upstream: Upstream,
    values: Mapping[str, float],
    technology: Technology,
) -> NodeFigures:
    margins = [
        *flow,
        *screen_margins(model, short_circuit, values, technology, node_name(model, node)),
        *standing_margins(model, upstream, values),
    ]
    transformer_id = model.places[node].transformer_id
    if transformer_id is None:
        return NodeFigures(Figures((*margins, size_margin(values, "size_pmgd_kw"))))
    below = busbar_margin(model, node, transformer_id, values)
    figures = Figures((*margins, below, size_margin(values, "size_eg_kw")))
    return NodeFigures(figures, *norm_figures(model, node, short_circuit, values, technology))


def flow_margins(model: FeederModel, hosting: Hosting, place: int) -> list[Margin]:
    return [
        Margin(key, float(hosting.power_w[row, place]) / 1000, branch_name(model, int(hosting.node[row, place])))
        for row, key in enumerate(FLOW_CRITERIA)
    ]


def screen_margins(
    model: FeederModel, short_circuit: float, values: Mapping[str, float], technology: Technology, asset: str
) -> list[Margin]:
    fault = values[technology.fault_ratio]
    step = step_kva(short_circuit, values["step_screen_factor"], values[technology.machine_factor])
    return [
        Margin("step_screen", step, asset),
        Margin("short_circuit_screen", fault_share_kva(short_circuit, values["short_circuit_share"], fault), asset),
    ]


def standing_margins(model: FeederModel, upstream: Upstream, values: Mapping[str, float]) -> list[Margin]:
    """What does not depend on the node: the feeder's own balance and the substation's."""
    load_kw, generation_kw = model.grid.load_va.real.sum() / 1000, model.grid.generation_w.sum() / 1000
    feeder = Margin("reverse_flow_screen", load_kw - generation_kw, f"alimentador {model.feeder_id}", load_kw, "kW")
    above = upstream.minimum_load_kw - upstream.generation_kw
    substation = f"subestación {upstream.substation_id}"
    if above < feeder.margin_kw:
        feeder = Margin("reverse_flow_screen", above, substation, upstream.minimum_load_kw, "kW")
    return [
        feeder,
        Margin("substation", upstream.room_kw * values["substation_share"], substation, upstream.rated_kva, "kVA"),
    ]


def size_margin(values: Mapping[str, float], key: str) -> Margin:
    return Margin("size", values[key], "límite legal", values[key], "kW")


def busbar_margin(model: FeederModel, node: int, transformer_id: str, values: Mapping[str, float]) -> Margin:
    rated_kva = rated_kva_of(model, node)
    room = rated_kva * values["transformer_share"] - model.grid.generation_w[node] / 1000
    return Margin("transformer", float(room), f"transformador {transformer_id}", rated_kva, "kVA")


def rated_kva_of(model: FeederModel, node: int) -> float:
    return float(model.grid.branches.rating_va[model.grid.trace.upstream_edge[node]]) / 1000


def norm_figures(
    model: FeederModel, node: int, short_circuit: float, values: Mapping[str, float], technology: Technology
) -> tuple[float, float]:
    """CIP and IEP at a busbar."""
    installable = installable_kw(
        short_circuit,
        step_factor=values["step_screen_factor"],
        share=values["short_circuit_share"],
        machine_factor=values[technology.machine_factor],
    )
    injectable = injectable_kw(
        short_circuit,
        minimum_load_kw=model.grid.load_va[node].real / 1000,
        other_generation_kw=model.grid.generation_w[node] / 1000,
        rise_factor=values["iep_rise_factor"],
        installable_kw=installable,
    )
    return installable, injectable


def branch_name(model: FeederModel, node: int) -> str:
    """What feeds a node, in words: *vano 338406*."""
    edge = int(model.grid.trace.upstream_edge[node])
    if edge < 0:
        return f"cabecera del alimentador {model.feeder_id}"
    layer, asset_id = model.branch_assets[edge]
    return f"{SINGULAR[layer]} {asset_id}"


def node_name(model: FeederModel, node: int) -> str:
    place = model.places[node]
    return f"transformador {place.transformer_id}" if place.transformer_id else f"nodo {place.node}"


SINGULAR: Mapping[str, str] = {Layer.SPANS: "vano", Layer.EQUIPMENT: "equipo", Layer.TRANSFORMERS: "transformador"}
