from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from portal.jobs.sweeper import clean_with
        from portal.web.navigation import Item, register
        from reports.actions.clear_orphans import clear_orphans
        from reports.policies import ROLES

        clean_with(clear_orphans)
        register(Item(label=_("Reports"), url_name="reports:list", roles=ROLES, order=40))
