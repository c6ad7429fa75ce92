from layers.models.asset import Asset, PublishedRow
from layers.models.demand import MonthlyDemand
from layers.models.equipment import Equipment, Generator
from layers.models.node import Node, Pole
from layers.models.publication import Publication
from layers.models.span import ConductorType, Span
from layers.models.substation import Feeder, Substation
from layers.models.territory import Comuna, Region
from layers.models.tile import TileFeature
from layers.models.transformer import Transformer
from layers.models.vnr import VnrCode, VnrComponent, VnrStep
from layers.models.withheld import WithheldDemand

#: Every table that is partitioned by publication.
PUBLISHED_MODELS: tuple[type[PublishedRow], ...] = (
    Substation,
    Feeder,
    Pole,
    Node,
    ConductorType,
    Span,
    Transformer,
    Equipment,
    Generator,
    MonthlyDemand,
    VnrCode,
    VnrComponent,
    TileFeature,
)

__all__ = [
    "PUBLISHED_MODELS",
    "Asset",
    "Comuna",
    "ConductorType",
    "Equipment",
    "Feeder",
    "Generator",
    "MonthlyDemand",
    "Node",
    "Pole",
    "Publication",
    "PublishedRow",
    "Region",
    "Span",
    "Substation",
    "TileFeature",
    "Transformer",
    "VnrCode",
    "VnrComponent",
    "VnrStep",
    "WithheldDemand",
]
