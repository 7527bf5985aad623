"""Everything about one person as a readable document, in the language of the school."""

import datetime
import json
from collections.abc import Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.subject_access import Told
from portal.documents.assets import style_sheet
from portal.documents.limits import limits
from portal.documents.process import render_pdf

_AS_TABLES = {"attendance", "consents", "letters", "links", "messages", "offers", "read_by"}
_MOMENT, _DAY = "j.n.Y H.i", "j.n.Y"


def as_json(told: Sequence[Told]) -> bytes:
    values = {
        each.part.key: [{name: stored for name, (stored, _shown) in row.items()} for row in each.rows]
        for each in told
    }
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def as_pdf(person: Participant, told: Sequence[Told]) -> bytes:
    """Made at once and stored nowhere: nothing is left to be removed. Raises DocumentError."""
    country = person.school.country
    with translation.override(country.language), timezone.override(country.time_zone):
        html = render_to_string("documents/person.html", _context(person, told))
    return render_pdf(html, {"document.css": style_sheet()}, limits=limits())


def _context(person: Participant, told: Sequence[Told]) -> dict[str, object]:
    return {
        "title": _("Everything about %(name)s") % {"name": person},
        "language": person.school.country.language,
        "school": person.school,
        "made_on": timezone.localdate(),
        "parts": [_part(each) for each in told if each.rows],
        "empty": [each.part.title for each in told if not each.rows],
    }


def _part(told: Told) -> dict[str, object]:
    labels = list(told.part.shows.values())
    rows = [[_words(shown) for _stored, shown in row.values()] for row in told.rows]
    if told.part.key in _AS_TABLES:
        return {"title": told.part.title, "labels": labels, "rows": rows}
    pairs = [
        [(label, words) for label, words in zip(labels, row, strict=True) if words != _NOTHING]
        for row in rows
    ]
    return {"title": told.part.title, "blocks": pairs}


_NOTHING = "–"


def _words(shown: object) -> str:
    if shown is None or shown == "":
        return _NOTHING
    if isinstance(shown, bool):
        return _("yes") if shown else _("no")
    if isinstance(shown, datetime.datetime):
        return date_format(timezone.localtime(shown), _MOMENT)
    if isinstance(shown, datetime.date):
        return date_format(shown, _DAY)
    return str(shown)
