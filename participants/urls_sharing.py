"""Fees, what several pay together, settlements and files for invoicing."""

from django.urls import path

from participants.views.cost_shares import correct_cost, edit_share, new_share, share, shares, what_to_share
from participants.views.fees import fee, fees, group_fees, payment
from participants.views.invoices import invoice_as_csv, invoices
from participants.views.settlements import (
    open_settlement,
    settlement,
    settlement_as_csv,
    settlement_as_pdf,
    settlements,
)

urlpatterns = [
    path("settlements/", settlements, name="settlements"),
    path(
        "settlements/schools/<int:school>/agencies/<int:payer>/",
        open_settlement,
        {"kind": "agency"},
        name="agency_settlement",
    ),
    path(
        "settlements/schools/<int:school>/municipalities/<int:payer>/",
        open_settlement,
        {"kind": "municipality"},
        name="municipality_settlement",
    ),
    path("settlements/<int:pk>/", settlement, name="settlement"),
    path("settlements/<int:pk>/pdf/", settlement_as_pdf, name="settlement_pdf"),
    path("settlements/<int:pk>/csv/", settlement_as_csv, name="settlement_csv"),
    path("settlements/invoices/", invoices, name="invoices"),
    path("settlements/invoices/<int:pk>/csv/", invoice_as_csv, name="invoice_csv"),
    path("settlements/fees/", fees, name="fees"),
    path("settlements/fees/<int:pk>/", fee, name="fee"),
    path("groups/<int:pk>/fees/", group_fees, name="group_fees"),
    path("enrolments/<int:pk>/payment/", payment, name="payment"),
    path("settlements/shares/", shares, name="shares"),
    path("settlements/shares/new/", what_to_share, name="what_to_share"),
    path("settlements/shares/new/runs/<int:pk>/", new_share, {"of": "run"}, name="share_run"),
    path("settlements/shares/new/groups/<int:pk>/", new_share, {"of": "group"}, name="share_group"),
    path(
        "settlements/shares/new/equipment/<int:pk>/", new_share, {"of": "equipment"}, name="share_equipment"
    ),
    path(
        "settlements/shares/new/enrolments/<int:pk>/", new_share, {"of": "enrolment"}, name="share_enrolment"
    ),
    path("settlements/shares/<int:pk>/", share, name="share"),
    path("settlements/shares/<int:pk>/edit/", edit_share, name="edit_share"),
    path("settlements/costs/<int:pk>/correct/", correct_cost, name="correct_cost"),
]
