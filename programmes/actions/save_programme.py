"""A programme: what it is called in public, what it is for, and whose it is."""

from dataclasses import asdict, dataclass, fields

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import record
from portal.audit.saving import Refused, noted, put, stands
from portal.audit.versions import check_version, version_of_fields
from programmes.models import Programme, ProgrammeMembership, ProgrammeSchool
from programmes.policies.setup import check_may_change_programme
from programmes.rules.public_names import telling_word


@dataclass(frozen=True)
class ProgrammeFacts:
    public_name: str
    kind: str
    age_group: str
    level: str = ""
    age_from: int | None = None
    age_to: int | None = None
    art_forms: str = ""
    vulnerable: bool = True
    by_referral_only: bool = False
    asks_external_decision: bool = False
    is_shared: bool = False


FIELDS = tuple(field.name for field in fields(ProgrammeFacts))


class NameTells(Refused):
    """The public name would tell whom the programme is for; the message names the word."""


class SharedBySeveral(Refused):
    """Several schools take part, so it cannot become one school's own; the message says how many."""


def version_of_programme(programme: Programme) -> str:
    return version_of_fields(programme, FIELDS)


@transaction.atomic
def make_programme(*, actor: Actor, school_id: int, facts: ProgrammeFacts) -> Programme:
    """Who makes a shared one leads it. Raises CultureSchool.DoesNotExist for a school that the actor does not
    coordinate, and NameTells."""
    schools = CultureSchool.objects.visible_to(actor.person).coordinated_by(actor.person)
    school = schools.select_related("municipality").get(pk=school_id)
    _check_name(facts.public_name)
    programme = Programme.objects.create(country=school.country, **asdict(facts))
    ProgrammeSchool.objects.create(programme=programme, school=school, valid_from=timezone.localdate())
    record(actor, "make programme", programme, school=school, **noted(asdict(facts)))
    if facts.is_shared:
        _lead(actor, programme)
    return programme


@transaction.atomic
def change_programme(*, actor: Actor, programme_id: int, facts: ProgrammeFacts, based_on: str) -> Programme:
    """Raises Programme.DoesNotExist outside the actor's scope, PermissionDenied, NameTells, SharedBySeveral
    and ChangedMeanwhile."""
    visible = Programme.objects.visible_to(actor.person)
    rows = Programme.objects.everything(why="one that the actor sees, without the joins of the scope")
    programme = rows.filter(pk__in=visible.values("pk")).select_for_update(no_key=True).get(pk=programme_id)
    check_may_change_programme(actor.person, programme)
    values = asdict(facts)
    if stands(programme, values):
        return programme
    if facts.public_name != programme.public_name:
        _check_name(facts.public_name)
    check_version(based_on, version_of_programme(programme))
    becomes_shared = facts.is_shared and not programme.is_shared
    if programme.is_shared and not facts.is_shared:
        _check_one_school(programme)
    put(programme, values)
    programme.save(update_fields=FIELDS)
    record(actor, "change programme", programme, school=None, **noted(values))
    if becomes_shared:
        _lead(actor, programme)
    return programme


def _check_name(name: str) -> None:
    if word := telling_word(name):
        raise NameTells(
            _("“%(word)s” would tell whom the programme is for. Choose a name that tells no target group.")
            % {"word": word}
        )


def _check_one_school(programme: Programme) -> None:
    periods = ProgrammeSchool.objects.everything(why="of the programme just judged")
    number = len(set(periods.filter(programme=programme).values_list("school", flat=True)))
    if number > 1:
        raise SharedBySeveral(
            _("%(number)d schools take part or have taken part, so it stays shared.") % {"number": number}
        )


def _lead(actor: Actor, programme: Programme) -> None:
    """Somebody must be able to change it; she can hand it on."""
    membership, is_new = ProgrammeMembership.objects.everything(
        why="of the programme just judged"
    ).get_or_create(user=actor.signed_in, programme=programme, sub_region=None, ended_at=None)
    if is_new:
        record(actor, "lead programme", membership, school=None, programme=programme.pk)
