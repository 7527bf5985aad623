from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from portal.demonstration import registry
        from portal.scope.rights import provide
        from programmes.querysets.rights import KEPT_ROLES, held_by

        provide(KEPT_ROLES, held_by)
        registry.register(30, "programmes.demonstration")
