from django.urls import path

from programmes.views.accounts_import import accounts_import, drop, import_accounts, take_in
from programmes.views.budget_lines import budget_line, new_budget_line
from programmes.views.cost import correct, cost, new_cost, receipt
from programmes.views.costs import closed_periods, costs

urlpatterns = [
    path("runs/<int:pk>/money/budget/new/", new_budget_line, name="new_budget_line"),
    path("budget-lines/<int:pk>/", budget_line, name="budget_line"),
    path("runs/<int:pk>/money/costs/", costs, name="costs"),
    path("runs/<int:pk>/money/costs/new/", new_cost, name="new_cost"),
    path("costs/<int:pk>/", cost, name="cost"),
    path("costs/<int:pk>/correct/", correct, name="correct_cost"),
    path("costs/<int:pk>/receipt/", receipt, name="receipt"),
    path("runs/<int:pk>/money/import/", import_accounts, name="import_accounts"),
    path("accounts/imports/<int:pk>/", accounts_import, name="accounts_import"),
    path("accounts/imports/<int:pk>/take-in/", take_in, name="take_in_accounts"),
    path("accounts/imports/<int:pk>/drop/", drop, name="drop_accounts"),
    path("accounts/closed/", closed_periods, name="closed_periods"),
]
