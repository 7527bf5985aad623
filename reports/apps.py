from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from portal.deadlines import registry as deadlines
        from portal.demonstration import registry
        from portal.documents.orphans import clear_orphans, owned_by
        from portal.jobs.sweeper import clean_with
        from portal.scope.roles import Role
        from portal.web.navigation import Item, register
        from reports.deadlines.own import own_deadlines
        from reports.files import named_by_reports
        from reports.policies import ROLES

        owned_by(named_by_reports)
        clean_with(clear_orphans)
        deadlines.register(own_deadlines)
        registry.register(50, "reports.demonstration")
        register(Item(_("Deadlines"), "reports:deadlines", (Role.COORDINATOR,), order=16, more=True))
        register(Item(_("Agreements"), "reports:agreements", (Role.COORDINATOR,), order=58, more=True))
        register(Item(_("Strategy"), "reports:strategy", (Role.COORDINATOR,), order=85, more=True))
        register(Item(label=_("Reports"), url_name="reports:list", roles=ROLES, order=40))
        register(Item(_("Grants"), "reports:grants", (Role.COORDINATOR,), order=60, more=True))
