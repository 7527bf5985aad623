from django.urls import path

from reports.views.grants.answering import award, refuse
from reports.views.grants.applying import edit_grant, new_grant
from reports.views.grants.closing import afterwards
from reports.views.grants.conditions import grant_asked_papers, grant_conditions, scheme_asked_papers
from reports.views.grants.listing import grant_lines, grants
from reports.views.grants.page import grant
from reports.views.grants.parts import PAYMENT, TARGET, grant_part, new_part
from reports.views.grants.runs import grant_runs
from reports.views.grants.schemes import new_scheme, scheme, schemes, take_in
from reports.views.grants.sending import new_report, report_due

urlpatterns = [
    path("grants/", grants, name="grants"),
    path("grants/new/<int:school>/", new_grant, name="new_grant"),
    path("grants/schemes/", schemes, name="grant_schemes"),
    path("grants/schemes/new/<int:school>/", new_scheme, name="new_grant_scheme"),
    path("grants/schemes/take-in/<int:school>/", take_in, name="take_in_grant_scheme"),
    path("grants/schemes/<int:pk>/", scheme, name="grant_scheme"),
    path("grants/schemes/<int:pk>/papers/", scheme_asked_papers, name="scheme_papers"),
    path("grants/targets/<int:pk>/", grant_part, {"part": TARGET}, name="grant_target"),
    path("grants/payments/<int:pk>/", grant_part, {"part": PAYMENT}, name="grant_payment"),
    path("grants/reports/<int:pk>/", report_due, name="grant_report"),
    path("grants/<int:pk>/", grant, name="grant"),
    path("grants/<int:pk>/change/", edit_grant, name="change_grant"),
    path("grants/<int:pk>/award/", award, name="award_grant"),
    path("grants/<int:pk>/refused/", refuse, name="refuse_grant"),
    path("grants/<int:pk>/conditions/", grant_conditions, name="grant_conditions"),
    path("grants/<int:pk>/papers/", grant_asked_papers, name="grant_papers"),
    path("grants/<int:pk>/targets/new/", new_part, {"part": TARGET}, name="new_grant_target"),
    path("grants/<int:pk>/payments/new/", new_part, {"part": PAYMENT}, name="new_grant_payment"),
    path("grants/<int:pk>/reports/new/", new_report, name="new_grant_report"),
    path("grants/<int:pk>/runs/", grant_runs, name="grant_runs"),
    path("grants/<int:pk>/goes-on/", afterwards, name="grant_goes_on"),
    path("grants/<int:pk>/used/", grant_lines, {"what": "used"}, name="grant_used"),
    path("grants/<int:pk>/budget/", grant_lines, {"what": "budget"}, name="grant_budget"),
]
