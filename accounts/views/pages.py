"""What the pages of an account have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import kept_by_nobody
from layers.pages.trail import HOME, Step

View = Callable[..., HttpResponse]


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any] | None = None, **options: Any
) -> HttpResponse:
    around = {"title": title, "trail": trail(request, title)}
    return kept_by_nobody(render(request, f"accounts/{template}.html", around | (context or {}), **options))


def trail(request: HttpRequest, title: str) -> list[Step]:
    """Whoever is signed in comes from *Escritorio*."""
    is_at_desk = request.user.is_authenticated and request.path != reverse("dashboard")
    desk = [Step("Escritorio", reverse("dashboard"))] if is_at_desk else []
    return [HOME, *desk, Step(title, request.path)]


def kept_fresh(view: View) -> View:
    """For the forms of strangers: an answer that stands in a cache would carry somebody else's token."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return kept_by_nobody(view(request, *args, **kwargs))

    return answer
