from django.urls import path

from reports.views.asking import ask_for_report, choose_report
from reports.views.files import download_file, view_file
from reports.views.listing import list_reports
from reports.views.report import show_report

app_name = "reports"
urlpatterns = [
    path("", list_reports, name="list"),
    path("new/", choose_report, name="choose"),
    path("new/<slug:definition>/<slug:scope>/", ask_for_report, name="ask"),
    path("<uuid:pk>/", show_report, name="report"),
    path("<uuid:pk>/view/", view_file, name="view"),
    path("<uuid:pk>/download/", download_file, name="download"),
]
