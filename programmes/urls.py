from django.urls import path

from programmes.urls_money import urlpatterns as money
from programmes.urls_planning import urlpatterns as planning
from programmes.views.focus import focus, focus_area
from programmes.views.formats import drop_format, edit_format, new_format, take_in
from programmes.views.goals import goal, new_goal
from programmes.views.groups import drop_group, group_setup, new_group, staff
from programmes.views.head_count import head_count, head_counts
from programmes.views.hours import change, hours, run_hours
from programmes.views.new_run import new_run
from programmes.views.new_session import new_session
from programmes.views.partners import partner, partner_runs, partners, run_partners
from programmes.views.programme import programme
from programmes.views.programmes import edit_programme, new_programme, programmes
from programmes.views.setup import begin_run, edit_run, setup
from programmes.views.share import role_ends, school_ends, share
from programmes.views.strategy import drop_target, focus_contents, focus_line, ready_areas
from programmes.views.sub_region import sub_region
from programmes.views.training import edit_training, new_training, training, training_day, trainings
from programmes.views.uses import uses

app_name = "programmes"
urlpatterns = [
    path("programmes/", programmes, name="list"),
    path("programmes/new/", new_programme, name="new"),
    path("strategy/areas/", focus, name="focus"),
    path("strategy/areas/<int:pk>/", focus_area, name="focus_area"),
    path("strategy/areas/<int:pk>/contents/", focus_contents, name="focus_contents"),
    path("strategy/areas/lines/<int:pk>/", focus_line, name="focus_line"),
    path("strategy/areas/targets/<int:pk>/remove/", drop_target, name="remove_target"),
    path("strategy/areas/schools/<int:school>/ready/", ready_areas, name="ready_areas"),
    path("programmes/sub-region/", sub_region, name="sub_region"),
    path("programmes/formats/<int:pk>/", edit_format, name="format"),
    path("programmes/formats/<int:pk>/remove/", drop_format, name="remove_format"),
    path("programmes/goals/<int:pk>/", goal, name="goal"),
    path("programmes/<int:pk>/", programme, name="programme"),
    path("programmes/<int:pk>/change/", edit_programme, name="change"),
    path("programmes/<int:pk>/schools/", share, name="share"),
    path("programmes/<int:pk>/schools/<int:period>/", school_ends, name="end_school"),
    path("programmes/<int:pk>/roles/<int:membership>/end/", role_ends, name="end_role"),
    path("programmes/<int:pk>/formats/new/", new_format, name="new_format"),
    path("programmes/<int:pk>/formats/ready/", take_in, name="ready_formats"),
    path("programmes/<int:pk>/goals/new/", new_goal, name="new_goal"),
    path("programmes/<int:pk>/runs/new/", new_run, name="new_run"),
    path("runs/<int:pk>/setup/", setup, name="setup"),
    path("runs/<int:pk>/setup/change/", edit_run, name="change_run"),
    path("runs/<int:pk>/setup/open/", begin_run, name="open_run"),
    path("runs/<int:pk>/setup/groups/<int:school>/", new_group, name="new_group"),
    path("runs/<int:pk>/setup/partners/<int:school>/", run_partners, name="run_partners"),
    path("groups/<int:pk>/setup/", group_setup, name="group_setup"),
    path("groups/<int:pk>/setup/staff/", staff, name="staff"),
    path("groups/<int:pk>/setup/remove/", drop_group, name="remove_group"),
    *planning,
    path("groups/<int:pk>/sessions/new/", new_session, name="new_session"),
    path("hours/", hours, name="hours"),
    path("hours/<int:pk>/", change, name="change_hours"),
    path("runs/<int:pk>/hours/", run_hours, name="run_hours"),
    path("trainings/", trainings, name="trainings"),
    path("trainings/new/", new_training, name="new_training"),
    path("trainings/<int:pk>/", training, name="training"),
    path("trainings/<int:pk>/edit/", edit_training, name="edit_training"),
    path("trainings/<int:pk>/days/new/", training_day, name="new_training_day"),
    path("trainings/<int:pk>/days/<int:day>/", training_day, name="change_training_day"),
    *money,
    path("head-counts/", head_counts, name="head_counts"),
    path("partners/", partners, name="partners"),
    path("partners/<int:pk>/", partner, name="partner"),
    path("partners/<int:pk>/runs/", partner_runs, name="partner_runs"),
    path("agreements/<int:pk>/commitments/<int:commitment>/counts/", uses, name="uses"),
    path("runs/<int:pk>/head-count/", head_count, name="head_count"),
]
