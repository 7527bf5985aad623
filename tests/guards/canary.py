"""A child with a protected address, each of whose texts carries a mark of its own; looking for them."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie

from django.apps import apps
from django.db import transaction
from django.db.models import Field
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from participants.actions.protect_address import protect_address
from participants.links import token_of
from participants.models import BuddyMatch, FamilyLink, Letter, Loan, Participant, SharedCost
from participants.roll import mark_key
from participants.roll_tokens import token_of as roll_token_of
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.scope.roles import Role
from programmes.models import Session, Staffing, Substitute
from tests.db import people
from tests.db.families import link as family_link
from tests.db.families import whole
from tests.db.people import WHY, Samklang
from tests.guards import world
from tests.guards.world import World

MARK = "Kanarie"
WORDS: dict[str, list[str]] = {
    "moment": ["start"],
    "question": ["community"],
    "kind": ["json", "absent", "conflicts"],
    "verb": ["refuse", "accept"],
    "step": ["child", "check"],
    "section": ["letters"],
    "language": ["da"],
    "definition": ["programme"],
    "scope": ["p1"],
    "proof": ["none"],
    "receipt": ["none"],
    "uidb36": ["1"],
    "key": ["none"],
}
"""What stands for a word in an address; numbers and tokens are those of the child and all around it."""
IN_WORLD: dict[str, list[tuple[str, str]]] = {
    "access": [("opening", "pk")],
    "agreements": [("agreement", "pk")],
    "areas": [("focus area", "pk")],
    "attachments": [("paper", "pk")],
    "budget-lines": [("budget line", "pk")],
    "commitments": [("commitment", "commitment")],
    "contacts": [("partner's contact", "contact")],
    "criteria": [("criteria", "programme")],
    "days": [("training day", "day")],
    "deadlines": [("deadline", "pk")],
    "formats": [("format", "pk")],
    "goals": [("goal", "pk"), ("goal of run", "goal")],
    "grants": [("grant", "pk")],
    "holidays": [("holiday", "pk")],
    "hours": [("hours", "pk")],
    "imports": [("accounts import", "pk")],
    "invitations": [("invitation", "pk")],
    "invoices": [("invoice file", "pk")],
    "letters": [("letter", "pk")],
    "lines": [("focus line", "pk")],
    "new": [("school of a grant", "school")],
    "parties": [("party", "party")],
    "partner-staff": [("contact", "pk")],
    "payments": [("payment", "pk")],
    "photos": [("photo", "pk")],
    "plans": [("plan", "pk")],
    "reports": [("report due", "pk")],
    "roles": [("membership", "pk"), ("role in programme", "membership")],
    "schemes": [("scheme", "pk")],
    "season": [("season", "pk")],
    "seasons": [("season", "pk")],
    "settlements": [("settlement", "pk")],
    "take-in": [("school of a grant", "school")],
    "targets": [("focus target", "pk"), ("target number", "pk")],
    "trainings": [("training", "pk")],
}
"""What of the guards' world a number after a word stands for, where nothing of the child's does."""
PARAMETER = re.compile(r"([a-z-]+)/(?:\(\?P)?<(?:\w+:)?(\w+)>")


@dataclass
class Canary:
    """`token_link` is the link in addresses; `numbers` stand by the word before a number in an address."""

    world: World
    child: Participant
    coordinator: User
    teacher: User
    own_link: FamilyLink
    token_link: FamilyLink
    numbers: dict[str, list[int]]
    uuids: list[str]
    substitute: User
    """Stands in at yesterday's session, and is named by it alone."""

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """Its words and numbers, and what a phone would call its mark at each session."""
        tokens = [roll_token_of(pk, mark_key(self.child.pk)) for pk in self.numbers["sessions"]]
        return re.compile(rf"{MARK}\w*|\+45 7\d 12 34 56|{'|'.join(map(re.escape, tokens))}", re.IGNORECASE)

    def values(self, word: str, parameter: str, kind: str) -> list[object]:
        """Raises KeyError for a word without an example."""
        if parameter == "token":
            return [token_of(self.token_link)]
        if parameter == "pk" or kind in ("UUIDConverter", "IntConverter"):
            return [*self.numbers[word], *self.uuids]
        return list(WORDS[parameter])


def build() -> Canary:
    """Everybody of the guards' world is unnamed; another coordinator and another teacher are named."""
    whole_world = world.build()
    samklang = whole_world.samklang
    kira = people.person("Kira Navngiven", Role.COORDINATOR, samklang.roskilde)
    tor = people.person("Tor Navngiven", Role.TEACHER, samklang.roskilde)
    Staffing.objects.create(school=samklang.roskilde, group=samklang.group, user=tor)
    child = whole(samklang.group, kira, MARK)
    people.applies(samklang.other_group, child)
    _without_what_is_nobodys(child)
    protect_address(
        actor=Actor.of(kira), participant_id=child.pk, level="strictly", keepers=[kira.pk, tor.pk]
    )
    child.refresh_from_db()
    sessions = Session.objects.everything(why=WHY).filter(attendances__participant=child)
    numbers = _in_world(whole_world) | _around(child)
    numbers |= {
        "groups": [samklang.group.pk, samklang.other_group.pk],
        "group": [samklang.group.pk],
        "sessions": [samklang.yesterday.pk, *sessions.values_list("pk", flat=True)],
        "programmes": [samklang.programme.pk],
        "runs": [samklang.run.pk],
        "schools": [samklang.roskilde.pk],
        "settings": [samklang.roskilde.pk],
        "colleagues": [samklang.roskilde.pk],
        "participants": [child.pk],
        "children": [child.pk],
    }
    numbers |= {
        "conflicts": numbers["rollconflicts"],
        "wishes": numbers["enrolments"],
        "pairs": numbers["suspectedpairs"],
        "appeal": numbers["enrolmentmoves"],
        "catalogue": numbers["groups"],
        "apply": numbers["groups"],
        "agencies": [samklang.group.partner_school_id],
        "municipalities": [samklang.roskilde.municipality_id],
        "buddies": numbers["buddymatchs"],
        "helpers": numbers["enrolments"],
        "substitute": [samklang.otto.pk],
        "equipment": keys(Loan, "equipment", child),
        "partners": [samklang.group.partner_school_id],
        "shares": numbers["costshares"],
        "costs": costs_of(child),
        "volunteers": keys(BuddyMatch, "volunteer", child),
    }
    link = FamilyLink.objects.everything(why=WHY).filter(applications__participant=child).get()
    uuids = [str(value["pk"]) for value in whole_world.objects["published"].values()]
    stranger = family_link(samklang.bo, contact_verified_at=timezone.now(), email="stranger@example.org")
    return Canary(
        whole_world, child, kira, tor, link, stranger, numbers, uuids[:1], _substitute(samklang, kira)
    )


def _substitute(samklang: Samklang, named_by: User) -> User:
    vera = people.person("Vera Vikarsen", Role.TEACHER, samklang.roskilde)
    Substitute.objects.create(
        school=samklang.roskilde, session=samklang.yesterday, user=vera, named_by=named_by
    )
    return vera


def keys(model: type[Loan] | type[BuddyMatch], what: str, child: Participant) -> list[int]:
    """Of what leads from the child to it: the thing that she has, the volunteer beside her."""
    rows = model.objects.everything(why=WHY).filter(participant=child)
    return list(rows.values_list(what, flat=True))


def costs_of(child: Participant) -> list[int]:
    costs = SharedCost.objects.everything(why=WHY).filter(cost_share__enrolment__participant=child)
    return list(costs.values_list("pk", flat=True))


def _without_what_is_nobodys(child: Participant) -> None:
    """A session's note is about the group, and the file of a letter is made by its own job."""
    Session.objects.everything(why=WHY).filter(note__contains=MARK).update(note="")
    Letter.objects.everything(why=WHY).filter(enrolment__participant=child).delete()


def _in_world(whole_world: World) -> dict[str, list[int]]:
    objects = whole_world.objects
    return {word: [objects[name]["own"][key] for name, key in found] for word, found in IN_WORLD.items()}


def _around(child: Participant) -> dict[str, list[int]]:
    """By model in the plural, keys of the rows that lead to the child directly or by one step between."""
    found: dict[str, list[int]] = {}
    for model in apps.get_app_config("participants").get_models():
        keys: set[int] = set()
        for path in itertools.chain.from_iterable(_paths(field) for field in model._meta.concrete_fields):
            rows = model._default_manager.everything(why=WHY).filter(**{path: child.pk})
            keys |= set(rows.values_list("pk", flat=True))
        if keys:
            found[f"{model._meta.model_name}s"] = sorted(keys)[:3]
    return found


def _paths(field: Field) -> list[str]:
    steps = {
        "Participant": "",
        "Enrolment": "__participant",
        "Application": "__participant",
        "FamilyLink": "__applications__participant",
        "Offer": "__enrolment__participant",
        "EnrolmentMove": "__enrolment__participant",
    }
    target = field.related_model._meta.object_name if field.related_model else ""
    return [field.name + steps[target]] if target in steps else []


def patterns(
    resolver: URLResolver | None = None, namespace: str = "", route: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """The name of every address, its route, and its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", f"{route}{entry.pattern}", entry
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner, f"{route}{entry.pattern}")


def addresses(canary: Canary, resolver: URLResolver | None = None) -> Iterator[str]:
    """Every address about everything around the child."""
    for name, route, entry in patterns(resolver):
        words = {parameter: word for word, parameter in PARAMETER.findall(route.replace("^", ""))}
        kinds = dict.fromkeys(entry.pattern.regex.groupindex, "text")
        kinds |= {one: type(converter).__name__ for one, converter in entry.pattern.converters.items()}
        values = [canary.values(words.get(one, ""), one, kind) for one, kind in kinds.items()]
        for chosen in itertools.product(*values):
            # A number does not fit where a report is meant, nor the other way round.
            with contextlib.suppress(NoReverseMatch):
                yield reverse(name, kwargs=dict(zip(kinds, chosen, strict=True)))


def found(canary: Canary, text: str) -> set[str]:
    return set(canary.marks.findall(text))


class Reader:
    """A browser that reads whole answers, headers included, and takes back what they changed."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self._cookies = self.client.cookies.output(header="", sep=";")

    def read(self, address: str, method: str = "GET", data: dict[str, str] | None = None) -> tuple[int, str]:
        self.client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic():
            ask = self.client.get if method == "GET" else self.client.post
            answer = ask(address, data or {})
            transaction.set_rollback(True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return answer.status_code, f"{answer.headers}\n{content.decode(errors='replace')}"
