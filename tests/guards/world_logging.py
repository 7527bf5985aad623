"""What is logged beside the marks: hours, courses and photos, of each place."""

import datetime
import secrets
from collections.abc import Mapping

from django.utils import timezone

from participants.models import Consent, Photo, PhotoPerson
from portal.accounts.models import CultureSchool, User
from portal.documents import storage
from programmes.models import (
    Group,
    HeadCount,
    Session,
    Staffing,
    Training,
    TrainingDay,
    TrainingPresence,
    WorkHours,
)
from tests.db import people
from tests.db.people import Samklang

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


def photo_of(group: Group, session: Session | None = None) -> Photo:
    """Of a session of the group, with nobody on it."""
    held = session or people.session(group, -4, state="held")
    stored = storage.publish("photo.jpg", secrets.token_bytes(20))
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
        school=group.school,
        run=group.run,
        name=f"Kursus {group.pk} {secrets.token_hex(3)}",
        counts_as_hours=True,
    )
    return TrainingDay.objects.create(training=training, on=timezone.localdate(), minutes=360)


def _somebody(school: CultureSchool) -> User:
    at = Staffing.objects.everything(why=people.WHY).filter(school=school, user__isnull=False).first()
    return at.user if at else people.person(f"Vikar{school.pk} Ukendt")


def log_more(samklang: Samklang, number: int) -> None:
    """One more of everything that is logged beside the marks, in the group and the run of the persona Ida."""
    day = timezone.localdate() - datetime.timedelta(days=number)
    about = {"school": samklang.roskilde, "run": samklang.run, "employer": "school"}
    for user in (samklang.ida, samklang.otto):
        for kind in ("preparation", "coordination"):
            WorkHours.objects.create(**about, user=user, kind=kind, minutes=30, on=day)
    HeadCount.objects.create(school=samklang.roskilde, run=samklang.run, on=day, people=number)
    course = course_of(samklang.group).training
    TrainingDay.objects.create(training=course, on=day - datetime.timedelta(days=1), minutes=360)
    asked = next(iter(Training.objects.everything(why=people.WHY).filter(school=samklang.roskilde)))
    for one in TrainingDay.objects.everything(why=people.WHY).filter(training__in=(course, asked)):
        took_part = {"day": one, "user": samklang.ida, "school": samklang.roskilde}
        TrainingPresence.objects.everything(why=people.WHY).get_or_create(**took_part)
    child = people.child(samklang.roskilde, f"Foto{number}")
    people.enrol(samklang.group, child)
    Consent.objects.create(
        school=samklang.roskilde,
        participant=child,
        purpose="photo",
        by="guardian",
        given_at=timezone.now(),
        actor_kind="link",
    )
    photo = photo_of(samklang.group, samklang.yesterday)
    PhotoPerson.objects.create(photo=photo, participant=child)


def first_course(samklang: Samklang) -> dict[str, object]:
    courses = Training.objects.everything(why=people.WHY).filter(school=samklang.roskilde)
    return {"pk": courses.order_by("pk")[0].pk}
