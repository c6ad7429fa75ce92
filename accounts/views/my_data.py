"""*Mis datos*: seen, changed, taken along, taken away."""

from typing import Any

from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from accounts.archive import archive_of
from accounts.closing import close_account, what_goes, what_stays
from accounts.emails import site_url
from accounts.forms.passwords import OwnPasswordForm
from accounts.forms.person import PersonForm
from accounts.limits import wait_of
from accounts.models import User
from accounts.personal_data import sources
from accounts.registration import ask_for_new_email, is_new_email, keep_email
from accounts.rut import show_rut
from accounts.second_factor import phone_of
from accounts.sessions import end_session, end_sessions, sessions_of
from accounts.views.pages import page
from accounts.views.problems import too_many

READINGS_SHOWN = 50


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_data(request: PersonRequest) -> HttpResponse:
    user = request.user
    form = PersonForm(request.POST if request.method == "POST" else None, initial=person_of(user))
    if form.is_bound and form.is_valid():
        if is_new_email(user, form.cleaned_data["email"]) and (wait := wait_of(request)):
            return too_many(request, wait)
        change(user, form.cleaned_data, site_url(request))
        return redirect("my-data")
    return page(request, "my_data", "Mis datos", {"form": form} | around(request, user))


def person_of(user: User) -> dict[str, Any]:
    """The e-mail that waits, if one does: who changes something else does not take it back."""
    return {name: getattr(user, name) for name in PersonForm.base_fields} | {"email": user.new_email or user.email}


def change(user: User, person: dict[str, Any], site: str) -> None:
    """A new e-mail is used once it is confirmed; the former one written again takes it back."""
    email = person.pop("email")
    for name, value in person.items():
        setattr(user, name, value)
    user.save(update_fields=list(person))
    if is_new_email(user, email):
        ask_for_new_email(user, email, site)
    elif email.lower() == user.email.lower():
        keep_email(user)


def around(request: PersonRequest, user: User) -> dict[str, Any]:
    return {
        "rut": show_rut(user.rut),
        "sections": [section for source in sources() for section in source.sections(user)],
        "sessions": sessions_of(user, request.session.session_key),
        "readings": list(user.readings.order_by("-read_at")[:READINGS_SHOWN]),
        "has_second_factor": phone_of(user) is not None,
    }


@require_POST
@signed_in
def end_sessions_page(request: PersonRequest) -> HttpResponse:
    """One, by its mark; without one, all but this."""
    mark = request.POST.get("sesion")
    if mark:
        end_session(request.user, mark)
    else:
        end_sessions(request.user, but=request.session.session_key)
    return redirect("my-data")


@require_safe
@signed_in
def download(request: PersonRequest) -> HttpResponseBase:
    return FileResponse(archive_of(request.user), as_attachment=True, filename="mis-datos.zip")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: PersonRequest) -> HttpResponse:
    """Staff are not let go by their own hand: somebody must hold the keys after them."""
    user = request.user
    form = OwnPasswordForm(request, request.POST if request.method == "POST" else None)
    if not user.is_staff and form.is_bound and form.is_valid():
        person = User.objects.get(rut=user.rut)
        logout(request)
        close_account(person)
        return page(request, "closed", "Cuenta eliminada")
    context = {"form": form, "goes": what_goes(), "stays": what_stays()}
    return page(request, "close", "Eliminar mi cuenta", context)
