from django.urls import path

from partners.views.agencies import contact, edit_partner, new_contact, new_partner, take_up_partner
from partners.views.agreement_steps import (
    agreement_document,
    ask_for_agreement,
    end_agreement,
    given,
    renew_agreement,
    sign_agreement,
    unsign_agreement,
)
from partners.views.agreements import drop_agreement, edit_agreement, new_agreement
from partners.views.attachments import attachment
from partners.views.parties import commitment, new_commitment, new_party, party

app_name = "partners"
urlpatterns = [
    path("attachments/<int:pk>/", attachment, name="attachment"),
    path("partners/new/", new_partner, name="new_partner"),
    path("partners/<int:pk>/change/", edit_partner, name="change_partner"),
    path("partners/<int:pk>/take-up/", take_up_partner, name="take_up_partner"),
    path("partners/<int:pk>/contacts/new/", new_contact, name="new_contact"),
    path("partners/<int:pk>/contacts/<int:contact>/", contact, name="contact"),
    path("agreements/new/", new_agreement, name="new_agreement"),
    path("agreements/<int:pk>/change/", edit_agreement, name="change_agreement"),
    path("agreements/<int:pk>/remove/", drop_agreement, name="remove_agreement"),
    path("agreements/<int:pk>/parties/new/", new_party, name="new_party"),
    path("agreements/<int:pk>/parties/<int:party>/", party, name="party"),
    path("agreements/<int:pk>/commitments/new/", new_commitment, name="new_commitment"),
    path("agreements/<int:pk>/commitments/<int:commitment>/", commitment, name="commitment"),
    path("agreements/<int:pk>/commitments/<int:commitment>/given/", given, name="given"),
    path("agreements/<int:pk>/signed/", sign_agreement, name="sign_agreement"),
    path("agreements/<int:pk>/signed/back/", unsign_agreement, name="unsign_agreement"),
    path("agreements/<int:pk>/end/", end_agreement, name="end_agreement"),
    path("agreements/<int:pk>/renew/", renew_agreement, name="renew_agreement"),
    path("agreements/<int:pk>/document/", ask_for_agreement, name="ask_for_agreement"),
    path("agreements/<int:pk>/document.pdf", agreement_document, name="agreement_document"),
]
