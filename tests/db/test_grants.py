"""What may be done to a grant, what is refused with which words, and what follows by itself."""

import datetime
import io
from decimal import Decimal

import pikepdf
import pytest

from partners.actions.attach import attach
from partners.actions.attach_to_report import attach_to_report
from partners.actions.award_grant import award_grant, refuse_grant
from partners.actions.close_grant import close_grant
from partners.actions.conditions import ConditionFacts
from partners.actions.grant_payments import (
    PaymentFacts,
    add_payment,
    change_payment,
    remove_payment,
    version_of_payment,
)
from partners.actions.grant_reports import (
    PapersMissing,
    add_report,
    not_sent,
    note_sent,
    remove_report,
    set_report_day,
)
from partners.actions.grant_targets import TargetFacts, add_target, change_target, version_of_target
from partners.actions.save_conditions import ask_for_paper, change_conditions, version_of_conditions
from partners.actions.save_funder import FunderFacts
from partners.actions.save_grant import change_grant, version_of_grant
from partners.actions.save_scheme import (
    SchemeFacts,
    add_scheme,
    change_scheme,
    take_in_scheme,
    version_of_scheme,
)
from partners.models import Funder, Grant, GrantScheme, ReportDue
from partners.papers import missing_papers
from partners.ready_schemes import ready_scheme, ready_schemes
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Closed, NameTaken, Refused
from portal.audit.versions import ChangedMeanwhile
from programmes.actions.choose_grant_runs import choose_grant_runs, version_of_runs
from programmes.models import ProgrammeRun
from reports.views.grants.words import changes_of
from tests.db.granting import KRONER, REGION, applied, awarded, facts, on
from tests.db.people import WHY

pytestmark = pytest.mark.django_db
BUFDIR = {"by_calendar_year": True, "report_month": 1, "report_day": 31}


def reports(grant: Grant) -> list[tuple[str, datetime.date]]:
    rows = ReportDue.objects.everything(why=WHY).filter(grant=grant).order_by("period_to", "due_on", "kind")
    return [(row.kind, row.due_on) for row in rows]


def due(grant: Grant, kind: str = "final") -> ReportDue:
    return ReportDue.objects.everything(why=WHY).with_papers().get(grant=grant, kind=kind)


def pdf(title: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Title"] = title
        made.save(out)
    return out.getvalue()


@pytest.fixture
def bodil(samklang) -> Actor:
    return Actor.of(samklang.bodil)


def test_an_application_takes_over_conditions_and_papers_and_its_amounts_are_in_the_log(samklang, bodil):
    scheme = take_in_scheme(
        actor=bodil, school_id=samklang.roskilde.pk, ready=ready_scheme("region_hovedstaden", "DK")
    )
    grant = applied(samklang, scheme_id=scheme.pk)
    assert (grant.ceiling_share, grant.funder) == (Decimal("0.6"), scheme.funder)
    assert [one.kind for one in grant.asked_papers.everything(why=WHY)] == ["partner_declaration"]
    award_grant(actor=bodil, grant_id=grant.pk, awarded_on=on(1, 10), amount=400_000 * KRONER)
    noted = AuditEntry.objects.filter(model="partners.grant").order_by("pk")
    assert [entry.values["amount"] for entry in noted] == [
        {"before": None, "after": 45_000_000},
        {"before": 45_000_000, "after": 40_000_000},
    ]
    grant.refresh_from_db()
    assert (grant.applied_amount, grant.amount, grant.state) == (45_000_000, 40_000_000, "awarded")


def test_a_scheme_corrected_later_leaves_grants_as_they_are(samklang, bodil):
    at = samklang.roskilde.pk
    half = ConditionFacts(ceiling_share=Decimal("0.5"))
    scheme = add_scheme(actor=bodil, school_id=at, facts=SchemeFacts("Puljen"), conditions=half)
    grant = applied(samklang, scheme_id=scheme.pk)
    ask_for_paper(actor=bodil, stage="report", kind="accounts", scheme_id=scheme.pk)
    scheme.refresh_from_db()
    change_scheme(
        actor=bodil,
        scheme_id=scheme.pk,
        facts=SchemeFacts("Puljen"),
        conditions=ConditionFacts(ceiling_share=Decimal("0.25")),
        based_on=version_of_scheme(scheme),
    )
    grant.refresh_from_db()
    assert grant.ceiling_share == Decimal("0.5")
    assert not grant.asked_papers.everything(why=WHY).exists()
    with pytest.raises(NameTaken, match="Puljen"):
        add_scheme(actor=bodil, school_id=at, facts=SchemeFacts("Puljen"), conditions=half)


def test_every_ready_scheme_is_taken_in_with_its_source(samklang):
    kari = Actor.of(samklang.kari)
    for actor, school in ((kari, samklang.kongsberg), (Actor.of(samklang.bodil), samklang.roskilde)):
        for ready in ready_schemes():
            if ready.country == school.country:
                row = take_in_scheme(actor=actor, school_id=school.pk, ready=ready)
                assert row.source
                assert row.asked_papers.everything(why=WHY).count() == len(ready.papers) > 0
    by_size = GrantScheme.objects.everything(why=WHY).get(funder__name="Sparebankstiftelsen DNB")
    papers = by_size.asked_papers.everything(why=WHY).order_by("above", "pk")
    spans = papers.values_list("kind", "above", "up_to")
    assert list(spans) == [
        ("receipts", 0, 500_000 * KRONER),
        ("accounts_two_signatures", 50_000 * KRONER, 500_000 * KRONER),
        ("accounts", 500_000 * KRONER, None),
        ("auditor_statement", 500_000 * KRONER, None),
    ]
    assert (by_size.age_to, by_size.report_before_next) == (25, True)
    bufdir = GrantScheme.objects.everything(why=WHY).get(report_day=31)
    assert (bufdir.age_to, bufdir.most_years, bufdir.least_amount) == (24, 3, 50_000 * KRONER)
    assert bufdir.by_calendar_year and bufdir.comparable_accounts and bufdir.report_month == 1
    assert bufdir.asked_papers.everything(why=WHY).filter(kind="auditor_statement").exists()


def test_a_funder_of_the_same_name_is_the_same_whatever_its_letters(samklang):
    first = applied(samklang)
    change_grant(
        actor=Actor.of(samklang.bodil),
        grant_id=first.pk,
        funder=FunderFacts("REGION HOVEDSTADEN", "other"),
        facts=facts(title="Ny"),
        based_on=version_of_grant(first),
    )
    assert Funder.objects.everything(why=WHY).filter(name__iexact=REGION.name).count() == 1


def test_reports_follow_the_conditions_and_what_was_sent_or_set_stays(samklang, bodil):
    grant = awarded(samklang, conditions=BUFDIR, ends_on=on(12, 31, 2027))
    last = datetime.date(2028, 1, 31)
    assert reports(grant) == [
        ("yearly", on(1, 31, 2026)),
        ("yearly", on(1, 31, 2027)),
        ("final", last),
    ]
    first, second = ReportDue.objects.everything(why=WHY).filter(kind="yearly").order_by("due_on")
    note_sent(actor=bodil, report_id=first.pk, sent_on=on(1, 30, 2026))
    set_report_day(actor=bodil, report_id=second.pk, due_on=on(3, 1, 2027))
    sixty = ConditionFacts(by_calendar_year=True, report_days_after=60)
    change_conditions(actor=bodil, grant_id=grant.pk, facts=sixty, based_on=version_of_conditions(grant))
    assert reports(grant) == [
        ("yearly", on(1, 31, 2026)),
        ("yearly", on(3, 1, 2027)),
        ("final", on(2, 29, 2028)),
    ]
    grant.refresh_from_db()
    shorter = facts(ends_on=on(12, 31, 2026))
    change_grant(
        actor=bodil,
        grant_id=grant.pk,
        funder=grant.funder_id,
        facts=shorter,
        based_on=version_of_grant(grant),
    )
    assert reports(grant) == [
        ("yearly", on(1, 31, 2026)),
        ("final", on(3, 1, 2027)),
        ("yearly", on(3, 1, 2027)),
    ]
    with pytest.raises(Refused, match="follows from the conditions"):
        remove_report(actor=bodil, report_id=first.pk)
    remove_report(actor=bodil, report_id=second.pk)
    assert ("yearly", on(3, 1, 2027)) not in reports(grant)


def test_a_paper_of_one_years_report_does_not_serve_the_next(samklang, bodil):
    grant = awarded(samklang, conditions={**BUFDIR, "comparable_accounts": True}, ends_on=on(12, 31, 2026))
    first, last = due(grant, "yearly"), due(grant)
    assert missing_papers(first) == missing_papers(last) != ()
    with pytest.raises(PapersMissing, match="Still missing: project accounts"):
        note_sent(actor=bodil, report_id=first.pk, sent_on=on(1, 30, 2026))
    attach_to_report(actor=bodil, report_id=first.pk, kind="accounts_two_signatures", title="", content=pdf())
    assert missing_papers(due(grant, "yearly")) == ()
    assert missing_papers(due(grant)) == missing_papers(last)
    note_sent(actor=bodil, report_id=first.pk, sent_on=on(1, 30, 2026))
    note_sent(actor=bodil, report_id=last.pk, sent_on=on(1, 30, 2026), anyway=True)
    with pytest.raises(Refused, match="noted as sent already"):
        note_sent(actor=bodil, report_id=last.pk, sent_on=on(2, 2, 2026), anyway=True)
    not_sent(actor=bodil, report_id=last.pk)
    not_sent(actor=bodil, report_id=last.pk)
    assert due(grant).sent_on is None
    assert AuditEntry.objects.filter(action="report not sent").count() == 1


def test_the_final_report_asks_for_what_the_application_owes(samklang, bodil):
    grant = awarded(samklang, conditions={"report_days_after": 30})
    declaration = {"stage": "application", "kind": "partner_declaration", "grant_id": grant.pk}
    ask_for_paper(actor=bodil, **declaration)
    with pytest.raises(Refused, match="on the list already"):
        ask_for_paper(actor=bodil, **declaration)
    assert missing_papers(due(grant)) == ("partner's declaration",)
    attach(
        actor=bodil,
        school_id=samklang.roskilde.pk,
        kind="partner_declaration",
        title="",
        content=pdf(),
        grant_id=grant.pk,
    )
    assert missing_papers(due(grant)) == ()


def test_the_next_application_waits_for_the_final_report_where_the_funder_says_so(samklang, bodil):
    """Also where its conditions name no day for that report, so that none is due yet."""
    grant = awarded(samklang, conditions={"report_before_next": True}, title="Første")
    draft = applied(samklang)
    with pytest.raises(Refused, match="final report on “Første”"):
        applied(samklang, applied_on=on(12, 1))
    days = {"period_from": on(1, 1), "period_to": on(12, 31), "due_on": on(12, 31)}
    report = add_report(actor=bodil, grant_id=grant.pk, kind="final", **days)
    with pytest.raises(Refused, match="final report on “Første”"):
        applied(samklang, applied_on=on(12, 1))
    note_sent(actor=bodil, report_id=report.pk, sent_on=on(12, 31))
    change_grant(
        actor=bodil,
        grant_id=draft.pk,
        funder=draft.funder_id,
        facts=facts(applied_on=on(12, 31)),
        based_on=version_of_grant(draft),
    )


def test_an_answer_is_given_once_and_a_no_may_turn_to_a_yes(samklang, bodil):
    grant = applied(samklang)
    with pytest.raises(Refused, match="once the grant is awarded"):
        add_payment(actor=bodil, grant_id=grant.pk, facts=PaymentFacts(100, due_on=on(1, 1)))
    with pytest.raises(Refused, match="once the grant is awarded"):
        add_report(
            actor=bodil,
            grant_id=grant.pk,
            kind="final",
            period_from=on(1, 1),
            period_to=on(2, 1),
            due_on=on(3, 1),
        )
    refuse_grant(actor=bodil, grant_id=grant.pk)
    with pytest.raises(Refused, match="stands already"):
        refuse_grant(actor=bodil, grant_id=grant.pk)
    award_grant(actor=bodil, grant_id=grant.pk, awarded_on=on(2, 1), amount=100)
    with pytest.raises(Refused, match="stands already"):
        award_grant(actor=bodil, grant_id=grant.pk, awarded_on=on(2, 1), amount=100)
    grant.refresh_from_db()
    assert grant.awarded_on == on(2, 1)
    with pytest.raises(Refused, match="awarded in DKK"):
        change_grant(
            actor=bodil,
            grant_id=grant.pk,
            funder=grant.funder_id,
            facts=facts(currency="NOK"),
            based_on=version_of_grant(grant),
        )
    slip = facts(awarded_on=on(2, 3), title="Puljen", reference="KF-1")
    version = version_of_grant(grant)
    change_grant(actor=bodil, grant_id=grant.pk, funder=grant.funder_id, facts=slip, based_on=version)
    grant.refresh_from_db()
    assert (grant.state, grant.awarded_on) == ("awarded", on(2, 3))
    told = AuditEntry.objects.filter(action="change grant").last().values
    assert {"purpose", "goals", "title", "reference"}.isdisjoint(told), "no words in the log"


def test_a_payment_that_came_stays_and_each_change_of_it_is_in_the_log(samklang, bodil):
    grant = awarded(samklang)
    row = add_payment(actor=bodil, grant_id=grant.pk, facts=PaymentFacts(100, due_on=on(3, 1)))
    with pytest.raises(Refused, match="same payment is there already"):
        add_payment(actor=bodil, grant_id=grant.pk, facts=PaymentFacts(100, due_on=on(3, 1)))
    came = PaymentFacts(90, on(3, 1), on(3, 2), "B 7")
    change_payment(actor=bodil, pk=row.pk, facts=came, based_on=version_of_payment(row))
    with pytest.raises(Refused, match="paid back is an amount below 0"):
        remove_payment(actor=bodil, pk=row.pk)
    with pytest.raises(ChangedMeanwhile):
        again = PaymentFacts(80, on(3, 1))
        change_payment(actor=bodil, pk=row.pk, facts=again, based_on="an older one")
    back = add_payment(actor=bodil, grant_id=grant.pk, facts=PaymentFacts(-40, due_on=on(4, 1)))
    remove_payment(actor=bodil, pk=back.pk)
    changes = changes_of(samklang.bodil, grant)
    assert [(one.what, one.before, one.after) for one in changes] == [
        ("Payment", -40, None),
        ("Payment", None, -40),
        ("Payment", 100, 90),
        ("Payment", None, 100),
        ("Applied for", None, 45_000_000),
    ]
    assert {one.who for one in changes} == {samklang.bodil.name}
    assert changes_of(samklang.kim, grant) == []


def test_a_target_number_stands_once_and_only_what_is_counted_by_hand_is_reached_by_hand(samklang, bodil):
    grant = awarded(samklang)
    logged = add_target(actor=bodil, grant_id=grant.pk, facts=TargetFacts("sessions", 20, reached=5))
    assert logged.reached is None
    with pytest.raises(Refused, match="there already"):
        add_target(actor=bodil, grant_id=grant.pk, facts=TargetFacts("sessions", 20))
    by_hand = TargetFacts("other", 3, "Artikler", reached=0)
    row = change_target(actor=bodil, pk=logged.pk, facts=by_hand, based_on=version_of_target(logged))
    assert row.reached == 0
    assert row.reached_on is not None
    noted = AuditEntry.objects.get(action="change target").values
    assert noted == {"grant": grant.pk, "measure": "other", "target": 3, "reached": 0}, "no words in the log"


def test_a_grant_is_closed_once_all_is_reported_and_then_nothing_changes(samklang, bodil):
    grant = awarded(samklang, conditions={"report_days_after": 30})
    with pytest.raises(Refused, match="Not every report has been sent"):
        close_grant(actor=bodil, grant_id=grant.pk, afterwards="ends")
    report = due(grant)
    note_sent(actor=bodil, report_id=report.pk, sent_on=on(12, 31))
    close_grant(actor=bodil, grant_id=grant.pk, afterwards="budget_line", note="Fra 2026")
    for change in (
        lambda: set_report_day(actor=bodil, report_id=report.pk, due_on=on(12, 31)),
        lambda: add_target(actor=bodil, grant_id=grant.pk, facts=TargetFacts("places", 1)),
        lambda: ask_for_paper(actor=bodil, stage="report", kind="accounts", grant_id=grant.pk),
        lambda: attach_to_report(actor=bodil, report_id=report.pk, kind="report", title="", content=pdf()),
        lambda: close_grant(actor=bodil, grant_id=grant.pk, afterwards="ends"),
    ):
        with pytest.raises(Closed, match="no longer changed"):
            change()


def test_the_responsible_is_a_coordinator_and_another_schools_grant_is_not_there(samklang, bodil):
    with pytest.raises(Refused, match="coordinator of the school"):
        applied(samklang, responsible_id=samklang.ida.pk)
    grant = awarded(samklang, responsible_id=samklang.bodil.pk)
    kim = Actor.of(samklang.kim)
    with pytest.raises(Grant.DoesNotExist):
        close_grant(actor=kim, grant_id=grant.pk, afterwards="ends")
    with pytest.raises(Grant.DoesNotExist):
        add_target(actor=kim, grant_id=grant.pk, facts=TargetFacts("places", 1))


def test_target_numbers_count_in_the_runs_that_are_chosen_of_the_grants_school_and_days(samklang, bodil):
    grant = awarded(samklang, starts_on=samklang.run.starts_on, ends_on=samklang.run.ends_on)
    none = version_of_runs([])
    choose_grant_runs(actor=bodil, grant_id=grant.pk, runs={samklang.run.pk}, based_on=none)
    with pytest.raises(ChangedMeanwhile):
        choose_grant_runs(actor=bodil, grant_id=grant.pk, runs=set(), based_on=none)
    with pytest.raises(ProgrammeRun.DoesNotExist):
        chosen = version_of_runs([samklang.run.pk])
        choose_grant_runs(actor=bodil, grant_id=grant.pk, runs={10**6}, based_on=chosen)
    with pytest.raises(Grant.DoesNotExist):
        choose_grant_runs(actor=Actor.of(samklang.kim), grant_id=grant.pk, runs=set(), based_on=none)
