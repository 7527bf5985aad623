from django.urls import path

from participants.views.families.calendar import family_calendar
from participants.views.one_session import cancel, dismiss, move, substitute, take_up

urlpatterns = [
    path("sessions/<int:pk>/cancel/", cancel, name="cancel_session"),
    path("sessions/<int:pk>/take-up/", take_up, name="take_up_session"),
    path("sessions/<int:pk>/move/", move, name="move_session"),
    path("sessions/<int:pk>/substitute/", substitute, name="substitute"),
    path("sessions/<int:pk>/substitute/<int:user>/remove/", dismiss, name="dismiss_substitute"),
    path("family/<str:token>/calendar.ics", family_calendar, name="family_calendar"),
]
