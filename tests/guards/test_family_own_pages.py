"""The pages under a family's own link need no word from outside of the families' sources either."""

from collections.abc import Callable

import pytest
from django.test import Client

from participants.actions.approve import offer
from participants.models import FamilyLink
from portal.audit.actor import Actor
from tests.db.applying import APPLICANT, CHILD, HELP, applied, drafted, url
from tests.db.catalogues import changed
from tests.guards.test_family_pages import (  # noqa: F401 - the fixtures of the same guard
    only_of_families,
    read,
    source,
    strange,
    world,
)

pytestmark = pytest.mark.django_db
IN_GEEZ = CHILD | {"given_name": "ሰላም", "family_name": "ተስፋይ", "attends_school": "", "home_language": "ትግርኛ"}
REACHED = APPLICANT | {"name": "ሃና", "email": ""}
TOLD = HELP | {"what_helps": "ዕረፍቲ", "message": ""}
DRAFTED: dict[str, Callable[[FamilyLink], str]] = {
    step: lambda link, step=step: url("apply_step", link, step)
    for step in ("child", "applicant", "wishes", "help", "consent", "check")
}
SENT: dict[str, Callable[[FamilyLink], str]] = {
    "sent": lambda link: url("apply_sent", link),
    "family": lambda link: url("family", link),
    "contact": lambda link: url("family_contact", link),
    "guardian": lambda link: url("family_guardian", link, _wish(link).participant_id),
    "consents": lambda link: url("family_consents", link, _wish(link).participant_id),
    "yes": lambda link: url("family_answer", link, _wish(link).pk, "accept"),
    "no": lambda link: url("family_answer", link, _wish(link).pk, "decline"),
    "back": lambda link: url("family_answer", link, _wish(link).pk, "withdraw"),
}


def _wish(link: FamilyLink):
    return link.applications.everything(why="of one link").get().wishes.everything(why="of one link").get()


def words_of(address: str, **typed: str) -> list[str]:
    client = Client(headers={"accept-language": "ti"})
    client.cookies["language"] = "ti"
    answer = client.post(address, typed) if typed else client.get(address)
    assert answer.status_code in (200, 422)
    return read(answer.content.decode())


@pytest.mark.parametrize("step", DRAFTED)
def test_every_word_of_a_question_comes_from_the_families_sources(step, world, only_of_families):  # noqa: F811
    changed(world.roskilde, phone="70")
    link = drafted(world.group, child=IN_GEEZ, applicant=REACHED, help=TOLD)
    words = words_of(DRAFTED[step](link))
    assert any("⟦" in text for text in words)
    assert not strange(words)


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("child", {"birth_year": "x", "given_name": "ሰ" * 90, "birth_day": "40"}),
        ("child", {"birth_year": "2016", "birth_day": "31", "birth_month": "2"}),
        ("child", {"birth_year": "2016", "birth_day": "3"}),
        ("applicant", {"phone": "ሃና", "email": "ሃና"}),
        ("applicant", {"phone": ""}),
        ("wishes", {"wish_1": "0"}),
        ("help", {"what_helps": "ሰ" * 1001}),
    ],
)
def test_every_fault_is_told_in_the_familys_words(step, typed, world, only_of_families):  # noqa: F811
    link = drafted(world.group, child=IN_GEEZ, applicant=REACHED, help=TOLD)
    assert not strange(words_of(DRAFTED[step](link), **typed))


@pytest.mark.parametrize("name", SENT)
def test_every_word_of_a_familys_own_page_comes_from_its_sources(name, world, only_of_families):  # noqa: F811
    link = applied(world.group, child=IN_GEEZ, applicant=REACHED, help=TOLD).link
    if name in ("yes", "no", "family"):
        offer(actor=Actor.of(world.bodil), enrolment_id=_wish(link).pk, based_on="applied")
    assert not strange(words_of(SENT[name](link)))
