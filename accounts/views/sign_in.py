"""In and out."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp import login as mark_verified

from accounts.access import kept_by_nobody
from accounts.forms.passwords import CodeForm, SignInForm
from accounts.models import User
from accounts.second_factor import BACKEND, PENDING, WaitError, held, hold, phone_of, verify
from accounts.views.pages import kept_fresh, page, trail

TITLE = "Login oficina virtual"


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return kept_by_nobody(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=TITLE, trail=trail(self.request, TITLE), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if phone_of(user) is None:
            return super().form_valid(form)
        hold(self.request, user)
        return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': self.get_redirect_url()})}")


class SignOut(LogoutView):
    next_page = "/"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@kept_fresh
def code_page(request: HttpRequest) -> HttpResponse:
    """The second step of signing in; or of staff who signed in before they had a phone, in another session."""
    user = held(request) or (request.user if request.user.is_authenticated else None)
    if user is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_right(request, user, form):
        return HttpResponseRedirect(after(request))
    return page(request, "code", "Código de verificación", {"form": form, "next": request.GET.get("next", "")})


def is_right(request: HttpRequest, user: Any, form: CodeForm) -> bool:
    """And if so, signs in."""
    try:
        device = verify(user, form.cleaned_data["code"])
    except WaitError as wait:
        form.add_error("code", str(wait))
        return False
    if device is None:
        form.add_error("code", "Ese código no corresponde o ya se usó. Escriba el que muestra ahora su teléfono.")
        return False
    enter(request, user, device)
    return True


def enter(request: HttpRequest, user: User, device: Any) -> None:
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    mark_verified(request, device)


def after(request: HttpRequest) -> str:
    """Where to go on: `next` when it is an address of ours."""
    view = SignIn()
    view.setup(request)
    return view.get_success_url()
