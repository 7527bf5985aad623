from django.utils.translation import gettext_lazy as _

from participants.forms.families.fields import FamilyForm, Words


class AppealForm(FamilyForm):
    text = Words(label=_("What do you want changed, and why?"), max_length=4000)
