from typing import Self

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from participants.querysets.enrolments import OfEnrolmentQuerySet
from portal.audit.actor import LINK, Actor

NOT_ANSWERED = ""


class ReapplicationQuerySet(OfEnrolmentQuerySet):
    def within_reach_of(self, actor: Actor) -> Self:
        """What a family's link was asked about; else what a user sees."""
        if actor.kind == LINK:
            return self.filter(link=actor.link_id, link__isnull=False)
        return self.visible_to(actor.person)

    def for_page(self) -> Self:
        """With what a line about last year's place names."""
        return self.select_related("season__run__programme", "enrolment__participant", "enrolment__group")

    def with_outcome(self) -> Self:
        """Annotates `outcome`: the answer; a wish for something else counts once an application came."""
        applications = apps.get_model("participants", "Application").objects
        sent = applications.everything(why="of these rows").filter(
            run=OuterRef("season__run"), participant=OuterRef("enrolment__participant")
        )
        begun = Q(answer="changed") & ~Q(Exists(sent))
        return self.annotate(
            outcome=Case(When(begun, then=Value(NOT_ANSWERED)), default=F("answer"), output_field=CharField())
        )

    def locked(self) -> Self:
        """Locked until the transaction ends; SQLite, whose transactions write one at a time, needs none."""
        return self.select_related(
            "season__run", "enrolment__group", "enrolment__participant", "enrolment__application", "link"
        ).select_for_update(of=("self",), no_key=True)
