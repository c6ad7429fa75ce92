"""Who looks at a page that anybody may see."""

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


def person_of(request: HttpRequest) -> User | None:
    """Whoever is signed in. A visitor without a session costs no query, and their page stays fit for shared caches."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
