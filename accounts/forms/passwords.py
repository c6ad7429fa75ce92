"""Signing in, and passwords lost and changed."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError

from accounts.access import PersonRequest
from accounts.forms.fields import RutInput, password_field, say_what_is_missing
from accounts.forms.person import MISMATCH, PASSWORD_HINT

WRONG = "El RUT o la contraseña no corresponden. Revise ambos e inténtelo de nuevo."


class SignInForm(AuthenticationForm):
    """A RUT however it is written, and a password. What is wrong is never said in more detail than that."""

    username = RutInput(label="Rut")
    password = password_field("Contraseña", "current-password")
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_is_missing(self)

    def add_prefix(self, field_name: str) -> str:
        # Django's form insists on calling it username; people's password keepers read rut.
        return super().add_prefix("rut" if field_name == "username" else field_name)


class NewPasswordForm(SetPasswordForm):
    """After *¿Olvidó su contraseña?*"""

    new_password1 = password_field("Ingresar contraseña", "new-password", help_text=PASSWORD_HINT)
    new_password2 = password_field("Confirmar contraseña", "new-password")
    error_messages = {"password_mismatch": MISMATCH}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_is_missing(self)


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    old_password = password_field("Contraseña actual", "current-password")
    error_messages = {"password_mismatch": MISMATCH}

    def __init__(self, request: PersonRequest, *args: Any, **options: Any) -> None:
        self.request = request
        super().__init__(request.user, *args, **options)

    def clean_old_password(self) -> str:
        if not is_own_password(self.request, self.cleaned_data["old_password"]):
            raise ValidationError("La contraseña actual no es esa.")
        return self.cleaned_data["old_password"]


class LostPasswordForm(forms.Form):
    account = forms.CharField(
        label="RUT o email",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        help_text="El que usó al registrarse.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_is_missing(self)


class OwnPasswordForm(forms.Form):
    """For what must not happen at an unguarded screen."""

    password = password_field("Contraseña", "current-password")

    def __init__(self, request: PersonRequest, *args: Any, **options: Any) -> None:
        self.request = request
        super().__init__(*args, **options)
        say_what_is_missing(self)

    def clean_password(self) -> str:
        if not is_own_password(self.request, self.cleaned_data["password"]):
            raise ValidationError("La contraseña no es esa.")
        return self.cleaned_data["password"]


def is_own_password(request: PersonRequest, password: str) -> bool:
    """Counted as at the sign-in: somebody else at a screen left open must not guess it either."""
    return authenticate(request, username=request.user.rut, password=password) is not None


class CodeForm(forms.Form):
    """Six digits of the phone, or one of the recovery codes."""

    code = forms.CharField(
        label="Código",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_what_is_missing(self)

    def clean_code(self) -> str:
        return self.cleaned_data["code"].replace(" ", "").replace("-", "").lower()
