"""Phones, people and a bad network, driven through one script after the other against the portal itself."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import uuid4

from django.test import Client
from playwright.sync_api import Page

from participants.actions.save_roll_call import save_roll_call
from participants.roll import read_roll
from participants.roll_tokens import token_of
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.web import phone
from programmes.models import Session
from tests.browser.roll_model import Model, Saving
from tests.db.people import WHY, Samklang

PHONES = ("first", "second")
FAULTS = [
    "offline",
    "500",
    "502",
    "captive",
    "lost request",
    "lost answer",
    "late",
    "twice",
    "broken",
    "half",
]
MARKS = ["present", "late", "excused", "unexcused"]
NOTES = ["", "Vi sang.", "Vi dansede.", "Rytmer på gulvet"]


@dataclass
class Tab:
    """A page as somebody sees it: its own name, and what it shows or has kept last."""

    user: str
    name: str
    base: dict[str, str]


@dataclass
class Script:
    """One seed: what happens is drawn from it, and `model` hears what reaches the portal, in that order."""

    seed: int
    page: Page
    samklang: Samklang
    session: Session
    clients: dict[str, Client]
    model: Model = field(default_factory=Model)
    savings: dict[str, Saving] = field(default_factory=dict)
    kept: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    arrived: list[str] = field(default_factory=list)
    tabs: dict[str, Tab] = field(default_factory=dict)
    failures: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)

    def user(self, name: str) -> User:
        return getattr(self.samklang, name)

    def deliver(self, user: str, body: str) -> dict[str, object]:
        """What the network carries to the portal; a failure there is none of the network's."""
        try:
            return self._deliver(user, body)
        except Exception as failure:
            self.failures.append(failure)
            raise

    def _deliver(self, user: str, body: str) -> dict[str, object]:
        """The model hears of what counts for the first time."""
        client = self.clients[user] if user else Client()
        answer = client.post("/roll-calls/", body, content_type="application/json")
        if answer.status_code == 200:
            for one in answer.json()["answers"]:
                assert one["saved"] and not one["unsaved"], f"seed {self.seed}: {one}"
                self._counts(one["entry"])
        return {"status": answer.status_code, "text": answer.content.decode()}

    def _counts(self, entry: str) -> None:
        if entry not in self.arrived:
            self.arrived.append(entry)
            self.model.arrives(self.savings[entry])

    def run(self) -> None:
        self.page.evaluate("names => harness.reset(names)", list(PHONES))
        for name in PHONES:
            self.open(name, "ida")
        for _ in range(self.draw.randint(6, 10)):
            step = self.draw.choice(STEPS)
            step(self, self.draw.choice(PHONES))
            assert not self.failures, f"seed {self.seed}: {self.failures}"
        self.all_is_well_again()

    def shown_to(self, user: str) -> dict[str, str]:
        fresh = Session.objects.everything(why=WHY).get(pk=self.session.pk)
        return read_roll(fresh, self.user(user)).shown()

    def open(self, name: str, user: str = "") -> None:
        user = user or self.draw.choice(["ida", "ida", "bodil"])
        self.tabs[name] = Tab(user, str(uuid4()), self.shown_to(user))
        self._sign_in(name, user)

    def _sign_in(self, name: str, user: str) -> None:
        owners, keys = phone.owner_names(self.user(user)), phone.note_keys(self.user(user))
        self.page.evaluate("given => harness.open(given)", [name, user, owners, keys])

    def mark(self, name: str) -> None:
        """One to three changes, each kept as it is made."""
        tab = self.tabs[name]
        given = [self._changed(tab) for _ in range(self.draw.randint(1, 3))]
        sent = [self._sent(tab, one) for one in given]
        entries = self.page.evaluate("given => harness.keepMany(given)", [name, sent])
        for entry, saving in zip(entries, given, strict=True):
            self._is_kept(name, entry, saving)

    def _changed(self, tab: Tab) -> Saving:
        values = tab.base | dict(self._something(tab.base) for _ in range(2))
        saving = Saving(tab.user, tab.base, values)
        tab.base = values
        return saving

    def _something(self, base: dict[str, str]) -> tuple[str, str]:
        key = self.draw.choice(sorted(base))
        if key.startswith("mark-"):
            return key, self.draw.choice(MARKS)
        choices = {"note": NOTES, "partner": ["0", "1", "2"], "preparation": ["0", "15", "30"]}
        return key, self.draw.choice(choices.get(key, ["yes", ""]))

    def _sent(self, tab: Tab, saving: Saving) -> dict[str, object]:
        pk = self.session.pk
        base, values = (
            {token_of(pk, key): value for key, value in given.items() if key != "note"}
            for given in (saving.base, saving.values)
        )
        note = {
            "token": token_of(pk, "note"),
            "base": saving.base["note"],
            "value": saving.values["note"],
        }
        return {
            "entry": str(uuid4()),
            "session": token_of(pk),
            "page": tab.name,
            "base": base,
            "values": values,
            "note": note,
        }

    def _is_kept(self, name: str, entry: str, saving: Saving) -> None:
        """The queue may add it to what waits: never to what may be on its way."""
        assert entry not in self.arrived, f"seed {self.seed}: what had arrived was changed"
        if entry in self.savings:
            self.savings[entry].values = saving.values
        else:
            self.savings[entry] = Saving(saving.user, dict(saving.base), saving.values)
            self.kept[name, saving.user].append(entry)

    def send(self, name: str) -> None:
        modes = [self.draw.choice([*FAULTS, "ok"]) for _ in range(self.draw.randint(0, 2))]
        self.page.evaluate("given => harness.network(given)", [name, modes])
        self.page.evaluate("given => harness.send(given)", [name, self.draw.choice([1, 1, 2])])

    def sign_out(self, name: str) -> None:
        self.page.evaluate("name => harness.signOut(name)", name)

    def kill(self, name: str) -> None:
        self.page.evaluate("name => harness.kill(name)", name)

    def arrives_late(self, name: str) -> None:
        self.page.evaluate("name => harness.late(name)", name)

    def somebody_saves_online(self, _name: str) -> None:
        """From a page that was opened just now, so that nobody is asked."""
        user = self.draw.choice(["ida", "bodil"])
        shown = self.shown_to(user)
        values = shown | dict([self._something(shown)])
        actor = Actor.of(self.user(user))
        save_roll_call(actor=actor, session_id=self.session.pk, shown=shown, submitted=values)
        self.model.arrives(Saving(user, shown, values))

    def all_is_well_again(self) -> None:
        """Everybody has signed in on every phone with a network, and what was on its way has come."""
        for name in PHONES:
            for user in ("ida", "bodil"):
                self._sign_in(name, user)
                self.page.evaluate("given => harness.network(given)", [name, []])
                assert not self.failures, f"seed {self.seed}: {self.failures}"
                ended = self.page.evaluate("given => harness.send(given)", [name, 1])
                assert ended == ["done"], f"seed {self.seed}: {ended} {self.failures}"
            self.arrives_late(name)
            counts = self.page.evaluate("name => harness.counts(name)", name)
            assert counts == {"waiting": 0, "elsewhere": 0, "refused": []}, f"seed {self.seed}: {counts}"


STEPS = [
    *[Script.mark] * 5,
    *[Script.send] * 4,
    Script.open,
    Script.kill,
    Script.sign_out,
    Script.arrives_late,
    *[Script.somebody_saves_online] * 2,
]


def sessions(samklang: Samklang, number: int) -> list[Session]:
    """One for each script, a second apart."""
    first = samklang.yesterday
    apart = [datetime.timedelta(seconds=count) for count in range(1, number + 1)]
    rows = [
        Session(
            school=first.school,
            group=first.group,
            starts_at=first.starts_at + one,
            ends_at=first.ends_at + one,
        )
        for one in apart
    ]
    return Session.objects.bulk_create(rows)
