"""*Registrarse*, and the address that is confirmed by a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from accounts.emails import site_url
from accounts.forms.person import RegistrationForm
from accounts.limits import wait_of
from accounts.links import account_of, may_mail, send_confirmation
from accounts.registration import confirm_email, register
from accounts.views.pages import kept_fresh, page
from accounts.views.problems import too_many


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@kept_fresh
def registration(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("dashboard")
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if wait := wait_of(request):
            return too_many(request, wait)
        register(form.person(), form.cleaned_data["password"], site_url(request))
        return redirect("registered")
    return page(request, "registration", "Registrarse", {"form": form})


@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    return page(request, "registered", "Revise su correo")


@require_safe
def email_confirmed(request: HttpRequest, mark: str, token: str) -> HttpResponse:
    is_confirmed = confirm_email(account_of(mark), token)
    title = "Email confirmado" if is_confirmed else "El enlace ya no sirve"
    return page(request, "email_confirmed", title, {"is_confirmed": is_confirmed}, status=200 if is_confirmed else 410)


@signed_in
@require_POST
def send_again(request: PersonRequest) -> HttpResponse:
    """Another link, for whoever lost the first."""
    user = request.user
    if (user.new_email or not user.email_confirmed_at) and may_mail(user):
        send_confirmation(user, site_url(request))
    return redirect("my-data")
