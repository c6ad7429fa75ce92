"""Django's admin, entered by the portal's own door: password, lock-out and second factor are the same as everywhere."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import lacks_second_factor


class PortalAdminSite(AdminSite):
    site_header = "Administración del portal"
    site_title = "Administración"
    index_title = "Cuentas y registros"
    site_url = "/escritorio/"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_second_factor(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Reached by whoever may not enter. Those who are not staff find nothing here."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", reverse("admin:index")))
        if request.user.is_staff and lacks_second_factor(request):
            return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("second-factor"))
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("change-password")
