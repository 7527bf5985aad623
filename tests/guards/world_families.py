"""A family of each group in the guards' world: its link, its child, its wish, and one that still writes."""

from collections.abc import Mapping

from django.utils import timezone

from participants.links import proof_of, token_of
from programmes.models import Group
from tests.db.applying import CHILD
from tests.db.families import link
from tests.db.people import applies, child

Arguments = Mapping[str, object]


def of_families(groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    kinds = ("family", "family's proof", "family's wish", "family's child", "family's draft", "family's file")
    objects: dict[str, dict[str, Arguments]] = {kind: {} for kind in kinds}
    for place, group in groups.items():
        wish = applies(group, child(group.school, "Silje"))
        family = link(wish.participant, email=f"silje{group.pk}@example.org")
        token = {"token": token_of(family)}
        objects["family"][place] = token
        objects["family's proof"][place] = {**token, "proof": proof_of(family)}
        objects["family's wish"][place] = {**token, "pk": wish.pk, "verb": "withdraw"}
        objects["family's child"][place] = {**token, "pk": wish.participant_id}
        writing = link(child(group.school, "Sofus"), draft={"group": group.pk, "child": CHILD})
        objects["family's draft"][place] = {"token": token_of(writing), "step": "applicant"}
        told = applies(group, child(group.school, "Signe")).participant
        own = link(
            told,
            phone=told.guardians.everything(why="its own").get().phone,
            contact_verified_at=timezone.now(),
        )
        objects["family's file"][place] = {"token": token_of(own), "pk": told.pk, "kind": "json"}
    return objects
