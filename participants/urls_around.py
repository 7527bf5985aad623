"""Lending, people beside a participant, milestones."""

from django.urls import path

from participants.views.buddies import buddies, end_buddy
from participants.views.equipment import edit_equipment, end_thing, equipment, new_equipment, thing
from participants.views.helpers import end_helper, helper
from participants.views.loans import extend, give_back_loan, lend_thing, lend_to
from participants.views.milestones import end_milestone, first_concert, milestones
from participants.views.volunteers import (
    contacts_papers,
    end_volunteering,
    new_volunteer,
    partner_staff,
    volunteer,
    volunteers,
    volunteers_papers,
)

urlpatterns = [
    path("equipment/", equipment, name="equipment"),
    path("equipment/new/", new_equipment, name="new_equipment"),
    path("equipment/<int:pk>/", thing, name="thing"),
    path("equipment/<int:pk>/edit/", edit_equipment, name="edit_equipment"),
    path("equipment/<int:pk>/end/", end_thing, name="end_equipment"),
    path("equipment/<int:pk>/lend/", lend_thing, name="lend"),
    path("participants/<int:pk>/lend/", lend_to, name="lend_to"),
    path("loans/<int:pk>/back/", give_back_loan, name="give_back"),
    path("loans/<int:pk>/extend/", extend, name="extend_loan"),
    path("volunteers/", volunteers, name="volunteers"),
    path("volunteers/new/", new_volunteer, name="new_volunteer"),
    path("volunteers/<int:pk>/", volunteer, name="volunteer"),
    path("volunteers/<int:pk>/end/", end_volunteering, name="end_volunteer"),
    path("volunteers/<int:pk>/papers/", volunteers_papers, name="volunteer_papers"),
    path("partner-staff/", partner_staff, name="partner_staff"),
    path("partner-staff/<int:pk>/papers/", contacts_papers, name="contact_papers"),
    path("participants/<int:pk>/buddies/", buddies, name="buddies"),
    path("buddies/<int:pk>/end/", end_buddy, name="end_match"),
    path("participants/<int:pk>/milestones/", milestones, name="milestones"),
    path("participants/<int:pk>/milestones/concert/", first_concert, name="first_concert"),
    path("milestones/<int:pk>/remove/", end_milestone, name="remove_milestone"),
    path("participants/<int:pk>/helper/", helper, name="helper"),
    path("helpers/<int:pk>/end/", end_helper, name="end_helper"),
]
