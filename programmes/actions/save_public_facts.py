"""What families read: about a programme in one language, and about one of its groups."""

import datetime
from dataclasses import asdict, dataclass

from django.db import transaction

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import Group, Programme, PublicText
from programmes.policies.run import check_open


@dataclass(frozen=True)
class Words:
    name: str
    art_form: str = ""
    about: str = ""


@dataclass(frozen=True)
class GroupFacts:
    """`price` is that of a semester, in øre; 0 is free."""

    weekday: int | None = None
    time_from: datetime.time | None = None
    time_to: datetime.time | None = None
    price: int | None = None
    lends_equipment: bool = False
    in_catalogue: bool = False


WORDS = ("name", "art_form", "about")
FACTS = ("weekday", "time_from", "time_to", "price", "lends_equipment", "in_catalogue")


def version_of_words(text: PublicText | None) -> str:
    return version_of_fields(text or PublicText(), WORDS)


def version_of_facts(group: Group) -> str:
    return version_of_fields(group, FACTS)


@transaction.atomic
def save_public_text(
    *, actor: Actor, school_id: int, programme_id: int, language: str, words: Words, based_on: str
) -> PublicText:
    """Raises DoesNotExist outside the actor's scope, and ChangedMeanwhile."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.get(pk=school_id)
    programme = (
        Programme.objects.visible_to(actor.person).filter(schools=school).distinct().get(pk=programme_id)
    )
    texts = PublicText.objects.visible_to(actor.person).filter(school=school, programme=programme)
    text = texts.select_for_update(no_key=True).filter(language=language).first()
    if text and stands(text, asdict(words)):
        return text
    check_version(based_on, version_of_words(text))
    text = text or PublicText(school=school, programme=programme, language=language)
    put(text, asdict(words))
    text.save()
    record(actor, "change public text", text, school=school, language=language, **asdict(words))
    return text


@transaction.atomic
def save_group_facts(*, actor: Actor, group_id: int, facts: GroupFacts, based_on: str) -> Group:
    """Raises Group.DoesNotExist outside the actor's schools, RunClosed and ChangedMeanwhile."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    groups = Group.objects.visible_to(actor.person).filter(school__in=schools.values("id"))
    group = groups.locked().get(pk=group_id)
    check_open(group.run)
    values = asdict(facts)
    if stands(group, values):
        return group
    check_version(based_on, version_of_facts(group))
    put(group, values)
    group.save(update_fields=FACTS)
    record(actor, "change what families read of a group", group, school=group.school_id, **noted(values))
    return group
