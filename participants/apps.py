from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from portal.demonstration import registry
        from portal.scope.roles import Role
        from portal.web.navigation import Item, register

        register(Item(_("Today"), "participants:today", (Role.TEACHER,), order=10))
        register(Item(_("Groups and places"), "participants:groups", (Role.COORDINATOR,), order=20))
        register(Item(_("Participants"), "participants:participants", (Role.COORDINATOR,), order=25))
        registry.register(40, "participants.demonstration")
