"""The catalogue of replacement values: every code that an asset carries; golden ones have no price."""

from data_import.demo import golden
from data_import.demo.conductors import Conductor, vnr_code
from data_import.demo.lots import lots
from data_import.demo.transformers import Unit

POLES = {
    ("Hormigón", 11.5): ("POHAR115", "POSTE DE HORMIGON ARMADO 11,5 M", 168_000),
    ("Hormigón", 10.0): ("POHAR100", "POSTE DE HORMIGON ARMADO 10 M", 131_000),
    ("Hormigón", 8.7): ("POHAR087", "POSTE DE HORMIGON ARMADO 8,7 M", 94_000),
    ("Madera", 11.5): ("POMAD115", "POSTE DE PINO IMPREGNADO 11,5 M", 112_000),
    ("Madera", 10.0): ("POMAD100", "POSTE DE PINO IMPREGNADO 10 M", 86_000),
    ("Madera", 8.7): ("POMAD087", "POSTE DE PINO IMPREGNADO 8,7 M", 61_000),
}
EQUIPMENT = {
    "interruptor": ("EQINT630", "INTERRUPTOR DE PODER 630 A", 14_900_000),
    "reconectador": ("EQREC560", "RECONECTADOR AUTOMATICO TRIFASICO", 9_800_000),
    "desconectador": ("EQDES400", "DESCONECTADOR CUCHILLO 400 A", 1_240_000),
    "fusible": ("EQFUS100", "DESCONECTADOR FUSIBLE 100 A", 184_000),
    "regulador": ("EQREG200", "REGULADOR DE TENSION 200 A", 38_500_000),
    "condensador": ("EQCON300", "BANCO DE CONDENSADORES 300 KVAR", 4_650_000),
    "medidor": ("EQMED001", "EQUIPO DE MEDIDA EN MEDIA TENSION", 3_900_000),
}


class Catalogue:
    """Codes as they come into use."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str | None, int | None]] = {golden.VNR_CODE: (None, None)}

    def _note(self, code: str, description: str, price_clp: int) -> str:
        self._codes.setdefault(code, (description, None if code in golden.UNPRICED else price_clp))
        return code

    def conductor(self, conductor: Conductor, voltage_class: str, phases: int) -> str:
        wires = phases if voltage_class == "AT" else 1
        description = f"{conductor.name}, {voltage_class} {phases}F, POR METRO"
        return self._note(vnr_code(conductor, voltage_class, phases), description, conductor.price_clp_per_m * wires)

    def transformer(self, unit: Unit) -> str:
        count = len(unit.phases)
        price_clp = round(390_000 + 38_000 * unit.kva**0.82 * (1 + 0.35 * (count - 1)), -3)
        return self._note(
            unit.vnr_code, f"SUBESTACION AEREA {count}F {unit.kva} KVA {unit.kv:g} KV".replace(".", ","), price_clp
        )

    def pole(self, material: str, height_m: float) -> str:
        return self._note(*POLES[material, height_m])

    def equipment(self, equipment_type: str) -> str:
        return self._note(*EQUIPMENT[equipment_type])

    def code_rows(self) -> list[dict]:
        return [
            {"code": code, "description": description, "unit_price_clp": price_clp}
            for code, (description, price_clp) in sorted(self._codes.items())
        ]

    def surcharge_rows(self) -> list[dict]:
        return [
            {"code": code, "key": key, "fraction": fraction}
            for code in sorted(self._codes)
            for key, fraction in surcharges(code).items()
        ]


def surcharges(code: str) -> dict[str, float]:
    """The golden ones for golden codes; other codes stray from them a little and know what their assembly costs."""
    if code in golden.UNPRICED:
        return golden.SURCHARGES
    draw = lots(code)
    strayed = {key: round(fraction * draw.uniform(0.85, 1.2), 4) for key, fraction in golden.SURCHARGES.items()}
    return strayed | {
        "montaje": round(draw.uniform(0.18, 0.42), 3),
        "bienes_intangibles": round(draw.uniform(0.01, 0.03), 4),
    }
