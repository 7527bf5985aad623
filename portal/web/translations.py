"""What stands in for a text that a family's language lacks: the school's own language, then the source."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

from django.utils import translation
from django.utils.translation import trans_real

_WITHOUT_GAPS = ("nb", "da", "en")
_schools_language: ContextVar[str] = ContextVar("schools_language", default="nb")


class _SchoolsLanguage(NullTranslations):
    def gettext(self, message: str) -> str:
        return trans_real.translation(schools_language()).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return trans_real.translation(schools_language()).ngettext(msgid1, msgid2, n)


_FALLBACK = _SchoolsLanguage()


def schools_language() -> str:
    return _schools_language.get()


def fall_back_to(language: str) -> None:
    """From here to the end of the request, or of `reading`, gaps are filled in the school's `language`."""
    _schools_language.set(language)


@contextmanager
def reading(language: str, *, school: str = "nb") -> Iterator[None]:
    """Texts are in `language`, and in that of the `school` where it lacks them."""
    if language not in _WITHOUT_GAPS:
        # Django would fill a gap from the source, in English.
        own: NullTranslations = trans_real.translation(language)
        own._fallback = _FALLBACK  # type: ignore[attr-defined]
    before = _schools_language.set(school)
    try:
        with translation.override(language):
            yield
    finally:
        _schools_language.reset(before)
