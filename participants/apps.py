from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from participants.actions.tell_of_plans import tell_of_plans
        from participants.capacity import connect
        from participants.deadlines.retention import retention
        from participants.deadlines.seasons import seasons
        from participants.deadlines.settlements import settlements
        from participants.failures import note_failures
        from participants.files import named_by_letters, named_by_photos
        from participants.school_settings import settings_of
        from portal.deadlines import registry as deadlines
        from portal.demonstration import registry
        from portal.documents.orphans import owned_by
        from portal.jobs.sweeper import clean_with
        from portal.scope.roles import PARTNER_CONTACT, SCHOOL_ROLES, Role
        from portal.web.navigation import Item, register
        from programmes.keeping import years_are_read_by
        from programmes.telling import changed_plans_are_told_by

        register(Item(_("Today"), "participants:today", (Role.TEACHER,), order=10))
        register(Item(_("The week"), "participants:week", (Role.COORDINATOR,), order=15))
        register(Item(_("Groups and places"), "participants:groups", (Role.COORDINATOR,), order=20))
        register(Item(_("Participants"), "participants:participants", (Role.COORDINATOR,), order=25))
        register(Item(_("Seasons"), "participants:seasons", (Role.COORDINATOR,), order=30, more=True))
        register(Item(_("Referred children"), "participants:referrals", (PARTNER_CONTACT,), order=40))
        register(Item(_("Openings"), "participants:openings", (Role.ADMINISTRATOR,), order=50))
        register(Item(_("Equipment"), "participants:equipment", SCHOOL_ROLES, order=60, more=True))
        register(Item(_("Volunteers"), "participants:volunteers", (Role.COORDINATOR,), order=65, more=True))
        register(Item(_("Settlements"), "participants:settlements", (Role.COORDINATOR,), order=62, more=True))
        register(Item(_("Settings"), "participants:settings", (Role.COORDINATOR,), order=95, more=True))
        deadlines.register(retention)
        deadlines.register(seasons)
        deadlines.register(settlements)
        years_are_read_by(lambda school: settings_of(school).retention_years)
        changed_plans_are_told_by(tell_of_plans)
        registry.register(40, "participants.demonstration")
        owned_by(named_by_letters)
        owned_by(named_by_photos)
        clean_with(note_failures)
        connect(self)
