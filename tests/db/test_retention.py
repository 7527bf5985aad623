"""What has been kept long enough goes by itself, and what is counted stays."""

import datetime
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder

from participants.actions import remove_expired as nightly
from participants.actions.remove_expired import NAME, Removed, remove_expired, what_would_go
from participants.models import (
    Application,
    Attendance,
    Enrolment,
    FamilyLink,
    Guardian,
    Participant,
    SupportNeed,
)
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.documents.storage import private_storage
from portal.jobs.models import Job, JobState
from programmes.models import ProgrammeRun, Session
from tests.db.families import LATER, link, whole
from tests.db.people import WHY, applies, child, enrol

NIGHT = Actor.system(NAME)
MARK = "Kanarie"
DAY = datetime.date(2026, 3, 1)


def rows(model: type):
    return model.objects.everything(why=WHY)


def at(hour: int, day: datetime.date = DAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), datetime.UTC)


def stored() -> str:
    """Everything in the database but the texts of files, as one text."""
    found = {
        model._meta.label: list(model._base_manager.values())
        for model in apps.get_models()
        if model._meta.app_label in ("participants", "programmes", "audit", "jobs")
    }
    return json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False).casefold()


@pytest.fixture
def expiring(samklang):
    """The closed run goes on DAY; a child of it has everything that can be stored of one."""
    rows(ProgrammeRun).filter(pk=samklang.closed_run.pk).update(retention_on=DAY)
    samklang.closed_group.partner_school = samklang.group.partner_school
    samklang.closed_group.save()
    samklang.kanarie = whole(samklang.closed_group, samklang.bodil, MARK)
    return samklang


def test_nothing_goes_the_day_before(expiring):
    before = stored()
    assert remove_expired(actor=NIGHT, now=at(20, DAY - datetime.timedelta(days=1))) == Removed()
    assert stored() == before


def test_the_day_is_the_schools_own(expiring):
    """At half past eleven at night in UTC it is the next day in Denmark already."""
    late = at(23, DAY - datetime.timedelta(days=1))
    assert what_would_go(actor=NIGHT, now=late).people == 1


def test_no_word_of_the_child_is_left_anywhere_and_no_file(expiring):
    assert MARK.casefold() in stored()
    letters = list(
        apps.get_model("participants.Letter").objects.everything(why=WHY).values_list("file", flat=True)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda call, *args, **kwargs: call())
        remove_expired(actor=NIGHT, now=at(2))
    assert MARK.casefold() not in stored()
    assert "+45 70 12" not in stored()
    assert not any(private_storage().exists(path) for path in letters)


def test_what_is_left_of_a_person_is_a_key_with_an_age_band(expiring):
    remove_expired(actor=NIGHT, now=at(2))
    left = rows(Participant).get(pk=expiring.kanarie.pk)
    assert (left.given_name, left.family_name, left.birth_year, left.birth_date, left.grade) == (
        "",
        "",
        None,
        None,
        None,
    )
    assert (left.age_band, left.removed_on, left.address_protection) == ("10–12", DAY, "")
    assert rows(Attendance).filter(participant=left).count() == 1
    assert rows(Enrolment).filter(participant=left).count() == 1
    assert not rows(Guardian).filter(participant=left).exists()


def test_who_takes_part_in_a_later_run_stays_and_the_old_runs_words_go(expiring):
    """Amina had a place in the closed run and has one in the open run."""
    note = rows(Session).get(group=expiring.closed_group)
    assert note.note and rows(AuditEntry).filter(model="programmes.session").exclude(values={}).exists()
    old = rows(Application).get(run=expiring.closed_run, participant=expiring.amina)
    new = rows(Application).get(run=expiring.run, participant=expiring.amina)
    rows(Application).filter(participant=expiring.amina).update(message="Kan kun om tirsdagen")
    remove_expired(actor=NIGHT, now=at(2))
    amina = rows(Participant).get(pk=expiring.amina.pk)
    assert (amina.given_name, amina.removed_on) == ("Amina", None)
    assert rows(Session).get(pk=note.pk).note == ""
    assert not rows(AuditEntry).filter(model="programmes.session").exclude(values={}).exists()
    assert rows(Application).get(pk=old.pk).message == ""
    assert rows(Application).get(pk=new.pk).message


def test_the_link_stays_as_long_as_a_sibling_needs_it(expiring):
    family = rows(FamilyLink).get(applications__participant=expiring.kanarie)
    sibling = child(expiring.roskilde, "Søster")
    shared = applies(expiring.group, sibling).application
    shared.link = family
    shared.save()
    remove_expired(actor=NIGHT, now=at(2))
    assert rows(FamilyLink).filter(pk=family.pk).exists()
    assert not rows(Application).filter(participant=expiring.kanarie, link=family).exists()


def test_a_second_night_finds_nothing_to_do(expiring):
    assert remove_expired(actor=NIGHT, now=at(2)) == Removed(runs=1, people=1)
    before = stored()
    assert remove_expired(actor=NIGHT, now=at(2, DAY + datetime.timedelta(days=1))) == Removed()
    assert stored() == before


def test_what_was_stopped_in_the_middle_goes_on_the_next_time(expiring, monkeypatch):
    others = [child(expiring.roskilde, f"Anden{number}") for number in range(3)]
    for person in others:
        enrol(expiring.closed_group, person, state="completed")
    real, calls = nightly.remove_person, []

    def dies_at_the_third(**arguments):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(**arguments)

    monkeypatch.setattr(nightly, "remove_person", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        remove_expired(actor=NIGHT, now=at(2))
    assert rows(Participant).exclude(removed_on=None).count() == 2
    monkeypatch.setattr(nightly, "remove_person", real)
    assert remove_expired(actor=NIGHT, now=at(3)) == Removed(runs=0, people=2)


def test_the_dry_run_counts_the_same_and_removes_nothing(expiring):
    before = stored()
    assert what_would_go(actor=NIGHT, now=at(2)) == Removed(runs=1, people=1)
    assert stored() == before
    assert remove_expired(actor=NIGHT, now=at(2)) == Removed(runs=1, people=1)


def test_the_command_says_how_much_and_a_dry_one_removes_nothing(expiring):
    said = StringIO()
    call_command("remove_expired", dry_run=True, stdout=said)
    assert "Would be removed:\n  details of 1 runs and 1 people" in said.getvalue()
    assert rows(Participant).filter(removed_on=None, pk=expiring.kanarie.pk).exists()
    call_command("remove_expired", stdout=StringIO())
    assert not rows(Participant).filter(removed_on=None, pk=expiring.kanarie.pk).exists()


def test_who_took_part_in_nothing_goes_by_the_years_that_the_school_set(samklang):
    lonely = child(samklang.roskilde, "Ene")
    rows(Participant).filter(pk=lonely.pk).update(registered_at=at(9, datetime.date(2021, 3, 1)))
    assert what_would_go(actor=NIGHT, now=at(9, datetime.date(2026, 2, 27))).people == 0
    assert what_would_go(actor=NIGHT, now=at(9, datetime.date(2026, 3, 1))).people == 1


def test_drafts_go_with_their_link_and_need_cards_when_they_expire(samklang):
    unused = link(child(samklang.roskilde, "Ingen"), draft={"given_name": "Kladde"}, expires_at=at(1))
    in_use = link(samklang.bo, draft={"given_name": "Bror"}, expires_at=at(1))
    open_one = link(child(samklang.roskilde, "Nogen"), draft={"given_name": "Åben"})
    for days in (-1, 0):
        SupportNeed.objects.create(
            school=samklang.roskilde,
            participant=samklang.bo,
            what_helps="Pauser",
            expires_on=DAY + datetime.timedelta(days=days),
        )
    assert remove_expired(actor=NIGHT, now=at(2)) == Removed(drafts=2, cards=1)
    assert set(rows(FamilyLink).values_list("pk", flat=True)) == {in_use.pk, open_one.pk}
    assert rows(FamilyLink).get(pk=in_use.pk).draft is None
    assert unused and LATER


def test_the_night_goes_through_a_job(expiring, monkeypatch):
    from participants.tasks import begin_removal, remove

    monkeypatch.setattr("portal.jobs.queue.current_app.send_task", lambda *args, **kwargs: None)
    begin_removal()
    job = rows(Job).get(task="participants.remove_expired")
    remove(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert rows(Participant).get(pk=expiring.kanarie.pk).removed_on
