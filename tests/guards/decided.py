"""A decision of each group in the guards' world: its letter, its appeal, the family's way to both."""

from collections.abc import Mapping

from django.utils import timezone

from participants.links import token_of
from participants.models import EnrolmentMove, Letter, Message
from participants.receipts import receipt_of
from portal.documents import storage
from portal.jobs.models import Job
from programmes.models import Group
from tests.db.letters import family

Arguments = Mapping[str, object]


def decided(groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    kinds = ("letter", "decided", "appeal", "family's letter", "family's decision", "receipt")
    objects: dict[str, dict[str, Arguments]] = {kind: {} for kind in kinds}
    for place, group in groups.items():
        move = refusal(group)
        enrolment, link = move.enrolment, move.enrolment.application.link
        objects["letter"][place] = {"pk": move.letter.pk}
        objects["decided"][place] = {"pk": enrolment.pk}
        objects["appeal"][place] = {
            "pk": move.appeals.create(**_of(move), received_on=timezone.localdate()).pk
        }
        objects["family's letter"][place] = {"token": token_of(link), "pk": move.letter.pk}
        objects["family's decision"][place] = {"token": token_of(link), "pk": move.pk}
        message = Message.objects.create(
            school=group.school, participant=enrolment.participant, link=link, kind="decided", channel="sms"
        )
        objects["receipt"][place] = {"receipt": receipt_of(message)}
    return objects


def refusal(group: Group) -> EnrolmentMove:
    """A refused application with its letter, as a coordinator and a worker leave them."""
    enrolment = family(group, "Vigga")
    enrolment.state = "refused"
    enrolment.save()
    move = EnrolmentMove.objects.create(
        school=group.school,
        enrolment=enrolment,
        from_state="applied",
        to_state="refused",
        actor_kind="user",
    )
    stored = storage.publish("letter.pdf", b"%PDF-1.7")
    job = Job.objects.create(task="participants.write_letter", language="da", state="done")
    Letter.objects.create(
        **_of(move), move=move, job=job, language="da", file=stored.path, sha256=stored.sha256
    )
    return move


def _of(move: EnrolmentMove) -> dict[str, object]:
    return {"school": move.school, "enrolment": move.enrolment}
