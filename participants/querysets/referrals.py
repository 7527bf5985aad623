"""Where a partner may refer a child to; `programmes` does not know referrals."""

import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from partners.models import PartnerAgency
from portal.scope.person import Person
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT
from programmes.querysets.groups import GroupQuerySet


def open_to_referrals(groups: GroupQuerySet, user: Person, day: datetime.date) -> GroupQuerySet:
    """Groups in open seasons, of schools that an agency of `user`'s works with or shares a municipality with.

    Those of the catalogue, and those of programmes that take children by referral only.
    """
    agencies = rights_of(user).of(PARTNER_CONTACT)
    seasons = apps.get_model("programmes", "Season").objects.everything(why="what partners may refer to")
    open_seasons = seasons.filter(
        school=OuterRef("school"), run=OuterRef("run"), opens_on__lte=day, closes_on__gte=day
    )
    partners = apps.get_model("programmes", "RunPartner").objects.everything(why="of the user's agencies")
    works_with = partners.filter(agency__in=agencies, school=OuterRef("school"))
    own = PartnerAgency.objects.everything(why="the user's own").filter(id__in=agencies)
    near = own.values("municipality")
    return (
        groups.filter(
            Q(Exists(works_with)) | Q(school__municipality__in=near) | Q(school__serves__in=near),
            Q(in_catalogue=True) | Q(run__programme__by_referral_only=True),
            Exists(open_seasons),
        )
        .exclude(run__state="closed")
        .distinct()
    )
