from django.urls import path

from participants.views.decide import decide
from participants.views.families.catalogue import catalogue, catalogue_group
from participants.views.groups import group, groups, places
from participants.views.participant import participant
from participants.views.participants import participants
from participants.views.retention import erase, retention
from participants.views.roll_call import roll_call
from participants.views.today import today

app_name = "participants"
urlpatterns = [
    path("catalogue/", catalogue, name="catalogue"),
    path("catalogue/<int:pk>/", catalogue_group, name="catalogue_group"),
    path("today/", today, name="today"),
    path("sessions/<int:pk>/roll-call/", roll_call, name="roll_call"),
    path("groups/", groups, name="groups"),
    path("groups/<int:pk>/", group, name="group"),
    path("groups/<int:pk>/places/", places, name="places"),
    path("enrolments/<int:pk>/<slug:verb>/", decide, name="decide"),
    path("participants/", participants, name="participants"),
    path("participants/<int:pk>/", participant, name="participant"),
    path("participants/retention/", retention, name="retention"),
    path("participants/<int:pk>/erase/", erase, name="erase"),
]
