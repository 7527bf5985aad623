from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from portal.documents.orphans import clear_orphans, owned_by
        from portal.jobs.sweeper import clean_with
        from portal.web.navigation import Item, register
        from reports.files import named_by_reports
        from reports.policies import ROLES

        owned_by(named_by_reports)
        clean_with(clear_orphans)
        register(Item(label=_("Reports"), url_name="reports:list", roles=ROLES, order=40))
