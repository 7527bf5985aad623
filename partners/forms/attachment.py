"""A paper that somebody adds: which one, what it is called, and the file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from partners.models import PaperKind
from portal.documents.attachments import ACCEPT, EMPTY, TOO_BIG
from portal.documents.pictures import MOST_BYTES
from portal.web.fields import ask_if_several


class AttachmentForm(forms.Form):
    """`kinds` are those that may be chosen; the content is judged by the action."""

    kind = forms.ChoiceField(label=_("Paper"), error_messages={"required": _("Say what paper this is.")})
    title = forms.CharField(
        label=_("What it is called"), max_length=160, required=False, help_text=_("Write no child's name.")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Choose a file."),
            "empty": EMPTY,
            "invalid": _("Choose a file."),
        },
    )

    def __init__(self, *args, kinds: Iterable[str] = PaperKind.values, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ask_if_several(self, "kind", [(kind, PaperKind(kind).label) for kind in kinds])

    def clean_file(self) -> bytes:
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        self.name = (sent.name or "").rpartition(".")[0]
        return sent.read()

    def values(self) -> dict[str, Any]:
        """What the action is given of it."""
        values = self.cleaned_data
        return {
            "kind": values["kind"],
            "title": values["title"],
            "name": self.name,
            "content": values["file"],
        }
