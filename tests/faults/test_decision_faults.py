"""What becomes of a decision's letter and message when a worker dies or the mail server is away."""

import time
from pathlib import Path

import pytest

from participants.models import Letter, Message
from portal.jobs.models import JobState
from tests.children import free_port
from tests.db.letters import family, letter_of, message_to, refused
from tests.db.people import WHY, Samklang
from tests.faults.test_report_faults import SHORT, wait_until
from tests.mailbox import mailbox
from tests.processes import process_environment, worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
EMAIL = "mor@example.org"
AGAIN_SOON = {"MESSAGE_RETRY_SECONDS": "0.5"}


def environment(media: Path, mail_url: str, **changes: str) -> dict[str, str]:
    return process_environment(MEDIA_ROOT=str(media), EMAIL_URL=mail_url, **SHORT, **AGAIN_SOON, **changes)


def decided(samklang: Samklang, language: str = "da") -> tuple[Letter, Message]:
    """Refused by a coordinator; the jobs are on their way to whichever worker comes."""
    move = refused(samklang.bodil, family(samklang.group, language=language, email=EMAIL))
    return letter_of(move), message_to(move.enrolment)


def again(message: Message) -> Message:
    return Message.objects.everything(why=WHY).select_related("job").get(pk=message.pk)


def letters_in(media: Path) -> list[str]:
    return [str(path.relative_to(media)) for path in media.rglob("*.pdf")]


def test_a_worker_killed_in_the_middle_leaves_one_letter_published_once(samklang, tmp_path):
    with mailbox() as box:
        surroundings = environment(tmp_path, box.url)
        letter, _ = decided(samklang, "ar")
        with worker(surroundings, beat=True) as first:
            wait_until(lambda: letter_of(letter.move).job.state == JobState.RUNNING, every=0.005)
            first.kill()
        assert not letter_of(letter.move).file
        with worker(surroundings, beat=True):
            wait_until(lambda: bool(letter_of(letter.move).made_at))
            time.sleep(2)
    made = letter_of(letter.move)
    assert (made.job.state, made.job.attempts) == (JobState.DONE, 2)
    assert letters_in(tmp_path) == [made.file]


def test_while_the_mail_server_is_away_a_message_waits_and_then_goes_once(samklang, tmp_path):
    port = free_port()
    _, message = decided(samklang)
    with worker(environment(tmp_path, f"smtp://127.0.0.1:{port}"), beat=True):
        wait_until(lambda: bool(again(message).job.reason))
        assert (again(message).sent_at, again(message).failed_at) == (None, None)
        with mailbox(port) as box:
            wait_until(lambda: bool(again(message).sent_at))
            time.sleep(2)
    assert [recipients for recipients, _ in box.envelopes] == [[EMAIL]]


def test_a_mail_server_that_stays_away_puts_it_on_the_call_list(samklang, tmp_path):
    surroundings = environment(tmp_path, f"smtp://127.0.0.1:{free_port()}", MESSAGE_PATIENCE_SECONDS="2")
    _, message = decided(samklang)
    with worker(surroundings, beat=True):
        wait_until(lambda: bool(again(message).failed_at))
    assert (again(message).job.state, again(message).sent_at) == (JobState.FAILED, None)


def test_a_slow_mail_server_costs_no_lease_and_gets_one_mail(samklang, tmp_path):
    """It takes longer than a lease lasts, and the sweeper looks several times meanwhile."""
    with mailbox(slow=float(SHORT["JOB_LEASE_SECONDS"]) + 2) as box:
        _, message = decided(samklang)
        with worker(environment(tmp_path, box.url), beat=True, concurrency=2):
            wait_until(lambda: bool(again(message).sent_at))
            time.sleep(2)
    assert (box.begun, len(box.envelopes), again(message).job.attempts) == (1, 1, 1)


def test_a_worker_killed_before_the_note_sends_again_under_the_same_name(samklang, tmp_path):
    """What cannot be avoided: the server has the mail, and nobody wrote it down. Both copies are one."""
    with mailbox(slow=3) as box:
        surroundings = environment(tmp_path, box.url)
        _, message = decided(samklang)
        with worker(surroundings, beat=True) as first:
            wait_until(lambda: box.begun == 1, every=0.02)
            first.kill()
        box.slow = 0
        with worker(surroundings, beat=True):
            wait_until(lambda: bool(again(message).sent_at))
            time.sleep(2)
    names = {line for _, content in box.envelopes for line in content.splitlines() if "Message-ID" in line}
    assert len(box.envelopes) == 2
    assert len(names) == 1
