from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Cuentas"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from accounts import checks, dashboard, groups  # noqa: F401  the checks register themselves
        from accounts.sessions import note_start
        from layers.menu import Entry, register

        # Permissions are made by the same signal, connected before this one.
        post_migrate.connect(groups.renew_groups, dispatch_uid="accounts.groups")
        user_logged_in.connect(note_start, dispatch_uid="accounts.sessions")
        groups.register("atención", ["accounts.view_user"])
        dashboard.register(*dashboard.OWN)
        register(Entry("Escritorio", "dashboard", for_user=dashboard.everybody))
