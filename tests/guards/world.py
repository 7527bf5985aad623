"""Who asks, and about what: each role of Roskilde, and rows of its own, of others and of a closed run."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone

from participants.models import Opening
from partners.models import AgencyMembership, PartnerAgency
from portal.accounts.models import CultureSchool, Invitation, Membership, User
from portal.documents import storage
from portal.jobs.models import Job
from portal.scope.roles import Role
from programmes.models import Group, Programme, ProgrammeMembership, SubRegion
from reports.models import ReportRun
from tests.db import people, waiting
from tests.db.catalogues import listed
from tests.db.people import Samklang
from tests.guards.decided import decided
from tests.guards.world_accounts import of_accounts
from tests.guards.world_agreements import of_agreements
from tests.guards.world_around import of_around
from tests.guards.world_deadlines import of_deadlines
from tests.guards.world_families import of_families
from tests.guards.world_grants import of_grants
from tests.guards.world_logging import of_logging
from tests.guards.world_outcomes import of_outcomes
from tests.guards.world_planning import of_planning
from tests.guards.world_roll import of_rolls
from tests.guards.world_seasons import of_seasons, of_settings
from tests.guards.world_setup import of_setup
from tests.guards.world_sharing import of_sharing

OWN, OTHER_SCHOOL, OTHER_MUNICIPALITY, ARCHIVED = "own", "other school", "other municipality", "archived"
ROLES = (
    "outsider",
    "nobody",
    "teacher",
    "colleague",
    "coordinator",
    "leader",
    "lead",
    "sub_region",
    "partner",
    "administrator",
)
"""All of Roskilde's; the teacher works in the group asked about, the colleague in another one."""

Arguments = Mapping[str, object]
WHY = "the guards' world"


@dataclass
class World:
    """`users` by role, nobody for the outsider; `objects` by kind and place, as arguments of an address."""

    samklang: Samklang
    users: dict[str, User | None]
    objects: dict[str, dict[str, Arguments]]


def build() -> World:
    samklang = people.build()
    himmelev = people.school("Musikskolen Himmelev", samklang.roskilde.municipality)
    people.person("Hedda Himmelfald", Role.COORDINATOR, himmelev)
    himmelev_group = people.group(samklang.run, himmelev, "Engen", 4)
    people.enrol(himmelev_group, people.child(himmelev, "Frode"))
    groups = {
        OWN: samklang.group,
        OTHER_SCHOOL: himmelev_group,
        OTHER_MUNICIPALITY: samklang.koege_group,
        ARCHIVED: samklang.closed_group,
    }
    objects = {"group": {place: {"pk": group.pk} for place, group in groups.items()}}
    objects["listed group"] = {place: {"pk": listed(group).pk} for place, group in groups.items()}
    objects |= _of_groups(samklang, groups)
    objects |= decided(groups)
    objects |= _to_call(groups)
    objects |= _of_schools(samklang, himmelev)
    objects |= _of_programmes(samklang)
    objects |= _reports(samklang, himmelev)
    objects |= of_seasons(groups)
    objects |= of_families(groups)
    objects |= of_outcomes(groups)
    objects |= of_logging(groups, samklang.ida)
    objects |= of_rolls(groups, samklang.bodil)
    schools = {OWN: samklang.roskilde, OTHER_SCHOOL: himmelev, OTHER_MUNICIPALITY: samklang.koege}
    objects |= of_settings(samklang, schools)
    objects |= of_agreements(schools, samklang.bodil)
    objects |= of_accounts(groups, samklang.bodil)
    objects |= of_deadlines(schools, samklang.bodil)
    objects |= of_grants(schools)
    objects |= of_sharing(schools, groups, objects["enrolled"], samklang.bodil)
    objects |= of_around(schools, groups, objects["participant"], samklang.ida)
    objects |= of_planning(schools, groups, samklang.ida)
    objects["kind of need"] = {OWN: {"kind": "absent"}}
    objects["opening"] = {OWN: {"pk": _opening(samklang).pk}}
    users = _users(samklang)
    objects |= of_setup(samklang, schools, users["sub_region"])
    return World(samklang, users, objects)


def _users(samklang: Samklang) -> dict[str, User | None]:
    sub_region = SubRegion.objects.create(programme=samklang.programme, name="Nord")
    sub_region.schools.add(samklang.roskilde, through_defaults={"valid_from": datetime.date(2024, 1, 1)})
    regional = people.person("Sigrid Sundland")
    ProgrammeMembership.objects.create(user=regional, programme=samklang.programme, sub_region=sub_region)
    contact = people.person("Pernille Partner")
    AgencyMembership.objects.create(user=contact, agency=samklang.group.partner_school)
    return {
        "outsider": None,
        "nobody": samklang.nils,
        "teacher": samklang.ida,
        "colleague": samklang.otto,
        "coordinator": samklang.bodil,
        "leader": samklang.lone,
        "lead": samklang.petra,
        "sub_region": regional,
        "partner": contact,
        "administrator": samklang.asta,
    }


def _of_groups(samklang: Samklang, groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    """Of each group a session, a child whose only group it is, and that child's application."""
    objects: dict[str, dict[str, Arguments]] = {"session": {}, "participant": {}, "enrolled": {}, "pair": {}}
    objects |= {"enrolment": {}, "application": {}, "decision": {}, "person's file": {}}
    for place, group in groups.items():
        objects["session"][place] = {"pk": people.session(group, -2).pk}
        enrolled = people.enrol(group, people.child(group.school, "Gry"))
        objects["participant"][place] = {"pk": enrolled.participant_id}
        objects["person's file"][place] = {"pk": enrolled.participant_id, "kind": "json"}
        objects["enrolled"][place] = {"pk": enrolled.pk}
        applied = people.applies(group, people.child(group.school, "Hannes"))
        objects["enrolment"][place] = {"pk": applied.pk}
        objects["decision"][place] = {"pk": applied.pk, "verb": "waitlist"}
        objects["application"][place] = {"pk": applied.application_id}
        objects["pair"][place] = {"pk": people.pair_of(enrolled.participant, applied.participant).pk}
    return objects


def _to_call(groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    """Of each group an offer past its day, and a message that failed."""
    objects: dict[str, dict[str, Arguments]] = {"offer": {}, "message": {}, "decisions": {}}
    for place, group in groups.items():
        late = waiting.offered(group, people.child(group.school, "Iben"), days=-1)
        objects["offer"][place] = {"pk": late.pk}
        objects["message"][place] = {"pk": waiting.message_failed(late.enrolment.participant).pk}
        objects["decisions"][place] = {"pk": group.pk, "verb": "waitlist"}
    return objects


def _opening(samklang: Samklang) -> Opening:
    """Of a child in Roskilde, running."""
    now = timezone.now()
    return Opening.objects.create(
        school=samklang.roskilde,
        participant=samklang.clara,
        administrator=samklang.asta,
        reason="Registered twice",
        opened_at=now,
        ends_at=now + datetime.timedelta(hours=1),
    )


def _of_schools(samklang: Samklang, himmelev: CultureSchool) -> dict[str, dict[str, Arguments]]:
    schools = {OWN: samklang.roskilde, OTHER_SCHOOL: himmelev, OTHER_MUNICIPALITY: samklang.koege}
    objects: dict[str, dict[str, Arguments]] = {"school": {}, "school page": {}, "membership": {}}
    objects |= {"invitation": {}, "invitation link": {}, "municipality": {}}
    colleague = people.person("Mads Medhjælp")
    for place, school in schools.items():
        objects["school"][place] = {"pk": school.pk}
        objects["school page"][place] = {"school": school.pk}
        objects["municipality"][place] = {"pk": school.municipality_id}
        coordinators = Membership.objects.everything(why=WHY).filter(school=school, role=Role.COORDINATOR)
        another = people.give_role(colleague, Role.TEACHER, school)
        invitation = Invitation.objects.create(
            school=school,
            email=f"new@{school.pk}.example",
            role=Role.TEACHER,
            invited_by=coordinators.get().user,
            expires_at=timezone.now() + datetime.timedelta(days=7),
        )
        objects["invitation"][place] = {"pk": invitation.pk}
        objects["invitation link"][place] = {"token": invitation.token}
        objects["membership"][place] = {"pk": another.pk}
    return objects


def _of_programmes(samklang: Samklang) -> dict[str, dict[str, Arguments]]:
    """A run and its agency at home; what Kongsberg alone has to do with."""
    norwegian = Programme.objects.create(public_name="Fordypning", kind="talent", country="NO")
    away = people.run(norwegian, [samklang.kongsberg], "Vår")
    elsewhere = PartnerAgency.objects.create(
        municipality=samklang.kongsberg.municipality, name="Skolen", kind="school"
    )
    link = default_token_generator.make_token(samklang.nils)
    return {
        "programme": {OWN: {"pk": samklang.programme.pk}, OTHER_MUNICIPALITY: {"pk": norwegian.pk}},
        "run of a share": {OWN: {"pk": samklang.run.pk}, OTHER_MUNICIPALITY: {"pk": away.pk}},
        "run": {
            OWN: {"pk": samklang.run.pk},
            OTHER_MUNICIPALITY: {"pk": away.pk},
            ARCHIVED: {"pk": samklang.closed_run.pk},
        },
        "agency": {
            OWN: {"pk": samklang.group.partner_school_id},
            OTHER_MUNICIPALITY: {"pk": elsewhere.pk},
        },
        "reset link": {OWN: {"uidb36": "1", "key": link}},
    }


def _reports(samklang: Samklang, himmelev: CultureSchool) -> dict[str, dict[str, Arguments]]:
    """Reports by their scope: the programme's, a municipality's part and a school's part in it."""
    programme = samklang.programme
    scopes: dict[str, dict[str, object]] = {
        "programme": {},
        "municipality": {"municipality": samklang.roskilde.municipality},
        "school": {"school": samklang.roskilde},
        OTHER_SCHOOL: {"school": himmelev},
        OTHER_MUNICIPALITY: {"municipality": samklang.koege.municipality},
    }
    keys = {"municipality": "m", "school": "s"}
    objects: dict[str, dict[str, Arguments]] = {"report": {}, "published": {}, "asking": {}}
    for place, part in scopes.items():
        scope = "-".join([f"p{programme.pk}", *(f"{keys[kind]}{row.pk}" for kind, row in part.items())])
        objects["asking"][place] = {"definition": "programme", "scope": scope}
        objects["report"][place] = {"pk": report(samklang, programme=programme, **part).pk}
        published = report(samklang, programme=programme, **part)
        publish(published)
        objects["published"][place] = {"pk": published.pk}
    return objects


def report(samklang: Samklang, **scope) -> ReportRun:
    """A report that waits to be built."""
    return ReportRun.objects.create(
        **scope,
        definition="programme",
        period_from=datetime.date(2024, 1, 1),
        period_to=datetime.date(2024, 12, 31),
        language="da",
        title="Rapport",
        requested_by=samklang.petra,
        job=Job.objects.create(task="reports.build_report", language="da"),
    )


def publish(row: ReportRun) -> None:
    stored = storage.publish("report.pdf", b"%PDF-1.7")
    row.file, row.sha256, row.size = stored.path, stored.sha256, stored.size
    row.snapshot, row.published_at = {}, timezone.now()
    row.save()
