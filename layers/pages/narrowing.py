"""The advanced search: five lists, each cut down by the choice before it."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.functions import Length

from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Feeder, Publication, Substation, Transformer
from layers.territory import ComunaPlace, comunas_by_code


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Choice:
    """One list. `before` says what to choose first, where the list is still empty for that reason."""

    name: str
    label: str
    options: list[Option]
    chosen: str
    is_required: bool = False
    before: str = ""

    @property
    def chosen_label(self) -> str:
        return next((option.label for option in self.options if option.value == self.chosen), "")


@dataclass(frozen=True)
class Narrowing:
    """`target`: the page of the last choice, empty until a comuna is chosen."""

    choices: list[Choice]
    target: str
    problems: dict[str, str] = field(default_factory=dict)

    def chosen(self, name: str) -> str:
        return next(choice.chosen for choice in self.choices if choice.name == name)


def narrow(asked: dict[str, str], publication: Publication) -> Narrowing:
    """A choice that the ones before it exclude counts as not made."""
    served = served_comunas(publication)
    comuna_place = comunas_by_code().get(asked.get("comuna", ""))
    region_code = asked.get("region", "") or (comuna_place.region_code if comuna_place else "")
    region = choice("region", "Región", regions_of(served), region_code, is_required=True)
    comuna = choice("comuna", "Comuna", comunas_in(served, region.chosen), asked.get("comuna"), before="región")
    substation = choice(
        "subestacion", "Subestación", substations_in(comuna.chosen, publication), asked.get("subestacion")
    )
    feeder = choice(
        "alimentador",
        "Alimentador",
        feeders_in(comuna.chosen, substation.chosen, publication),
        asked.get("alimentador"),
    )
    transformer = choice(
        "transformador",
        "Transformador",
        transformers_of(feeder.chosen, publication),
        asked.get("transformador"),
        before="alimentador",
    )
    choices = [region, comuna, substation, feeder, transformer]
    return Narrowing(choices, target_of(comuna, substation, feeder, transformer))


def choice(
    name: str, label: str, options: list[Option], asked: str | None, *, is_required: bool = False, before: str = ""
) -> Choice:
    chosen = asked if any(option.value == asked for option in options) else ""
    if not chosen and len(options) == 1 and is_required:
        chosen = options[0].value
    return Choice(
        name, label, options, chosen or "", is_required or name == "comuna", "" if options else before or "comuna"
    )


def target_of(comuna: Choice, substation: Choice, feeder: Choice, transformer: Choice) -> str:
    found = ((Layer.TRANSFORMERS, transformer), (Layer.FEEDERS, feeder), (Layer.SUBSTATIONS, substation))
    for layer, made in found:
        if made.chosen:
            return asset_page(layer, made.chosen)
    return f"/subestaciones/?comuna={comuna.chosen}" if comuna.chosen else ""


def served_comunas(publication: Publication) -> list[ComunaPlace]:
    """By name: those that some substation or feeder serves."""
    heads = (Substation.objects, Feeder.objects)
    lists = (
        codes for rows in heads for codes in rows.filter(publication=publication).values_list("comuna_codes", flat=True)
    )
    codes = {code for each in lists for code in each}
    return sorted((comunas_by_code()[code] for code in codes & comunas_by_code().keys()), key=lambda place: place.name)


def regions_of(places: list[ComunaPlace]) -> list[Option]:
    names = {place.region_code: place.region for place in places}
    return [Option(code, name) for code, name in sorted(names.items(), key=lambda each: each[1])]


def comunas_in(places: list[ComunaPlace], region_code: str) -> list[Option]:
    return [Option(place.code, place.name) for place in places if place.region_code == region_code]


def substations_in(comuna: str, publication: Publication) -> list[Option]:
    if not comuna:
        return []
    return options_of(Substation.objects.filter(publication=publication, comuna_codes__contains=[comuna]))


def feeders_in(comuna: str, substation: str, publication: Publication) -> list[Option]:
    if not comuna:
        return []
    rows = Feeder.objects.filter(publication=publication, comuna_codes__contains=[comuna])
    return options_of(rows.filter(substation_id=substation) if substation else rows)


def transformers_of(feeder: str, publication: Publication) -> list[Option]:
    if not feeder:
        return []
    return options_of(Transformer.objects.filter(publication=publication, feeder_id=feeder), with_id=True)


def options_of(rows: QuerySet, *, with_id: bool = False) -> list[Option]:
    found = rows.order_by(Length("id"), "id").values_list("id", "name")
    return [Option(each, f"{each} {name or ''}".strip() if with_id or not name else name) for each, name in found]
