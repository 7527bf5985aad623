from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from portal.accounts.querysets import KEPT_ROLES, held_by
        from portal.demonstration import registry
        from portal.scope.rights import provide
        from portal.scope.roles import Role
        from portal.web.navigation import Item, register

        provide(KEPT_ROLES, held_by)
        register(Item(_("Colleagues"), "colleagues", (Role.COORDINATOR,), order=90, more=True))
        registry.register(10, "portal.accounts.demonstration")
