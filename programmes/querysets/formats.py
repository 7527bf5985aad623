from typing import Self

from django.apps import apps
from django.db.models import Q, QuerySet

from portal.accounts.models import CultureSchool
from portal.scope.person import Person
from portal.scope.querysets import ScopedQuerySet
from portal.scope.rights import rights_of
from portal.scope.roles import PROGRAMME_LEAD, SUB_REGION_COORDINATOR, Role


class FormatQuerySet(ScopedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Those of the programmes one sees: shared by all of its schools, or a school's of one's own."""
        programmes = apps.get_model("programmes", "Programme").objects.visible_to(user)
        schools = CultureSchool.objects.visible_to(user)
        return self.filter(
            Q(Q(school=None) | Q(school__in=schools.values("id")), programme__in=programmes.values("id"))
            | Q(school=None, programme__in=_in_sub_regions(user))
        )

    def changeable_by(self, user: Person) -> Self:
        """A school's own are its coordinators', and so are those of its own programme. Those of a shared one
        are its lead's and its sub-region coordinators': `may_change_format`."""
        rights = rights_of(user)
        schools = rights.of(Role.COORDINATOR)
        programmes = apps.get_model("programmes", "Programme").objects.everything(why="judged by role")
        own = programmes.filter(is_shared=False, schools__in=schools)
        shared = Q(id__in=rights.of(PROGRAMME_LEAD)) | Q(id__in=_in_sub_regions(user))
        return self.filter(
            Q(school__in=schools)
            | Q(school=None, programme__in=own.values("id"))
            | Q(school=None, programme__in=programmes.filter(shared, is_shared=True).values("id"))
        )

    def for_groups_of(self, school: CultureSchool | None) -> Self:
        """What a school chooses among: those of the whole programme, and its own."""
        return self.filter(Q(school=None) | Q(school=school))


def _in_sub_regions(user: Person) -> QuerySet:
    """Ids of the programmes of which `user` coordinates a sub-region."""
    regions = apps.get_model("programmes", "SubRegion").objects.everything(why="the user's own roles")
    return regions.filter(id__in=rights_of(user).of(SUB_REGION_COORDINATOR)).values("programme_id")
