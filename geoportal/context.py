from django.conf import settings
from django.http import HttpRequest

from accounts.visitor import person_of
from layers.menu import links
from layers.models import Publication


def portal(request: HttpRequest) -> dict:
    """What every page says: the cooperative, and how old its data are."""
    publication = getattr(request, "publication", None) or Publication.objects.defer("report").current()
    person = person_of(request)
    return {
        "person": person,
        "cooperative_name": settings.COOPERATIVE_NAME,
        "cooperative_phone": settings.COOPERATIVE_PHONE,
        "cooperative_email": settings.COOPERATIVE_EMAIL,
        "menu": list(links(in_footer=False, user=person)),
        "footer_menu": list(links(in_footer=True, user=person)),
        "publication": publication,
        "is_stale": publication is not None and publication.is_stale,
    }
