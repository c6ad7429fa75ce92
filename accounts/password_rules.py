from django.contrib.auth.password_validation import UserAttributeSimilarityValidator


class NotLikeOneself(UserAttributeSimilarityValidator):
    """Django's rule, in a sentence that reads well with any field."""

    def get_error_message(self) -> str:
        return "La contraseña se parece demasiado a sus datos. Elija otra."
