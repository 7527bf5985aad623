from django.apps import apps

from portal.scope.person import Person
from programmes.models import Session


def first_concert(user: Person, participant_id: int) -> Session | None:
    """The first concert at which the person was, as far as `user` sees the marks."""
    marks = apps.get_model("participants", "Attendance").objects.visible_to(user).attended()
    at_concerts = marks.filter(participant=participant_id, session__kind="concert")
    mark = at_concerts.select_related("session__group").order_by("session__starts_at", "pk").first()
    return mark.session if mark else None
