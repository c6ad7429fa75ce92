"""A replacement-value code as its page and the pages of its assets say it."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from layers import formats
from layers.catalogue import layers
from layers.enums import Layer
from layers.labels import vnr_page
from layers.models import Publication, VnrCode, VnrComponent, VnrStep
from layers.vnr import Stage, Surcharge, stages, whole_pesos


@dataclass(frozen=True)
class Line:
    """One surcharge: its percentage, the amount it is taken on, what it adds, and the subtotal where a stage ends."""

    label: str
    percent: str
    base: str
    amount: str
    subtotal: str


@dataclass(frozen=True)
class VnrValue:
    """`surcharges` in the order of the old portal's screen, `lines` in that of the calculation. Amounts as text."""

    code: str
    url: str
    description: str
    price: str
    surcharges: list[tuple[str, str]]
    lines: list[Line]
    total: str
    total_clp: int | None
    is_verified: bool


@dataclass(frozen=True)
class Use:
    """How many things of a layer have a code, how long they are, and what they sum up to."""

    layer: str
    url: str
    how_many: int
    length: str
    value: str


def find_vnr(code: str | None, publication: Publication) -> VnrValue | None:
    found = VnrCode.objects.filter(publication=publication, code=code).first() if code else None
    if found is None:
        return None
    steps = list(VnrStep.objects.all())
    fractions = dict(VnrComponent.objects.filter(publication=publication, code=code).values_list("key", "fraction"))
    own = [step for step in steps if step.key in fractions]
    surcharges = [Surcharge(step.key, step.label, fractions[step.key], step.stage) for step in own]
    chain = stages(found.unit_price_clp, surcharges)
    total = whole_pesos(chain[-1].subtotal if chain else found.unit_price_clp)
    return VnrValue(
        code=found.code,
        url=vnr_page(found.code),
        description=found.description or "",
        price=formats.pesos(found.unit_price_clp),
        surcharges=[(each.label, formats.percent(each.fraction)) for each in surcharges],
        lines=[line for stage in chain for line in stage_lines(stage)],
        total=formats.pesos(total),
        total_clp=total,
        is_verified=all(step.verified for step in own),
    )


def stage_lines(stage: Stage) -> list[Line]:
    base, subtotal = (formats.pesos(whole_pesos(amount)) for amount in (stage.base, stage.subtotal))
    last = len(stage.added) - 1
    return [
        Line(
            surcharge.label,
            formats.percent(surcharge.fraction),
            base,
            formats.pesos(whole_pesos(amount)),
            subtotal if place == last else "",
        )
        for place, (surcharge, amount) in enumerate(stage.added)
    ]


def uses_of(value: VnrValue, publication: Publication) -> list[Use]:
    """By layer, of those that have any. Conductors are priced by the metre, all else by the piece."""
    found = []
    for layer in layers():
        if layer.field("vnr_code") is None:
            continue
        how_many, length = counted(layer.queryset(publication).filter(vnr_code=value.code), layer.id)
        if how_many:
            units = how_many if length is None else length
            amount = None if value.total_clp is None else round(value.total_clp * units)
            url = f"/{layer.id}/?vnr={value.code}"
            name = layer.singular if how_many == 1 else layer.plural
            metres = "" if length is None else formats.number(length, 1)
            found.append(Use(name, url, how_many, metres, formats.pesos(amount)))
    return found


def counted(rows: QuerySet, layer_id: str) -> tuple[int, float | None]:
    """How many rows there are; of spans also their metres."""
    if layer_id != Layer.SPANS:
        return rows.count(), None
    found = rows.aggregate(how_many=Count("*"), length=Sum("length_m"))
    return found["how_many"], found["length"] or 0.0
