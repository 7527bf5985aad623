"""A photo of a session: the picture, what it shows, and who is on it."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from portal.documents.pictures import MOST_BYTES, TOO_BIG, PictureRefused, rewritten


class PhotoForm(forms.Form):
    """After it is valid, `picture` is the new JPEG."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG or PNG, at most 10 MB. Place, time and camera are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": _("Choose a picture."),
            "empty": _("This file is empty. Choose a picture."),
            "invalid": _("Choose a picture."),
        },
    )
    words = forms.CharField(
        label=_("What does it show?"),
        max_length=200,
        help_text=_("Read aloud to those who do not see it. Write no names."),
        error_messages={"required": _("Write in a few words what it shows.")},
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Who is on it?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those who may be photographed stand here."),
        error_messages={"invalid_choice": _("Somebody whom you ticked may not be photographed.")},
    )
    nobody_else = forms.BooleanField(
        label=_("Nobody else can be recognised"),
        error_messages={"required": _("Only a picture on which nobody else can be recognised may be kept.")},
    )

    def __init__(self, *args, allowed: Iterable[Participant], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["people"])
        field.choices = [(str(person.pk), person.short_name) for person in allowed]
        if not field.choices:
            del self.fields["people"]

    def clean_picture(self) -> bytes:
        sent: UploadedFile = self.cleaned_data["picture"]
        if (sent.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            return rewritten(sent.read())
        except PictureRefused as refusal:
            raise forms.ValidationError(str(refusal.message)) from None

    def chosen(self) -> list[int]:
        return self.cleaned_data.get("people", [])
