"""*Segundo factor*: a phone added and taken away, its recovery codes."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, lacks_second_factor, signed_in, with_password
from accounts.emails import send
from accounts.forms.passwords import CodeForm, OwnPasswordForm
from accounts.models import User
from accounts.second_factor import (
    WaitError,
    add_phone,
    draft,
    key_in_words,
    phone_of,
    qr_svg,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
)
from accounts.views.pages import page

TITLE = "Segundo factor"


@require_http_methods(["GET", "HEAD", "POST"])
@with_password
def second_factor(request: PersonRequest) -> HttpResponse:
    user = request.user
    if phone_of(user) is None:
        return setting_up(request, user)
    if lacks_second_factor(request):
        return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': own_next(request)})}")
    return in_use(request, user, OwnPasswordForm(request))


def setting_up(request: PersonRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (codes := added(request, user, form)):
        send(user, "second_factor_on", {})
        return page(request, "recovery_codes", "Códigos de recuperación", {"codes": codes, "next": own_next(request)})
    context = {
        "form": form,
        "key": key_in_words(draft(user)),
        "is_required": is_required(user),
        "next": own_next(request),
    }
    return page(request, "second_factor_setup", TITLE, context)


def added(request: PersonRequest, user: User, form: CodeForm) -> list[str] | None:
    try:
        codes = add_phone(request, user, form.cleaned_data["code"])
    except WaitError as wait:
        form.add_error("code", str(wait))
        return None
    if codes is None:
        form.add_error("code", "Ese código no corresponde. Escriba el que muestra ahora su teléfono.")
    return codes


def in_use(request: PersonRequest, user: User, form: OwnPasswordForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "codes_left": recovery_codes_left(user), "is_required": is_required(user)}
    return page(request, "second_factor", TITLE, context, status=status)


@require_safe
@with_password
def qr(request: PersonRequest) -> HttpResponse:
    """The key of the phone that is being added; once it is in use, nobody sees it again."""
    if phone_of(request.user) is not None:
        raise Http404
    return HttpResponse(qr_svg(draft(request.user)), content_type="image/svg+xml")


@sensitive_post_parameters()
@require_POST
@signed_in
def renew_codes(request: PersonRequest) -> HttpResponse:
    form = OwnPasswordForm(request, request.POST)
    if phone_of(request.user) is None:
        return redirect("second-factor")
    if not form.is_valid():
        return in_use(request, request.user, form)
    context = {"codes": renew_recovery_codes(request.user), "next": ""}
    return page(request, "recovery_codes", "Códigos de recuperación", context)


@sensitive_post_parameters()
@require_POST
@signed_in
def remove(request: PersonRequest) -> HttpResponse:
    user = request.user
    form = OwnPasswordForm(request, request.POST)
    if is_required(user) or phone_of(user) is None:
        return redirect("second-factor")
    if not form.is_valid():
        return in_use(request, user, form)
    remove_second_factor(user)
    send(user, "second_factor_off", {})
    return redirect("second-factor")


def is_required(user: User) -> bool:
    return settings.STAFF_SECOND_FACTOR and user.is_staff


def own_next(request: PersonRequest) -> str:
    """Where to go on, if that is an address of ours."""
    target = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else ""
