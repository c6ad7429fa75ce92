"""Accounts as staff see them. Whoever administers the portal changes them; *atención* only reads, and each reading is kept."""

from collections.abc import Iterable
from typing import Any, cast

from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.access import PersonRequest
from accounts.closing import close_account
from accounts.emails import send, site_url
from accounts.links import send_confirmation, send_invitation
from accounts.models import AccountReading, User
from accounts.second_factor import remove_second_factor
from accounts.sessions import end_sessions

PERSON = ("first_name", "paternal_surname", "maternal_surname", "birth_date", "nationality", "gender")
CONTACT = ("email", "email_confirmed_at", "phone", "street", "street_number", "apartment", "comuna_code")
ACCESS = ("is_active", "is_staff", "is_superuser", "groups")
REMOVED = "account_removed"

# Groups are what the apps say of them (accounts.groups); the others' pages would show people's keys.
admin.site.unregister([Group, TOTPDevice, StaticDevice])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Nobody sets another person's password here: a link by e-mail lets a new person choose theirs."""

    list_display = ("rut", "full_name", "is_confirmed", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("rut", "first_name", "paternal_surname", "email")
    search_help_text = "RUT sin puntos, nombre o email"
    ordering = ("rut",)
    list_per_page = 25
    show_full_result_count = False
    actions = ("let_in_again", "drop_second_factor")
    fieldsets = (
        (None, {"fields": ("rut", *PERSON)}),
        ("Contacto", {"fields": CONTACT}),
        ("Acceso", {"fields": (*ACCESS, "date_joined", "last_login")}),
    )

    @admin.display(description="Nombre")
    def full_name(self, user: User) -> str:
        return user.full_name

    @admin.display(description="Email confirmado", boolean=True)
    def is_confirmed(self, user: User) -> bool:
        return user.email_confirmed_at is not None

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        kept = ("email_confirmed_at", "date_joined", "last_login")
        return (*kept, "rut") if obj else kept

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        is_new_address = "email" in form.changed_data
        if not change:
            obj.set_unusable_password()
        elif is_new_address and obj.email_confirmed_at:
            # A confirmed account stays one: strangers may register anew what nobody has confirmed.
            obj.email, obj.new_email = form.initial["email"], obj.email
            self.message_user(request, "El email nuevo se usará cuando la persona lo confirme.", messages.INFO)
        super().save_model(request, obj, form, change)
        if is_new_address:
            (send_confirmation if change else send_invitation)(obj, site_url(request))
        if not obj.is_active:
            end_sessions(obj)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """As its holder would: what each app keeps of it goes, or stays, by the same rules."""
        close_account(obj, REMOVED)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            close_account(user, REMOVED)

    @admin.action(description="Cerrar sus sesiones y perdonar intentos fallidos", permissions=["change"])
    def let_in_again(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            end_sessions(user)
            reset(username=user.rut)
        self.message_user(request, "Listo: ya pueden ingresar de nuevo.", messages.SUCCESS)

    @admin.action(description="Quitar el segundo factor (teléfono perdido)", permissions=["change"])
    def drop_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            remove_second_factor(user)
            end_sessions(user)
            send(user, "second_factor_off", {})
        self.message_user(request, "Listo: podrán activarlo de nuevo al ingresar.", messages.SUCCESS)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().change_view(request, object_id, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            note_readings(cast(PersonRequest, request), [int(object_id)], "Ficha de la cuenta")
        return response

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().changelist_view(request, *args, **kwargs)
        listed = (getattr(response, "context_data", None) or {}).get("cl")
        if listed is not None and request.method == "GET":
            note_readings(cast(PersonRequest, request), [user.pk for user in listed.result_list], "Lista de cuentas")
        return response


def note_readings(request: PersonRequest, users: Iterable[int], subject: str) -> None:
    """One's own account is no matter."""
    others = [user for user in users if user != request.user.pk]
    AccountReading.objects.bulk_create(
        AccountReading(staff=request.user, person=request.user.full_name, user_id=user, subject=subject)
        for user in others
    )
