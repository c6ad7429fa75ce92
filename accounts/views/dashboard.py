from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import signed_in
from accounts.dashboard import tiles_of


@signed_in
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/dashboard.html", {"tiles": list(tiles_of(request.user))})
