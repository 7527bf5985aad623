"""Observations, goals' results, ways and quotes."""

from django.urls import path

from participants.views.families.how_it_is import pictograms
from participants.views.observe import observe_place
from participants.views.outcomes import goal_result, outcomes
from participants.views.quotes import quotes, withdraw

urlpatterns = [
    path("runs/<int:pk>/outcomes/", outcomes, name="outcomes"),
    path("runs/<int:pk>/outcomes/goals/<int:goal>/", goal_result, name="goal_result"),
    path("runs/<int:pk>/quotes/", quotes, name="quotes"),
    path("quotes/<int:pk>/withdraw/", withdraw, name="withdraw_quote"),
    path("enrolments/<int:pk>/observe/<slug:moment>/", observe_place, name="observe"),
    path("family/how/<str:token>/", pictograms, name="pictograms"),
    path("family/how/<str:token>/<slug:question>/", pictograms, name="pictograms_of"),
]
