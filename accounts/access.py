"""Who may enter: everything that is not public stands behind one of these."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

View = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=HttpResponseBase)


class PersonRequest(HttpRequest):
    """What a view behind these doors is given."""

    user: User


def with_password(view: View) -> View:
    """Whoever gave the password, staff without their second factor too: for the pages on which they set it up."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return kept_by_nobody(redirect_to_login(way_back(request)))
        return kept_by_nobody(view(request, *args, **kwargs))

    return answer


def signed_in(view: View) -> View:
    """Strangers are led to the sign-in and come back. What is answered is theirs alone: no cache may keep it."""

    @with_password
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if lacks_second_factor(request):
            return redirect_to_login(way_back(request), reverse("second-factor"))
        return view(request, *args, **kwargs)

    return answer


def staff_with(permission: str) -> Callable[[View], View]:
    """To everybody else who has signed in, the address does not exist."""

    def decorate(view: View) -> View:
        @with_password
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise Http404
            return signed_in(view)(request, *args, **kwargs)

        return answer

    return decorate


def way_back(request: HttpRequest) -> str:
    """Signing in does not send a form again: whoever sent one comes back to the page it stands on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(page).path if page and is_ours else reverse("dashboard")


def lacks_second_factor(request: HttpRequest) -> bool:
    """Staff must have given a code in this session, where STAFF_SECOND_FACTOR demands it."""
    user = request.user
    return settings.STAFF_SECOND_FACTOR and user.is_staff and getattr(user, "otp_device", None) is None


def kept_by_nobody(response: Answer) -> Answer:
    response["Cache-Control"] = "private, no-store"
    return response
