from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.querysets import KEPT_ROLES, held_by
        from portal.demonstration import registry
        from portal.scope.rights import provide

        provide(KEPT_ROLES, held_by)
        registry.register(20, "partners.demonstration")
