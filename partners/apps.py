from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.deadlines.payments import payments
        from partners.deadlines.renewals import renewals
        from partners.deadlines.reports import reports
        from partners.files import named_by_agreements, named_by_attachments
        from partners.querysets import KEPT_ROLES, held_by
        from portal.deadlines import registry as deadlines
        from portal.demonstration import registry
        from portal.documents.orphans import owned_by
        from portal.scope.rights import provide

        provide(KEPT_ROLES, held_by)
        for provider in (reports, payments, renewals):
            deadlines.register(provider)
        registry.register(20, "partners.demonstration")
        owned_by(named_by_attachments)
        owned_by(named_by_agreements)
