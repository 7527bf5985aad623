from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.files import named_by_agreements, named_by_attachments
        from partners.querysets import KEPT_ROLES, held_by
        from portal.demonstration import registry
        from portal.documents.orphans import owned_by
        from portal.scope.rights import provide

        provide(KEPT_ROLES, held_by)
        registry.register(20, "partners.demonstration")
        owned_by(named_by_attachments)
        owned_by(named_by_agreements)
