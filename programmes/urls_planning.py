from django.urls import path

from programmes.views.feed import calendar, feed
from programmes.views.holidays import drop_holiday, holiday, holidays, school_holidays
from programmes.views.plan import drop_plan, plan
from programmes.views.plan_run import plan_run

urlpatterns = [
    path("groups/<int:pk>/plan/", plan, name="plan"),
    path("plans/<int:pk>/remove/", drop_plan, name="remove_plan"),
    path("runs/<int:pk>/plan/", plan_run, name="plan_run"),
    path("holidays/", holidays, name="holidays"),
    path("holidays/schools/<int:school>/", school_holidays, name="school_holidays"),
    path("holidays/<int:pk>/", holiday, name="holiday"),
    path("holidays/<int:pk>/remove/", drop_holiday, name="remove_holiday"),
    path("calendar/", feed, name="feed"),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
]
