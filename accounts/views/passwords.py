"""Passwords lost and changed."""

from typing import Any

from axes.utils import reset
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, kept_by_nobody, with_password
from accounts.emails import send, site_url
from accounts.forms.passwords import ChangePasswordForm, LostPasswordForm, NewPasswordForm
from accounts.limits import wait_of
from accounts.models import User
from accounts.registration import recover
from accounts.sessions import end_sessions
from accounts.views.pages import kept_fresh, page, trail
from accounts.views.problems import too_many

NEW_PASSWORD = "Nueva contraseña"  # noqa: S105  a heading


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@with_password
def change_password(request: PersonRequest) -> HttpResponse:
    form = ChangePasswordForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        user = form.save()
        # Renews the session's key as well.
        update_session_auth_hash(request, user)
        end_sessions(user, but=request.session.session_key)
        send(user, "password_changed", {})
        return page(request, "password_changed", "Contraseña cambiada")
    return page(request, "change_password", "Cambiar contraseña", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@kept_fresh
def lost_password(request: HttpRequest) -> HttpResponse:
    form = LostPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if wait := wait_of(request):
            return too_many(request, wait)
        recover(form.cleaned_data["account"], site_url(request))
        return redirect("recovery-sent")
    return page(request, "lost_password", "Recuperar contraseña", {"form": form})


@require_safe
def recovery_sent(request: HttpRequest) -> HttpResponse:
    return page(request, "recovery_sent", "Revise su correo")


class NewPassword(PasswordResetConfirmView):
    """The link of the mail. Django keeps its token in the session and out of the address, so that it is not passed on."""

    template_name = "accounts/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("recovered")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return kept_by_nobody(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = NEW_PASSWORD if self.validlink else "El enlace ya no sirve"
        return super().get_context_data(**kwargs) | {"title": title, "trail": trail(self.request, title)}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        settle(form.user)
        return response


def settle(user: User) -> None:
    """The mail reached its holder, whoever else was in is out, and earlier failures are forgiven."""
    if not user.email_confirmed_at:
        user.email_confirmed_at = timezone.now()
        user.save(update_fields=["email_confirmed_at"])
    end_sessions(user)
    reset(username=user.rut)
    send(user, "password_changed", {})


@require_safe
def recovered(request: HttpRequest) -> HttpResponse:
    return page(request, "recovered", "Contraseña cambiada")
