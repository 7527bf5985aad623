"""What must come out of a roll that several people keep, said anew and without the portal's code.

One roll as flat values, in the order in which savings reached the portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str]


@dataclass
class Saving:
    """Who gave which values, on top of what a page had shown."""

    user: str
    base: dict[str, str]
    values: dict[str, str]


@dataclass
class Model:
    held: dict[str, str] = field(default_factory=dict)
    open: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """By value and sender, what is kept beside what holds."""
    corrections: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Of a mark that was held: what it was, what it became, and by whom."""
    logged: bool = False
    savings: int = 0

    def arrives(self, saving: Saving) -> None:
        self.savings += 1
        for key, said in saving.values.items():
            self._hears(own(key, saving.user), saving.user, saving.base.get(key), said)
        self.logged = True

    def _hears(self, key: str, user: str, before: str | None, said: str) -> None:
        holds = self.held.get(key)
        kept = self.open.setdefault((key, user), [])
        if not self.logged or holds is None:
            self.held[key] = said
        elif said == before and said != holds:
            return
        elif holds == before and said != holds:
            self.held[key] = said
            if key.startswith("mark-"):
                self.corrections.append((key, holds, said, user))
        else:
            self._differs(kept, before, said, holds)

    @staticmethod
    def _differs(kept: list[str], before: str | None, said: str, holds: str) -> None:
        """One word of the sender follows another; what she says as it holds is no difference."""
        if before in kept:
            kept.remove(before)
        elif said == holds:
            return
        if said != holds and said not in kept:
            kept.append(said)

    def conflicts(self) -> list[tuple[str, str, str]]:
        return sorted((key, user, said) for (key, user), all_said in self.open.items() for said in all_said)


def own(key: str, user: str) -> str:
    """A preparation is each one's own."""
    return f"{key} of {user}" if key == "preparation" else key
