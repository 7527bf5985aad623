from django.urls import path

from participants.urls_around import urlpatterns as around
from participants.urls_outcomes import urlpatterns as outcomes
from participants.urls_planning import urlpatterns as planning
from participants.urls_sharing import urlpatterns as sharing
from participants.views import appeals
from participants.views.access import access, access_file
from participants.views.calls import calls, reached, reached_message
from participants.views.close_run import close
from participants.views.decide import decide
from participants.views.decide_many import decide_many, offer_to_next
from participants.views.families.access import family_access, family_access_file
from participants.views.families.apply import apply, apply_sent, apply_step
from participants.views.families.catalogue import catalogue, catalogue_group
from participants.views.families.decided import family_appeal, family_letter
from participants.views.families.link import family, family_proof
from participants.views.families.link_answers import family_answer
from participants.views.families.link_changes import (
    family_consents,
    family_contact,
    family_guardian,
    family_send_link,
    family_sibling,
)
from participants.views.families.season import family_season
from participants.views.groups import group, groups, places
from participants.views.letters import letter, letter_again
from participants.views.need_card import card, edit_card, renew
from participants.views.needs_a_hand import needs_a_hand, needs_a_hand_kind
from participants.views.offline import offline, service_worker
from participants.views.on_behalf import details, register
from participants.views.openings import opening, openings
from participants.views.pairs import pair, pairs
from participants.views.participant import participant
from participants.views.participants import participants
from participants.views.photos import photo, photos, take_photo_away
from participants.views.printed_link import link
from participants.views.protection import protection
from participants.views.receipts import sms_receipt
from participants.views.referrals import new_referral, referrals
from participants.views.retention import erase, retention
from participants.views.roll_call import roll_call
from participants.views.roll_calls import roll_calls
from participants.views.roll_conflicts import settle_roll_conflict
from participants.views.season import invite, season, season_group, season_text
from participants.views.seasons import new_season, seasons
from participants.views.settings import (
    change_criteria,
    change_grounds,
    first_settings,
    save_section,
    school_settings,
)
from participants.views.today import today
from participants.views.week import week

app_name = "participants"
urlpatterns = [
    *around,
    *planning,
    *outcomes,
    *sharing,
    path("catalogue/", catalogue, name="catalogue"),
    path("catalogue/<int:pk>/", catalogue_group, name="catalogue_group"),
    path("apply/<int:pk>/", apply, name="apply"),
    path("apply/<str:token>/sent/", apply_sent, name="apply_sent"),
    path("apply/<str:token>/<slug:step>/", apply_step, name="apply_step"),
    path("family/<str:token>/", family, name="family"),
    path("family/<str:token>/proof/<str:proof>/", family_proof, name="family_proof"),
    path("family/<str:token>/wishes/<int:pk>/<slug:verb>/", family_answer, name="family_answer"),
    path("family/<str:token>/contact/", family_contact, name="family_contact"),
    path("family/<str:token>/children/<int:pk>/guardian/", family_guardian, name="family_guardian"),
    path("family/<str:token>/children/<int:pk>/consents/", family_consents, name="family_consents"),
    path("family/<str:token>/sibling/", family_sibling, name="family_sibling"),
    path("family/<str:token>/send/", family_send_link, name="family_send_link"),
    path("family/<str:token>/season/<int:pk>/", family_season, name="family_season"),
    path("today/", today, name="today"),
    path("week/", week, name="week"),
    path("needs-a-hand/", needs_a_hand, name="needs_a_hand"),
    path("needs-a-hand/<slug:kind>/", needs_a_hand_kind, name="needs_a_hand_kind"),
    path("sessions/<int:pk>/roll-call/", roll_call, name="roll_call"),
    path("roll-calls/", roll_calls, name="roll_calls"),
    path("roll-calls/conflicts/<int:pk>/", settle_roll_conflict, name="settle_roll_conflict"),
    path("offline/", offline, name="offline"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("runs/<int:pk>/close/", close, name="close_run"),
    path("sessions/<int:pk>/photos/", photos, name="photos"),
    path("photos/<int:pk>/", photo, name="photo"),
    path("photos/<int:pk>/remove/", take_photo_away, name="remove_photo"),
    path("groups/", groups, name="groups"),
    path("groups/<int:pk>/", group, name="group"),
    path("groups/<int:pk>/places/", places, name="places"),
    path("groups/<int:pk>/register/", register, name="register"),
    path("referrals/", referrals, name="referrals"),
    path("referrals/new/", new_referral, name="new_referral"),
    path("groups/<int:pk>/next/", offer_to_next, name="offer_to_next"),
    path("groups/<int:pk>/decide/<slug:verb>/", decide_many, name="decide_many"),
    path("participants/calls/", calls, name="calls"),
    path("participants/calls/offers/<int:pk>/", reached, name="reached"),
    path("participants/calls/messages/<int:pk>/", reached_message, name="reached_message"),
    path("enrolments/<int:pk>/appeal/", appeals.register, name="register_appeal"),
    path("appeals/<int:pk>/", appeals.answer, name="answer_appeal"),
    path("letters/<int:pk>/", letter, name="letter"),
    path("letters/<int:pk>/again/", letter_again, name="letter_again"),
    path("family/<str:token>/letters/<int:pk>/", family_letter, name="family_letter"),
    path("family/<str:token>/appeal/<int:pk>/", family_appeal, name="family_appeal"),
    path("sms/receipts/<str:receipt>/", sms_receipt, name="sms_receipt"),
    path("enrolments/<int:pk>/<slug:verb>/", decide, name="decide"),
    path("participants/", participants, name="participants"),
    path("participants/<int:pk>/", participant, name="participant"),
    path("participants/<int:pk>/details/", details, name="details"),
    path("participants/<int:pk>/link/", link, name="link"),
    path("participants/pairs/", pairs, name="pairs"),
    path("participants/pairs/<int:pk>/", pair, name="pair"),
    path("participants/retention/", retention, name="retention"),
    path("participants/openings/", openings, name="openings"),
    path("participants/openings/<int:pk>/", opening, name="opening"),
    path("participants/<int:pk>/erase/", erase, name="erase"),
    path("participants/<int:pk>/card/", card, name="card"),
    path("participants/<int:pk>/card/edit/", edit_card, name="edit_card"),
    path("participants/<int:pk>/card/renew/", renew, name="renew_card"),
    path("participants/<int:pk>/protection/", protection, name="protection"),
    path("participants/<int:pk>/access/", access, name="access"),
    path("participants/<int:pk>/access/<slug:kind>/", access_file, name="access_file"),
    path("family/<str:token>/access/", family_access, name="family_access"),
    path("family/<str:token>/access/<int:pk>/<slug:kind>/", family_access_file, name="family_access_file"),
    path("seasons/", seasons, name="seasons"),
    path("seasons/new/", new_season, name="new_season"),
    path("seasons/<int:pk>/", season, name="season"),
    path("seasons/<int:pk>/last-year/", invite, name="invite_last_years"),
    path("seasons/<int:pk>/texts/<slug:language>/", season_text, name="season_text"),
    path("seasons/<int:pk>/groups/<int:group>/", season_group, name="season_group"),
    path("settings/", first_settings, name="settings"),
    path("settings/<int:school>/", school_settings, name="school_settings"),
    path("settings/<int:school>/grounds/", change_grounds, name="settings_grounds"),
    path("settings/<int:school>/criteria/<int:programme>/", change_criteria, name="settings_criteria"),
    path("settings/<int:school>/<slug:section>/", save_section, name="settings_section"),
]
