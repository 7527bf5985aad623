"""An appeal is registered, answered once, and stays with its decision."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from participants.actions.answer_appeal import AnsweredAlready, answer_appeal
from participants.actions.register_appeal import AppealedAlready, NotADecision, register_appeal
from participants.links import token_of
from participants.models import Appeal, EnrolmentMove, MessageKind, Notice
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from tests.db.letters import family, message_to, refused
from tests.db.people import WHY, Samklang, named_for

WORDS = "Vi er uenige: hun har søgt før de andre."
ANSWER = "Afgørelsen står ved magt, fordi holdet er fuldt."


def today() -> datetime.date:
    return timezone.localdate()


def by_link(move: EnrolmentMove) -> Actor:
    return Actor.link("family", move.enrolment.application.link_id)


def appealed(samklang: Samklang, **fields) -> Appeal:
    move = refused(samklang.bodil, family(samklang.group, email="mor@example.org", **fields))
    return register_appeal(actor=by_link(move), move_id=move.pk, received_on=today(), text=WORDS)


def answered(by, appeal: Appeal, outcome: str = "upheld") -> Appeal:
    return answer_appeal(actor=Actor.of(by), appeal_id=appeal.pk, outcome=outcome, answer=ANSWER)


@pytest.mark.django_db
class TestRegistering:
    def test_the_family_sends_it_through_its_link_and_the_coordinators_are_told(self, samklang):
        appeal = appealed(samklang)
        assert (appeal.text, appeal.registered_by) == (WORDS, None)
        told = Notice.objects.everything(why=WHY).filter(kind="appeal")
        assert [notice.user for notice in told] == [samklang.bodil]

    def test_a_coordinator_registers_one_that_came_by_post(self, samklang):
        move = refused(samklang.bodil, family(samklang.group))
        appeal = register_appeal(
            actor=Actor.of(samklang.bodil), move_id=move.pk, received_on=today(), text=WORDS
        )
        assert appeal.registered_by == samklang.bodil

    def test_the_same_words_sent_five_times_are_one_appeal(self, samklang):
        first = appealed(samklang)
        for _ in range(4):
            again = register_appeal(
                actor=by_link(first.move), move_id=first.move_id, received_on=today(), text=f" {WORDS} "
            )
            assert again.pk == first.pk

    def test_another_waits_until_the_first_is_answered(self, samklang):
        appeal = appealed(samklang)
        again = {"move_id": appeal.move_id, "received_on": today(), "text": "Og en ting til."}
        with pytest.raises(AppealedAlready):
            register_appeal(actor=by_link(appeal.move), **again)
        answered(samklang.bodil, appeal)
        assert register_appeal(actor=by_link(appeal.move), **again).pk != appeal.pk

    def test_the_link_of_another_family_reaches_nothing(self, samklang):
        move = refused(samklang.bodil, family(samklang.group))
        other = Actor.link("family", family(samklang.group, "Nabo").application.link_id)
        with pytest.raises(EnrolmentMove.DoesNotExist):
            register_appeal(actor=other, move_id=move.pk, received_on=today(), text=WORDS)

    def test_a_coordinator_of_another_school_reaches_nothing(self, samklang):
        move = refused(samklang.bodil, family(samklang.group))
        with pytest.raises(EnrolmentMove.DoesNotExist):
            register_appeal(actor=Actor.of(samklang.kim), move_id=move.pk, received_on=today(), text=WORDS)

    def test_a_teacher_who_knows_the_child_may_not(self, samklang):
        move = refused(samklang.bodil, family(samklang.group))
        move.enrolment.state, move.enrolment.enrolled_on = "enrolled", today()
        move.enrolment.save()
        with pytest.raises(PermissionDenied):
            register_appeal(actor=Actor.of(samklang.ida), move_id=move.pk, received_on=today(), text=WORDS)

    def test_what_the_family_itself_did_is_no_decision_to_appeal(self, samklang):
        enrolment = family(samklang.group)
        applied = enrolment.moves.everything(why=WHY).get(to_state="applied")
        with pytest.raises(NotADecision):
            register_appeal(actor=by_link(applied), move_id=applied.pk, received_on=today(), text=WORDS)

    def test_the_audit_entry_repeats_nothing_of_what_they_write(self, samklang):
        appeal = appealed(samklang)
        entry = AuditEntry.objects.everything(why=WHY).get(action="register appeal")
        assert (entry.object_id, entry.values) == (str(appeal.pk), {"decision": appeal.move_id})


@pytest.mark.django_db
class TestAnswering:
    def test_the_answer_stands_with_the_appeal_and_the_family_is_told(self, samklang):
        appeal = answered(samklang.bodil, appealed(samklang))
        assert (appeal.outcome, appeal.answer, appeal.answered_on) == ("upheld", ANSWER, today())
        assert appeal.answered_by == samklang.bodil
        assert message_to(appeal.enrolment).kind == MessageKind.APPEAL

    def test_it_is_not_answered_twice(self, samklang):
        appeal = answered(samklang.bodil, appealed(samklang))
        with pytest.raises(AnsweredAlready):
            answered(samklang.bodil, appeal, "changed")
        assert Appeal.objects.everything(why=WHY).get(pk=appeal.pk).outcome == "upheld"

    def test_a_coordinator_of_another_school_does_not_see_it(self, samklang):
        appeal = appealed(samklang)
        with pytest.raises(Appeal.DoesNotExist):
            answered(samklang.kim, appeal)

    def test_of_a_protected_address_only_whoever_is_named_answers(self, samklang):
        enrolment = family(samklang.group, address_protection="strictly")
        named_for(enrolment.participant, samklang.bodil)
        move = refused(samklang.bodil, enrolment)
        appeal = register_appeal(actor=by_link(move), move_id=move.pk, received_on=today(), text=WORDS)
        enrolment.participant.keepers.everything(why=WHY).delete()
        with pytest.raises(Appeal.DoesNotExist):
            answered(samklang.bodil, appeal)

    def test_the_database_knows_no_answer_without_an_outcome(self, samklang):
        appeal = appealed(samklang)
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.everything(why=WHY).filter(pk=appeal.pk).update(answered_on=today())


@pytest.mark.django_db
class TestPages:
    def test_both_stand_in_the_history_at_their_decision_with_who_decided(self, samklang, browser_of):
        appeal = answered(samklang.bodil, appealed(samklang))
        page = browser_of(samklang.bodil).get(f"/participants/{appeal.enrolment.participant_id}/")
        said = page.content.decode()
        assert said.index("Bodil Koglehøj") < said.index(WORDS) < said.index(ANSWER)

    def test_a_coordinator_registers_and_answers(self, samklang, browser_of):
        move = refused(samklang.bodil, family(samklang.group))
        bodil = browser_of(samklang.bodil)
        sent = {"move": move.pk, "received_on": today().isoformat(), "text": WORDS}
        assert bodil.post(f"/enrolments/{move.enrolment_id}/appeal/", sent).status_code == 302
        appeal = Appeal.objects.everything(why=WHY).get(move=move)
        assert WORDS in bodil.get(f"/appeals/{appeal.pk}/").content.decode()
        bodil.post(f"/appeals/{appeal.pk}/", {"outcome": "changed", "answer": ANSWER})
        assert Appeal.objects.everything(why=WHY).get(move=move).outcome == "changed"

    @pytest.mark.parametrize("days", [1, -1])
    def test_it_came_neither_in_the_future_nor_before_the_decision(self, samklang, browser_of, days):
        move = refused(samklang.bodil, family(samklang.group))
        day = (today() + datetime.timedelta(days=days)).isoformat()
        answer = browser_of(samklang.bodil).post(
            f"/enrolments/{move.enrolment_id}/appeal/", {"move": move.pk, "received_on": day, "text": WORDS}
        )
        assert answer.status_code == 422

    def test_where_nothing_was_decided_there_is_nothing_to_appeal(self, samklang, browser_of):
        enrolment = family(samklang.group)
        assert browser_of(samklang.bodil).get(f"/enrolments/{enrolment.pk}/appeal/").status_code == 404

    def test_the_family_appeals_and_reads_the_answer_on_its_own_page(self, samklang):
        move = refused(samklang.bodil, family(samklang.group))
        address = f"/family/{token_of(move.enrolment.application.link)}/appeal/{move.pk}/"
        assert "<form" in Client().get(address).content.decode()
        assert Client().post(address, {"text": WORDS}).status_code == 302
        waiting = Client().get(address).content.decode()
        assert WORDS in waiting
        assert "<textarea" not in waiting
        answered(samklang.bodil, Appeal.objects.everything(why=WHY).get(move=move))
        assert ANSWER in Client().get(address).content.decode()

    @pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
    def test_nothing_and_too_much_are_said_in_words(self, samklang, text):
        move = refused(samklang.bodil, family(samklang.group))
        address = f"/family/{token_of(move.enrolment.application.link)}/appeal/{move.pk}/"
        assert Client().post(address, {"text": text}).status_code == 422

    @pytest.mark.parametrize("text", ["🎺" * 50, "\u202eخط", "x" * 4000, "<script>alert(1)</script>"])
    def test_whatever_is_written_is_stored_and_shown_as_written(self, samklang, browser_of, text):
        move = refused(samklang.bodil, family(samklang.group))
        address = f"/family/{token_of(move.enrolment.application.link)}/appeal/{move.pk}/"
        assert Client().post(address, {"text": text}).status_code == 302
        assert Appeal.objects.everything(why=WHY).get(move=move).text == text
        person = browser_of(samklang.bodil).get(f"/participants/{move.enrolment.participant_id}/")
        assert "<script>alert" not in person.content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sent_by_five_at_the_same_moment_it_is_one(samklang):
    move = refused(samklang.bodil, family(samklang.group))
    start, made = threading.Barrier(5), []

    def send() -> None:
        start.wait()
        try:
            made.append(
                register_appeal(actor=by_link(move), move_id=move.pk, received_on=today(), text=WORDS).pk
            )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 5
    assert len(set(made)) == 1
