"""What places cost for half a year: made for a whole school at once, so that siblings are found."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from participants.actions.save_settings import locked_school
from participants.fee_lines import Price, price_of
from participants.models import Enrolment, Fee, Guardian, SchoolSettings
from participants.querysets.enrolments import EnrolmentQuerySet
from participants.rules.fees import Term, families, fee, reduced, term_of
from participants.rules.same_child import contact_key
from participants.school_settings import settings_of
from portal.accounts.models import CultureSchool
from portal.audit.actor import Actor
from portal.audit.log import entry, record_many

_WHY = "all places of a school that the actor coordinates: a fee names nobody"


@transaction.atomic
def make_fees(*, actor: Actor, school_id: int, day: datetime.date, trips: Mapping[int, int]) -> list[Fee]:
    """Of the half-year that `day` lies in, for every place that has none yet; those there are stay.

    `trips` is what each pays for them, by group. Raises CultureSchool.DoesNotExist outside the actor's scope.
    """
    school = locked_school(actor, school_id)
    term, settings = term_of(day), settings_of(school)
    places = _without_fee(school, term)
    prices = {place.pk: price for place in places if (price := price_of(place.group, settings))}
    charged = [place for place in places if place.pk in prices]
    less = _siblings(school, term, charged, prices) if settings.sibling_reduction else set()
    fees = [
        _fee(actor, place, term, prices[place.pk], settings, place.participant_id in less, trips)
        for place in charged
    ]
    made = Fee.objects.bulk_create(fees)
    record_many(
        entry(actor, "make fee", one, school=school, amount={"before": None, "after": one.amount})
        for one in made
    )
    return made


def _without_fee(school: CultureSchool, term: Term) -> list[Enrolment]:
    places = Enrolment.objects.everything(why=_WHY).filter(school=school).as_participants()
    held = of_term(places, term).filter(participant__removed_on=None)
    return list(held.exclude(fees__starts_on=term.first).select_related("group__format").order_by("pk"))


def of_term(places: EnrolmentQuerySet, term: Term) -> EnrolmentQuerySet:
    """Held on a day of the half-year, in a run that goes on in it: next year's places cost nothing yet."""
    return places.enrolled_between(*term).filter(
        group__run__starts_on__lte=term.last, group__run__ends_on__gte=term.first
    )


def _fee(
    actor: Actor,
    place: Enrolment,
    term: Term,
    price: Price,
    settings: SchoolSettings,
    is_reduced: bool,
    trips: Mapping[int, int],
) -> Fee:
    reduction = settings.sibling_reduction if is_reduced else Decimal(0)
    extra = trips.get(place.group_id, 0) if price.trips_are_extra else 0
    return Fee(
        school=settings.school,
        enrolment=place,
        starts_on=term.first,
        ends_on=term.last,
        ordinary=price.ordinary,
        factor=price.factor,
        reduction=reduction,
        trips=extra,
        amount=fee(ordinary=price.ordinary, factor=price.factor, reduction=reduction, trips=extra),
        currency=settings.school.country.currency,
        made_by=actor.signed_in,
    )


def _siblings(
    school: CultureSchool, term: Term, charged: list[Enrolment], prices: Mapping[int, Price]
) -> set[int]:
    """The children whose places cost less this half-year; whoever pays in full already goes on doing so."""
    costs: dict[int, int] = defaultdict(int)
    for place in charged:
        costs[place.participant_id] += prices[place.pk].whole
    made = Fee.objects.everything(why=_WHY).filter(school=school, starts_on=term.first)
    whole = set(made.filter(reduction=0).values_list("enrolment__participant", flat=True))
    found = families(_contacts({*costs, *whole}))
    return set().union(*(reduced(family, costs, whole) for family in found)) - whole


def _contacts(children: set[int]) -> dict[int, set[str]]:
    known: dict[int, set[str]] = {child: set() for child in children}
    guardians = Guardian.objects.everything(why=_WHY).filter(participant__in=children)
    for guardian in guardians.filter(has_parental_responsibility=True):
        ways = (contact_key(guardian.phone), guardian.email.strip().casefold())
        known[guardian.participant_id] |= {way for way in ways if way}
    return known
