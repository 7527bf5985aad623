"""What a family may know of a group: never its own name, its partner or the kind of its programme."""

import datetime
from dataclasses import dataclass

from portal.accounts.models import CultureSchool
from programmes.models import Group
from programmes.public_room import public_room
from programmes.rules.public_texts import Words, written


@dataclass(frozen=True)
class PublicGroup:
    pk: int
    school: CultureSchool
    title: Words
    art_form: Words
    about: Words
    age_group: str
    age_from: int | None
    age_to: int | None
    grade_from: int | None
    grade_to: int | None
    weekday: int | None
    time_from: datetime.time | None
    time_to: datetime.time | None
    place: str
    price: int | None
    lends_equipment: bool
    apply_until: datetime.date | None


def public_group(group: Group, language: str) -> PublicGroup:
    """In `language`, or as the school wrote it in its own; `group` comes from `in_catalogue_on`."""
    programme, school = group.run.programme, group.school
    texts = [text for text in programme.public_texts.all() if text.school_id == school.pk]
    languages = (language, school.country.language)
    return PublicGroup(
        pk=group.pk,
        school=school,
        title=written(texts, "name", languages, programme.public_name),
        art_form=written(texts, "art_form", languages, programme.art_forms),
        about=written(texts, "about", languages),
        age_group=programme.age_group,
        age_from=programme.age_from,
        age_to=programme.age_to,
        grade_from=group.grade_from,
        grade_to=group.grade_to,
        weekday=group.weekday,
        time_from=group.time_from,
        time_to=group.time_to,
        place=public_room(group),
        price=group.price,
        lends_equipment=group.lends_equipment,
        apply_until=getattr(group, "apply_until", None),
    )
