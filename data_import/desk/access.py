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
from data_import.desk.uploads import PIECE, TooLargeError, UploadError
from layers.views.asked import page

PERMISSION = "data_import.publish_network"
#: What a form of words and one mapping may weigh.
FORM_BYTES = 1 << 20
TOO_LARGE = "Lo enviado pesa más de lo que se recibe de una vez ({} MB). Envíelo por partes o comprímalo en un ZIP."
View = Callable[..., HttpResponseBase]


def may_publish(user: AbstractBaseUser | AnonymousUser) -> bool:
    return isinstance(user, User) and user.has_perm(PERMISSION)


def at_the_desk(
    body_bytes: Callable[[], int] = lambda: FORM_BYTES, require_room: Callable[[int], None] = lambda size: None
) -> Callable[[View], View]:
    """`body_bytes`: how large a request's body may be; asked each time, since it may be a setting.

    `require_room` raises UploadError where a body of so many bytes is not even to be read: looking for the form's token reads it.
    """

    def decorate(view: View) -> View:
        return csrf_exempt(staff_with(PERMISSION)(modest(csrf_protect(view), body_bytes, require_room)))

    return decorate


def modest(view: View, body_bytes: Callable[[], int], require_room: Callable[[int], None]) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        length, most = stated_length(request) or 0, body_bytes()
        try:
            if length > most:
                raise TooLargeError(TOO_LARGE.format(most >> 20))
            if length:
                require_room(length)
        except UploadError as error:
            return turned_away(request, error, most)
        return view(request, *args, **kwargs)

    return answer


def stated_length(request: HttpRequest) -> int | None:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isdigit() else None


def turned_away(request: HttpRequest, error: UploadError, most: int) -> HttpResponse:
    """The body is read and thrown away, piece by piece: a browser that is cut off while sending shows no answer."""
    left = min(stated_length(request) or 0, 2 * most)
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
    return page(request, "data_import/problem.html", {"sentence": str(error)}, error.status)
