"""Who may ask for which report, and who may read one. Each predicate has a queryset that agrees with it."""

from collections.abc import Iterator

from portal.accounts.models import CultureSchool
from portal.geography.models import Municipality
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, Role
from programmes.models import Programme
from reports.definitions.base import Definition
from reports.definitions.registry import definitions
from reports.definitions.scope import Scope
from reports.models import ReportRun

ROLES = (Role.LEADER, PROGRAMME_LEAD, Role.COORDINATOR)
OWN = "narrowed to what the user's own roles name"


def may_request(user: Person, definition: Definition, scope: Scope) -> bool:
    """A programme's lead for all of it; a leader or coordinator for the own part, or the own municipality."""
    if not definition.accepts(scope) or not _holds(user, scope):
        return False
    return scope.programme is None or _has_been_run(scope)


def may_read(user: Person, run: ReportRun) -> bool:
    """As `ReportRun.objects.visible_to`."""
    return _holds(user, Scope.of(run))


def _holds(user: Person, scope: Scope) -> bool:
    rights = rights_of(user)
    if scope.school:
        return scope.school.pk in rights.of(Role.COORDINATOR)
    if scope.municipality:
        return scope.municipality.pk in rights.of(Role.LEADER)
    return scope.programme is not None and scope.programme.pk in rights.of(PROGRAMME_LEAD)


def _has_been_run(scope: Scope) -> bool:
    """By the part that is asked about, where it is a part; a programme that was only set up has no report."""
    found = Programme.objects.everything(why="whether one's own part is in one programme")
    run = found.filter(pk=scope.in_programme().pk, runs__isnull=False)
    if scope.school:
        run = run.filter(schools=scope.school)
    elif scope.municipality:
        run = run.filter(schools__municipality=scope.municipality)
    return run.exists()


def requestable(user: Person) -> Iterator[tuple[Definition, Scope]]:
    """Everything that `may_request` allows, the widest first."""
    found = list(_scopes(user))
    for definition in definitions():
        for scope in found:
            if definition.accepts(scope):
                yield definition, scope


def _scopes(user: Person) -> Iterator[Scope]:
    rights = rights_of(user)
    programmes = Programme.objects.everything(why=OWN).filter(runs__isnull=False).distinct()
    for programme in programmes.filter(id__in=rights.of(PROGRAMME_LEAD)):
        yield Scope(programme=programme)
    municipalities = Municipality.objects.everything(why=OWN).filter(id__in=rights.of(Role.LEADER))
    for municipality in municipalities:
        yield Scope(municipality=municipality)
        for programme in programmes.filter(schools__municipality=municipality):
            yield Scope(programme=programme, municipality=municipality)
    schools = CultureSchool.objects.everything(why=OWN).filter(id__in=rights.of(Role.COORDINATOR))
    for school in schools.select_related("municipality"):
        for programme in programmes.filter(schools=school):
            yield Scope(programme=programme, school=school)
