from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Cuentas"

    def ready(self) -> None:
        from accounts.groups import renew_groups

        # Permissions are made by the same signal, connected before this one.
        post_migrate.connect(renew_groups, dispatch_uid="accounts.groups")
