"""Every symbol of the network, once: the map, its legend and every drawn export read this table."""

from dataclasses import asdict, dataclass

from layers.enums import SHUNT_EQUIPMENT, EquipmentType, Layer, SwitchState

MEDIUM_VOLTAGE = "#0b4f8a"
LOW_VOLTAGE = "#a8480f"
SUBSTATION = "#5b2a86"
TRANSFORMER = "#1f2933"
EQUIPMENT = "#8a1c3b"
POLE = "#5f6b76"
GENERATOR = "#2e6b2e"


@dataclass(frozen=True)
class Symbol:
    """How one kind of thing is drawn. Sizes and widths are pixels at zooms 9 and 17; between them they grow evenly."""

    kind: str
    label: str
    shape: str
    color: str
    size: tuple[float, float]
    filled: bool = True
    dashed: bool = False


LINES = (
    Symbol("at_trifasico", "AT trifásico", "line", MEDIUM_VOLTAGE, (1.8, 4)),
    Symbol("at_bifasico", "AT bifásico", "line", MEDIUM_VOLTAGE, (1.3, 3)),
    Symbol("at_monofasico", "AT monofásico", "line", MEDIUM_VOLTAGE, (0.9, 2)),
    Symbol("at_sin_dato", "AT sin dato de fases", "line", MEDIUM_VOLTAGE, (1.3, 2), dashed=True),
)
EQUIPMENT_SHAPES = {
    EquipmentType.BREAKER: "square",
    EquipmentType.RECLOSER: "circle",
    EquipmentType.SECTIONALISER: "hexagon",
    EquipmentType.SWITCH: "diamond",
    EquipmentType.FUSE: "bar",
    EquipmentType.BYPASS: "cross",
    EquipmentType.REGULATOR: "arrow",
    EquipmentType.CAPACITOR: "capacitor",
    EquipmentType.METER: "meter",
    EquipmentType.OTHER: "square",
}


def equipment_kind(equipment_type: str, state: str | None) -> str:
    return f"{equipment_type}_{state}" if state else equipment_type


def equipment_symbol(kind: EquipmentType, state: SwitchState | None) -> Symbol:
    """Filled when closed or without a state, hollow when open."""
    label = f"{kind.label} {state.label.lower()}" if state else str(kind.label)
    return Symbol(
        equipment_kind(kind, state), label, EQUIPMENT_SHAPES[kind], EQUIPMENT, (6, 11), state != SwitchState.OPEN
    )


def equipment_symbols() -> tuple[Symbol, ...]:
    switching = [kind for kind in EquipmentType if kind not in SHUNT_EQUIPMENT]
    with_state = [
        equipment_symbol(kind, state) for kind in switching for state in (SwitchState.CLOSED, SwitchState.OPEN)
    ]
    return (*with_state, *(equipment_symbol(kind, None) for kind in EquipmentType))


SYMBOLS: dict[str, tuple[Symbol, ...]] = {
    Layer.SUBSTATIONS: (Symbol("subestacion", "Subestación", "substation", SUBSTATION, (11, 20)),),
    Layer.FEEDERS: (Symbol("alimentador", "Alimentador", "line", MEDIUM_VOLTAGE, (1.2, 2)), *LINES),
    Layer.SPANS: (*LINES, Symbol("bt", "BT", "line", LOW_VOLTAGE, (0.9, 1.8))),
    Layer.TRANSFORMERS: (
        Symbol("trafo_hasta_15", "Transformador hasta 15 kVA", "triangle", TRANSFORMER, (5, 10)),
        Symbol("trafo_hasta_75", "Transformador hasta 75 kVA", "triangle", TRANSFORMER, (6, 13)),
        Symbol("trafo_mayor", "Transformador de más de 75 kVA", "triangle", TRANSFORMER, (8, 16)),
    ),
    Layer.EQUIPMENT: equipment_symbols(),
    Layer.GENERATORS: (Symbol("generador", "Generador en AT", "generator", GENERATOR, (8, 15)),),
    Layer.POLES: (Symbol("poste", "Poste", "dot", POLE, (2, 7)),),
}


def register(layer: str, symbols: tuple[Symbol, ...]) -> None:
    """For layers of other apps, from their AppConfig.ready."""
    SYMBOLS[layer] = symbols


def symbols_of(layer: str) -> tuple[Symbol, ...]:
    return SYMBOLS.get(layer, ())


def symbols_as_json(layer: str) -> list[dict]:
    return [asdict(symbol) for symbol in symbols_of(layer)]
