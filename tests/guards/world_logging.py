"""What is logged beside the marks: hours, courses and photos, of each place."""

from collections.abc import Mapping

from django.utils import timezone

from participants.models import Photo
from portal.accounts.models import CultureSchool, User
from portal.documents import storage
from programmes.models import Group, Staffing, Training, TrainingDay, WorkHours
from tests.db import people

Arguments = Mapping[str, object]


def of_logging(groups: Mapping[str, Group], teacher: User) -> dict[str, dict[str, Arguments]]:
    """`teacher` works in the groups of her own school."""
    objects: dict[str, dict[str, Arguments]] = {"hours": {}, "training": {}, "training day": {}, "photo": {}}
    for place, group in groups.items():
        user = teacher if group.school.name == "Kulturskolen Roskilde" else _somebody(group.school)
        objects["hours"][place] = {"pk": hours_of(user, group).pk}
        day = course_of(group)
        objects["training"][place] = {"pk": day.training_id}
        objects["photo"][place] = {"pk": photo_of(group).pk}
        objects["training day"][place] = {"pk": day.training_id, "day": day.pk}
    invited = Training.objects.everything(why=people.WHY).get(school=groups["other school"].school)
    invited.schools.add(groups["own"].school)
    return objects


def hours_of(user: User, group: Group) -> WorkHours:
    return WorkHours.objects.create(
        school=group.school,
        run=group.run,
        group=group,
        employer="school",
        user=user,
        kind="preparation",
        minutes=30,
        on=timezone.localdate(),
    )


def photo_of(group: Group) -> Photo:
    """Of a session of the group, with nobody on it."""
    held = people.session(group, -4, state="held")
    stored = storage.publish("photo.jpg", f"picture of {group.pk}".encode())
    by = User.objects.get(email="bodil@example.org")
    return Photo.objects.create(
        school=group.school,
        session=held,
        file=stored.path,
        sha256=stored.sha256,
        words="Tre trommer",
        added_by=by,
    )


def course_of(group: Group) -> TrainingDay:
    """A course of the group's school, of one day, whose hours stand in the group's run."""
    training = Training.objects.create(
        school=group.school, run=group.run, name=f"Kursus {group.pk}", counts_as_hours=True
    )
    return TrainingDay.objects.create(training=training, on=timezone.localdate(), minutes=360)


def _somebody(school: CultureSchool) -> User:
    at = Staffing.objects.everything(why=people.WHY).filter(school=school, user__isnull=False).first()
    return at.user if at else people.person(f"Vikar{school.pk} Ukendt")
