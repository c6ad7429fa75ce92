"""Región → Comuna → Subestación → Alimentador → Transformador. Each choice is in the address; a script only saves the button."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from layers.enums import Layer
from layers.labels import asset_page
from layers.models import Publication
from layers.pages.choice_map import choice_map
from layers.pages.narrowing import Choice, Narrowing, narrow
from layers.pages.trail import HOME, Step
from layers.views.asked import asked_publication, page

NAMES = ("region", "comuna", "subestacion", "alimentador", "transformador")
LAYERS = {"subestacion": Layer.SUBSTATIONS, "alimentador": Layer.FEEDERS, "transformador": Layer.TRANSFORMERS}
REQUIRED = {"region": "Elija una región.", "comuna": "Elija una comuna."}


@require_safe
def advanced_search(request: HttpRequest) -> HttpResponse:
    publication = asked_publication(request)
    narrowing = narrow({name: request.GET.get(name, "").replace("\0", "") for name in NAMES}, publication)
    is_submitted = "buscar" in request.GET
    if is_submitted and narrowing.target:
        return HttpResponseRedirect(narrowing.target)
    return page(request, "layers/advanced_search.html", context_of(narrowing, publication, is_submitted))


def context_of(narrowing: Narrowing, publication: Publication, is_submitted: bool) -> dict:
    drawn = choice_map(narrowing, publication)
    missing = {name: sentence for name, sentence in REQUIRED.items() if not narrowing.chosen(name)}
    return {
        "fields": [(choice, missing.get(choice.name, "") if is_submitted else "") for choice in narrowing.choices],
        "links": onward(narrowing),
        "small_map": drawn and drawn[0],
        "map_url": drawn and drawn[1],
        "trail": [HOME, Step("Consulta", reverse("advanced-search")), *walked(narrowing)],
    }


def onward(narrowing: Narrowing) -> list[Step]:
    """The pages that the choices made so far lead to."""
    named = {choice.name: choice for choice in narrowing.choices}
    comuna, substation, feeder = (named[name] for name in ("comuna", "subestacion", "alimentador"))
    if feeder.chosen:
        address = reverse("feeder-transformers", args=[feeder.chosen])
        return [own_page(named["transformador"], feeder), Step(f"Transformadores de {feeder.chosen_label}", address)]
    if substation.chosen:
        address = reverse("substation-feeders", args=[substation.chosen])
        return [own_page(substation), Step(f"Alimentadores de {substation.chosen_label}", address)]
    kinds = (("Subestaciones", "substations"), ("Alimentadores", "feeders"), ("Transformadores", "transformers"))
    if not comuna.chosen:
        return []
    return [
        Step(f"{kind} de {comuna.chosen_label}", f"{reverse(route)}?comuna={comuna.chosen}") for kind, route in kinds
    ]


def own_page(*choices: Choice) -> Step:
    """The page of the first of them that is made."""
    made = next(choice for choice in choices if choice.chosen)
    return Step(f"Ficha de {made.label.lower()} {made.chosen_label}", asset_page(LAYERS[made.name], made.chosen))


def walked(narrowing: Narrowing) -> list[Step]:
    """The choices made so far, each with the address of the search as it was then."""
    steps, query = [], []
    for choice in narrowing.choices:
        if choice.chosen:
            query.append(f"{choice.name}={choice.chosen}")
            steps.append(Step(choice.chosen_label, f"{reverse('advanced-search')}?{'&'.join(query)}"))
    return steps
