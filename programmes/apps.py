from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"

    def ready(self) -> None:
        from portal.demonstration import registry
        from portal.documents.orphans import owned_by
        from portal.scope.rights import provide
        from portal.scope.roles import PROGRAMME_LEAD, SCHOOL_ROLES, SUB_REGION_COORDINATOR, Role
        from portal.web.navigation import Item, register
        from programmes.files import named_by_imports
        from programmes.querysets.rights import KEPT_ROLES, held_by

        provide(KEPT_ROLES, held_by)
        register(Item(_("Programmes"), "programmes:list", (Role.COORDINATOR, PROGRAMME_LEAD), order=22))
        register(Item(_("Sub-region"), "programmes:sub_region", (SUB_REGION_COORDINATOR,), order=23))
        register(Item(_("Holidays"), "programmes:holidays", (Role.COORDINATOR,), order=75, more=True))
        register(Item(_("My calendar"), "programmes:feed", SCHOOL_ROLES, order=80, more=True))
        register(Item(_("Hours"), "programmes:hours", SCHOOL_ROLES, order=52, more=True))
        register(Item(_("Head-counts"), "programmes:head_counts", SCHOOL_ROLES, order=54, more=True))
        register(Item(_("Partners"), "programmes:partners", (Role.COORDINATOR,), order=57, more=True))
        register(Item(_("Trainings"), "programmes:trainings", (Role.COORDINATOR,), order=56, more=True))
        owned_by(named_by_imports)
        registry.register(30, "programmes.demonstration")
