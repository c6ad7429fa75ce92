from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from accounts.dashboard import tiles_of
from accounts.views.pages import page


@require_safe
@signed_in
def dashboard(request: PersonRequest) -> HttpResponse:
    return page(request, "dashboard", "Escritorio", {"headings": tiles_of(request.user)})
