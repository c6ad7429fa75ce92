from django.contrib.auth.forms import AuthenticationForm
from django.forms import CharField, PasswordInput, TextInput


class SignInForm(AuthenticationForm):
    """A RUT however it is written, and a password. What is wrong is never said in more detail than that."""

    username = CharField(
        label="Rut",
        widget=TextInput(attrs={"autocomplete": "username", "autofocus": True, "placeholder": "12345678-5"}),
    )
    password = CharField(
        label="Contraseña", strip=False, widget=PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": "El RUT o la contraseña no corresponden. Revise ambos e intente de nuevo.",
        "inactive": "El RUT o la contraseña no corresponden. Revise ambos e intente de nuevo.",
    }

    def add_prefix(self, field_name: str) -> str:
        # Django's form insists on calling it username; people's password keepers read rut.
        return super().add_prefix("rut" if field_name == "username" else field_name)
