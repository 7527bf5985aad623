"""Who wants a place in Kongsberg's fordypning next school year: applications in every state."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils import timezone

from participants.demonstration.marks import WHY
from participants.demonstration.people import children, guardians
from participants.demonstration.places import APPLIED, ENROLLED, WAITLISTED, Places
from participants.grounds import grounds_of
from participants.models import (
    Answer,
    Appeal,
    Applicant,
    Application,
    Enrolment,
    EnrolmentState,
    FamilyLink,
    Ground,
    Guardian,
    Offer,
    Participant,
    Place,
    Reapplication,
    Referral,
    SuspectedPair,
)
from partners.models import PartnerAgency
from portal.accounts.models import User
from portal.audit.actor import LINK, SYSTEM, USER
from portal.demonstration.accounts import KONGSBERG_CONTACT
from portal.demonstration.names import Names
from programmes.models import Group, Season

OFFERED, REFUSED, WITHDRAWN = EnrolmentState.OFFERED, EnrolmentState.REFUSED, EnrolmentState.WITHDRAWN
DECLINED, EXPIRED = EnrolmentState.DECLINED, EnrolmentState.EXPIRED
INTRO, ADVANCED = "Introfordypning", "Fordypning"
ASKED, LINK_LASTS, ANSWER_DAYS = 23, datetime.timedelta(days=180), 10
AGE_ABOVE_GRADE = 5
LANGUAGES = ("nb", "uk", "en", "ar", "nb", "so", "nb", "pl")

LAST_YEARS = (
    (INTRO, Answer.KEPT, ((ENROLLED, 12),)),
    (INTRO, Answer.KEPT, ((ENROLLED, 12),)),
    (INTRO, Answer.KEPT, ()),
    (INTRO, Answer.CHANGED, ()),
    (INTRO, Answer.GIVEN_UP, None),
    (INTRO, "", None),
    (ADVANCED, Answer.KEPT, ((OFFERED, 14), (ENROLLED, 12))),
    (ADVANCED, Answer.KEPT, ((OFFERED, 4),)),
    (ADVANCED, Answer.KEPT, ()),
    (ADVANCED, "", None),
)
"""Of last year's pupils in their order: group, answer, and the steps after the application, in days ago."""
NEW = (
    (ADVANCED, 8, ((OFFERED, 15), (ENROLLED, 13))),
    (ADVANCED, 9, ((OFFERED, 15), (ENROLLED, 11))),
    (ADVANCED, 10, ((OFFERED, 15), (ENROLLED, 14))),
    (ADVANCED, 8, ((OFFERED, 14),)),
    (ADVANCED, 9, ((OFFERED, 16), (DECLINED, 13))),
    (ADVANCED, 10, ((OFFERED, 18), (EXPIRED, 7))),
    (ADVANCED, 8, ((WITHDRAWN, 5),)),
    (ADVANCED, 6, ((REFUSED, 9),)),
    (ADVANCED, 9, ((WAITLISTED, 10), (WAITLISTED, 3))),
    (ADVANCED, 8, ((WAITLISTED, 11),)),
    (ADVANCED, 8, ((WAITLISTED, 8),)),
    (ADVANCED, 10, ((WAITLISTED, 8),)),
    (ADVANCED, 8, ()),
    (INTRO, 6, ()),
    (INTRO, 7, ()),
    (INTRO, 7, ()),
    (INTRO, 6, ()),
)
"""Families that apply for the first time: group, grade, and the steps after the application."""
LATE, REFUSED_ONE, MOVED_UP, SIBLINGS = 3, 7, 8, slice(10, 12)
REFERRED, PAIR = 13, (12, 16)
RANKS = {8: 1, 9: 2, 10: 3, 11: 4}
"""Numbers in the table: an offer that nobody has received, who was refused, and so on."""
WORDS = {
    "moved up": "Flyttet til kommunen i oktober. Ble ført opp sent fordi skjemaet kom til feil kontor.",
    WITHDRAWN: "Familien flytter til sommeren.",
    WAITLISTED: "Vi gir beskjed når det blir en ledig plass.",
    REFUSED: "Sjette trinn hører til Introfordypning, og dere kan søke der.",
    "appeal": "Vi mener at hun er klar for det øverste nivået, og ber om en ny vurdering.",
    "helps": "Trenger å få oppgaver én om gangen.",
}


class NextYear:
    def __init__(self, names: Names, coordinator: User) -> None:
        self.names, self.coordinator = names, coordinator
        seasons = Season.objects.everything(why=WHY).select_related("run", "school__municipality")
        self.season = seasons.get(school__memberships__user=coordinator)
        self.school = self.season.school
        groups = Group.objects.everything(why=WHY).filter(run=self.season.run)
        self.groups = {one.name: one for one in groups.select_related("run", "school__municipality")}
        self.places, self.offers = Places(), list[Offer]()
        self.grounds: dict[str, Ground] = {}

    def fill(self) -> None:
        self._keep_grounds()
        kept = list(self._last_years())
        people = self._newcomers()
        wishes = [self._new(number, person) for number, person in enumerate(people)]
        self._take_places()
        self.places.save()
        Offer.objects.bulk_create(self.offers)
        Reapplication.objects.bulk_create(kept)
        self.season.invited_at = ago(ASKED)
        self.season.save(update_fields=["invited_at"])
        self._appeal(wishes[REFUSED_ONE])
        self._refer(wishes[REFERRED])
        first, second = (people[number] for number in PAIR)
        SuspectedPair.objects.create(school=self.school, first=first, second=second)

    def _keep_grounds(self) -> None:
        """The school's list is the built-in one, of which the first reason is given."""
        for state in (OFFERED, ENROLLED, WAITLISTED, REFUSED, WITHDRAWN, EXPIRED):
            rows = Ground.objects.bulk_create(grounds_of(self.school, state))
            self.grounds[state] = rows[0]

    def _last_years(self) -> Iterator[Reapplication]:
        places = Enrolment.objects.everything(why=WHY).filter(
            group__run=self.season.previous_run, state=ENROLLED
        )
        rows = places.select_related("participant", "application", "group").order_by("group_id", "pk")
        for number, (row, (group, answer, steps)) in enumerate(zip(rows, LAST_YEARS, strict=True)):
            assert row.group.name == group and row.application, "as many as in the tables above"
            link = self._link(row.participant, number)
            row.application.link = link
            row.application.save(update_fields=["link"])
            if steps is not None:
                wanted = ADVANCED if answer == Answer.CHANGED else group
                kept_from = row if answer == Answer.KEPT else None
                self._wish(wanted, row.participant, link, 20 - number / 4, steps, kept_from=kept_from)
            yield Reapplication(
                school=self.school,
                season=self.season,
                enrolment=row,
                link=link,
                asked_at=ago(ASKED),
                answer=answer,
                answered_at=ago(20 - number / 4) if answer else None,
            )

    def _newcomers(self) -> list[Participant]:
        people = []
        for _group, grade, _steps in NEW:
            age = grade + AGE_ABOVE_GRADE
            year = self.season.opens_on.year
            people += children(
                self.school, self.names, count=1, year=year, ages=(age, age), grades=(grade, grade)
            )
        elder, younger = people[SIBLINGS]
        younger.family_name = elder.family_name
        one, other = (people[number] for number in PAIR)
        other.given_name, other.family_name = one.given_name, one.family_name
        other.birth_year = one.birth_year
        Participant.objects.bulk_create(people)
        Guardian.objects.bulk_create(guardians(people, self.names))
        return people

    def _new(self, number: int, person: Participant) -> Enrolment:
        group, _grade, steps = NEW[number]
        sibling = number == SIBLINGS.stop - 1
        before = self.places.applications[-1].link if sibling else None
        link = before or self._link(person, number)
        fields = {"waiting_rank": RANKS.get(number), "moved_up": number == MOVED_UP}
        wish = self._wish(group, person, link, 22 - number / 4, steps, **fields)
        if number == LATE:
            self.offers[-1].delivered_at = None
        self.places.applications[-1].together = number in range(*SIBLINGS.indices(len(NEW)))
        return wish

    def _link(self, person: Participant, number: int) -> FamilyLink:
        guardian = Guardian.objects.everything(why=WHY).get(participant=person)
        return FamilyLink.objects.create(
            school=self.school,
            language=LANGUAGES[number % len(LANGUAGES)],
            expires_at=timezone.now() + LINK_LASTS,
            email=guardian.email,
            phone=guardian.phone,
        )

    def _wish(
        self,
        group: str,
        person: Participant,
        link: FamilyLink,
        days: float,
        steps: Sequence[tuple[str, float]],
        **fields: object,
    ) -> Enrolment:
        """The application so many days ago, and what came of it."""
        states = [APPLIED, *(state for state, _days in steps)]
        application = Application(
            school=self.school,
            run=self.season.run,
            participant=person,
            link=link,
            applicant=Applicant.PARENT,
            submitted_at=ago(days),
            language=link.language,
        )
        one = Enrolment(
            school=self.school,
            group=self.groups[group],
            participant=person,
            state=states[-1],
            applied_at=ago(days),
            application=application,
            **fields,
        )
        self.places.applications.append(application)
        self.places.enrolments.append(one)
        self.places.step(one, "", APPLIED, ago(days), LINK)
        for before, (state, when) in zip(states, steps, strict=False):
            self._step(one, before, state, when)
        return one

    def _step(self, one: Enrolment, before: str, state: str, days: float) -> None:
        by_family = (before, state) in {(OFFERED, ENROLLED), (OFFERED, DECLINED)}
        if by_family or state == EXPIRED:
            self.places.step(one, before, state, ago(days), LINK if by_family else SYSTEM)
        else:
            words = WORDS["moved up"] if before == state else WORDS.get(state, "")
            ground = None if before == state else self.grounds[state]
            self.places.step(one, before, state, ago(days), USER, self.coordinator, words, ground)
        if state == WAITLISTED and before != state:
            one.waiting_since = ago(days)
        if state == ENROLLED:
            one.enrolled_on = timezone.localdate(ago(days))
        self._offer(one, before, state, days)

    def _offer(self, one: Enrolment, before: str, state: str, days: float) -> None:
        if state == OFFERED:
            until = timezone.localdate(ago(days)) + datetime.timedelta(days=ANSWER_DAYS)
            self.offers.append(
                Offer(
                    school=self.school,
                    enrolment=one,
                    made_at=ago(days),
                    answer_by=until,
                    delivered_at=ago(days - 0.5),
                )
            )
        elif before == OFFERED:
            self.offers[-1].ended_at = ago(days)

    def _take_places(self) -> None:
        numbers = Counter[str]()
        for one in self.places.enrolments:
            if one.state in (OFFERED, ENROLLED):
                numbers[one.group.name] += 1
                self.places.places.append(
                    Place(school=self.school, group=one.group, number=numbers[one.group.name], enrolment=one)
                )

    def _appeal(self, wish: Enrolment) -> None:
        refusal = wish.moves.everything(why=WHY).get(to_state=REFUSED)
        Appeal.objects.create(
            school=self.school,
            enrolment=wish,
            move=refusal,
            received_on=timezone.localdate(ago(4)),
            text=WORDS["appeal"],
        )

    def _refer(self, wish: Enrolment) -> None:
        application = wish.application
        assert application, "a wish of a season has its application"
        application.applicant, application.what_helps = Applicant.PARTNER, WORDS["helps"]
        application.save(update_fields=["applicant", "what_helps"])
        referral = Referral.objects.create(
            school=self.school,
            agency=PartnerAgency.objects.everything(why=WHY).get(name="NAV Kongsberg"),
            application=application,
            referred_by=User.objects.get(email=KONGSBERG_CONTACT),
            reference="Sak 17",
        )
        referral.referred_at = application.submitted_at
        referral.save(update_fields=["referred_at"])


def ago(days: float) -> datetime.datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) - datetime.timedelta(days=days)
