"""What each group of staff may do. Apps say it in their AppConfig.ready; after each migration the groups are made so."""

from collections.abc import Iterable

from django.apps import AppConfig

_permissions: dict[str, set[str]] = {"publicación": set(), "atención": set(), "planificación": set()}


def register(group: str, permissions: Iterable[str]) -> None:
    """Permissions as app.codename."""
    _permissions.setdefault(group, set()).update(permissions)


def renew_groups(sender: AppConfig, **_) -> None:
    """Every group has what is registered, no more and no less; permissions of apps not migrated yet follow with theirs."""
    from django.contrib.auth.models import Group, Permission

    for name, wanted in _permissions.items():
        group, _created = Group.objects.get_or_create(name=name)
        codenames = {tuple(each.split(".", 1)) for each in wanted}
        found = Permission.objects.filter(codename__in=[codename for _, codename in codenames])
        group.permissions.set(
            [
                each
                for each in found.select_related("content_type")
                if (each.content_type.app_label, each.codename) in codenames
            ]
        )
