from django.urls import path

from reports.urls_grants import urlpatterns as of_grants
from reports.views.agreements import agreement, agreements
from reports.views.asking import ask_for_report, choose_report
from reports.views.deadline_settings import deadline_address, deadline_reminders, deadlines_ics
from reports.views.deadlines import deadline, deadline_done, deadlines, new_deadline
from reports.views.files import download_file, view_file
from reports.views.listing import list_reports
from reports.views.report import show_report
from reports.views.run import run, run_attendance
from reports.views.run_money import run_money
from reports.views.strategy import strategy

app_name = "reports"
urlpatterns = [
    *of_grants,
    path("agreements/", agreements, name="agreements"),
    path("agreements/<int:pk>/", agreement, name="agreement"),
    path("reports/", list_reports, name="list"),
    path("reports/new/", choose_report, name="choose"),
    path("reports/new/<slug:definition>/<slug:scope>/", ask_for_report, name="ask"),
    path("reports/<uuid:pk>/", show_report, name="report"),
    path("reports/<uuid:pk>/view/", view_file, name="view"),
    path("reports/<uuid:pk>/download/", download_file, name="download"),
    path("runs/<int:pk>/", run, name="run"),
    path("runs/<int:pk>/money/", run_money, name="run_money"),
    path("runs/<int:pk>/attendance.svg", run_attendance, name="run_attendance"),
    path("strategy/", strategy, name="strategy"),
    path("deadlines/", deadlines, name="deadlines"),
    path("deadlines/new/", new_deadline, name="new_deadline"),
    path("deadlines/address/", deadline_address, name="deadline_address"),
    path("deadlines/<int:pk>/", deadline, name="deadline"),
    path("deadlines/<int:pk>/done/", deadline_done, name="deadline_done"),
    path("deadlines/schools/<int:school>/reminders/", deadline_reminders, name="deadline_reminders"),
    path("calendar/deadlines/<str:token>.ics", deadlines_ics, name="deadline_calendar"),
]
