"""The one door to the desk: who, then how much, then whether the form is ours; only then is a body read."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.access import staff_with
from accounts.models import User
from layers.views.asked import page

PERMISSION = "data_import.publish_network"
#: What a form of words and one mapping may weigh.
FORM_BYTES = 1 << 20
PIECE = 1 << 18
View = Callable[..., HttpResponseBase]


def may_publish(user: AbstractBaseUser | AnonymousUser) -> bool:
    return isinstance(user, User) and user.has_perm(PERMISSION)


def at_the_desk(body_bytes: Callable[[], int] = lambda: FORM_BYTES) -> Callable[[View], View]:
    """`body_bytes`: how large a request's body may be; asked each time, since it may be a setting."""

    def decorate(view: View) -> View:
        return csrf_exempt(staff_with(PERMISSION)(modest(csrf_protect(view), body_bytes)))

    return decorate


def modest(view: View, body_bytes: Callable[[], int]) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if (stated_length(request) or 0) > body_bytes():
            return too_large(request, body_bytes())
        return view(request, *args, **kwargs)

    return answer


def stated_length(request: HttpRequest) -> int | None:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdigit() else None


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """The body is read and thrown away, piece by piece: a browser that is cut off while sending shows no answer."""
    left = min(stated_length(request) or 0, 2 * most)
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
    sentence = f"Lo enviado pesa más de lo que se recibe de una vez ({most >> 20} MB). Envíelo por partes o comprímalo en un ZIP."
    return page(request, "data_import/problem.html", {"sentence": sentence}, 413)
