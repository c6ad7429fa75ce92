"""*Agregar cuenta*, giving a service up, and the holder's revocation of a link that is not theirs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.addresses import counted_address
from accounts.emails import site_url
from customers.access import own_services
from customers.forms import ProofForm
from customers.linking import (
    Claim,
    NotProven,
    give_up_service,
    link_by_proof,
    link_of_token,
    revocation_token,
    revoke,
    tell_holder,
)
from customers.models import ServiceLink
from customers.pages.menu import chooser_menu, service_trail, trail_to
from customers.tries import TooManyTries
from customers.views.private import form_page, private
from layers.pages.trail import Step
from layers.views.asked import NotHere


@form_page
def add(request: PersonRequest) -> HttpResponse:
    if request.user.email_confirmed_at is None:
        return add_page(request, None, status=200)
    form = ProofForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return add_page(request, form, status=200 if request.method != "POST" else 422)
    return linked(request, form)


def linked(request: PersonRequest, form: ProofForm) -> HttpResponse:
    given = form.cleaned_data
    claim = Claim(given["number"], given["rut"], given["folio"], given["amount"])
    try:
        link, is_new = link_by_proof(request.user, claim, counted_address(request))
    except NotProven as error:
        form.add_error(None, str(error))
        return add_page(request, form, status=422)
    except TooManyTries as error:
        form.add_error(None, str(error))
        response = add_page(request, form, status=429)
        response["Retry-After"] = str(error.minutes * 60)
        return response
    if is_new:
        tell_holder(link, f"{site_url(request)}{revocation_path(link)}")
    messages.success(request, f"El servicio {link.service_id} quedó agregado a su cuenta.")
    return HttpResponseRedirect(reverse("customer-general", args=[link.service_id]))


def revocation_path(link: ServiceLink) -> str:
    return reverse("customer-revoke", args=[revocation_token(link)])


def add_page(request: PersonRequest, form: ProofForm | None, status: int) -> HttpResponse:
    title = "Agregar cuenta"
    context = {
        "title": title,
        "form": form,
        "menu_of_service": chooser_menu(),
        "trail": trail_to(Step(title, request.path)),
    }
    return render(request, "customers/add.html", context, status=status)


@form_page
def give_up(request: PersonRequest, number: str) -> HttpResponse:
    service = own_services(request.user).filter(number=number).first()
    if service is None:
        raise NotHere("Ese servicio no está en su cuenta.")
    if request.method == "POST":
        give_up_service(request.user, service)
        messages.success(request, f"El servicio {number} ya no está en su cuenta.")
        return HttpResponseRedirect(reverse("customer-chooser"))
    title = "Quitar de mi cuenta"
    trail = service_trail(service, Step(title, request.path))
    context = {"title": title, "number": number, "trail": trail, "menu_of_service": chooser_menu()}
    return render(request, "customers/give_up.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def revoke_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """For the holder, who may have no account: the token from the mail is the permission. Nothing is done by opening it."""
    link = link_of_token(token)
    if link is None:
        raise NotHere("Este enlace ya no sirve: venció o el acceso ya se quitó. Si tiene dudas, llámenos.")
    if request.method == "POST":
        revoke(link)
    title = "Quitar un acceso a su servicio"
    context = {"title": title, "link": link, "done": request.method == "POST", "trail": []}
    return render(request, "customers/revoke.html", context)
