"""A form whose subject somebody else has changed since it was shown."""

from typing import cast

from django.forms import Form
from django.http import QueryDict

from portal.audit.versions import ChangedMeanwhile


def show_again(form: Form, refusal: ChangedMeanwhile, version: str) -> None:
    """What was typed stays; sent once more, from what stands now, it holds."""
    form.add_error(None, str(refusal))
    sent = cast(QueryDict, form.data).copy()
    sent[form.add_prefix("based_on")] = version
    form.data = sent
