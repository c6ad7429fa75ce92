"""What a span is electrically: from its own data, else its conductor's, else by what its conductor is made of, and said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

from django.db.models import QuerySet

from layers.models import ConductorType, Span


@dataclass(frozen=True)
class LineData:
    """`impedance_ohm` per conductor. `assumed`: what stands in for something unknown. `missing`: what cannot be assumed."""

    impedance_ohm: complex
    phase_count: int
    ampacity_a: float = nan
    rating_va: float = nan
    assumed: str = ""
    missing: str = ""


def line_data(spans: QuerySet[Span], values: Mapping[str, float]) -> dict[str, LineData]:
    """By span id."""
    wanted = spans.values_list("id", "publication_id", "length_m", "conductor_id", "ampacity_a", "phase_count")
    rows = list(wanted)
    conductors = conductors_of(rows[0][1]) if rows else {}
    return {
        span_id: span_line(span_id, length_m, conductors.get(conductor_id), ampacity_a, phase_count, values)
        for span_id, _, length_m, conductor_id, ampacity_a, phase_count in rows
    }


def conductors_of(publication: int) -> dict[str | None, ConductorType]:
    return {each.id: each for each in ConductorType.objects.filter(publication=publication)}


def span_line(
    span_id: str,
    length_m: float | None,
    conductor: ConductorType | None,
    ampacity_a: float | None,
    phase_count: int | None,
    values: Mapping[str, float],
) -> LineData:
    resistance, reactance, guessed = ohm_per_km(conductor, values)
    if length_m is None or not phase_count or resistance is None:
        lost = "la extensión" if length_m is None else "las fases" if not phase_count else "el conductor"
        return LineData(0j, phase_count or 3, missing=f"{lost} del vano {span_id}")
    limit, by_class = rated_current(conductor, ampacity_a, values)
    assumed = [*(["impedancia"] if guessed else []), *(["capacidad"] if by_class else [])]
    return LineData(
        complex(resistance, reactance) * length_m / 1000,
        phase_count,
        ampacity_a=limit,
        assumed=f"{' y '.join(assumed)} del vano {span_id}: por clase de conductor" if assumed else "",
    )


def ohm_per_km(conductor: ConductorType | None, values: Mapping[str, float]) -> tuple[float | None, float, bool]:
    """Resistance, reactance, and whether either was assumed."""
    if conductor is None:
        return None, 0.0, False
    resistance = conductor.r_ohm_per_km
    if resistance is None and conductor.section_mm2:
        resistance = values[f"{metal(conductor)}_ohm_mm2_per_m"] / conductor.section_mm2 * 1000
    reactance = conductor.x_ohm_per_km
    guessed = conductor.r_ohm_per_km is None or reactance is None
    return resistance, values["reactance_ohm_per_km"] if reactance is None else reactance, guessed


def rated_current(
    conductor: ConductorType | None, ampacity_a: float | None, values: Mapping[str, float]
) -> tuple[float, bool]:
    """Amperes, and whether they were assumed; nan where nothing is known."""
    known = ampacity_a or (conductor and conductor.ampacity_a)
    if known:
        return known, False
    if conductor is not None and conductor.section_mm2:
        return values[f"{metal(conductor)}_a_per_mm2"] * conductor.section_mm2, True
    return nan, False


def metal(conductor: ConductorType) -> str:
    return (
        "copper"
        if "cu" in f"{conductor.material} {conductor.name}".lower() or "cobre" in f"{conductor.material}".lower()
        else "aluminium"
    )
