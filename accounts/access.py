"""Who may enter: everything that is not public stands behind one of these two."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Strangers are led to the sign-in and come back. What is answered is theirs alone: no cache may keep it."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return kept_by_nobody(redirect_to_login(request.get_full_path()))
        return kept_by_nobody(view(request, *args, **kwargs))

    return answer


def staff_with(permission: str) -> Callable[[View], View]:
    """To everybody else who has signed in, the address does not exist."""

    def decorate(view: View) -> View:
        @signed_in
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return answer

    return decorate


def kept_by_nobody(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"
    return response
