"""The account pages, and pages that use the components: what the tests of the face look at."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from portal.web.access import signed_in
from portal.web.http import render_page

WEEKS = ["held", "held", "cancelled", "held", "unlogged", "coming", "coming"]


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As others know it.")
    kind = forms.ChoiceField(label="Kind", choices=[("group", "Group"), ("solo", "Solo")])
    places = forms.IntegerField(label="Places", min_value=1)
    answer = forms.ChoiceField(
        label="Do you answer?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Agreed with the school", required=False)


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "tests/home.html")


def sample_form(request: HttpRequest) -> HttpResponse:
    form = SampleForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render_page(
        request, "tests/form.html", {"form": form}, partial="tests/_form_part.html", status=status
    )


def components(request: HttpRequest) -> HttpResponse:
    squares = [{"kind": "enrolled", "label": f"{number}: taken"} for number in range(1, 6)]
    context = {
        "now": timezone.now(),
        "trail": [("Programmes", "/"), ("Music for all", None)],
        "page_obj": Paginator(range(60), 20).page(2),
        "squares": [
            *squares,
            {"kind": "offered", "label": "6: offered until Monday"},
            {"kind": "free", "label": "7: free"},
        ],
        "weeks": [{"kind": kind, "label": f"week {week}: {kind}"} for week, kind in enumerate(WEEKS, 34)],
        "steps": [
            {"name": "Count what was logged", "state": "done"},
            {"name": "Protect small numbers", "state": "done"},
            {"name": "Draw the charts", "state": "now"},
            {"name": "Make the document", "state": "later"},
        ],
        "facts": [
            ("Period", "26 Aug – 13 Dec 2024"),
            ("Version", 1),
            ("Checksum", "9f86d081884c7d65" * 4),
        ],
        "numbers": [
            {"value": 102, "label": "participants", "url": "/"},
            {"value": 9, "label": "partner schools"},
            {"value": None, "label": "in Gadstrup", "note": "too few to show"},
        ],
        "parts": [
            {"share": 45, "label": "used 202 500 kr", "kind": "used"},
            {"share": 15, "label": "committed 67 500 kr", "kind": "committed"},
            {"share": 40, "label": "left 180 000 kr", "kind": "left"},
        ],
        "marks": [
            ("present", "til stede"),
            ("late", "sent"),
            ("excused", "gyldig"),
            ("unexcused", "ugyldig"),
        ],
        "children": [("a", "Amina H.", "present"), ("b", "Bo K.", "excused"), ("c", "Clara D.", "late")],
        "quarters": [("0", "0"), ("15", "¼"), ("30", "½"), ("45", "¾"), ("60", "1")],
    }
    return render(request, "tests/components.html", context)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a page that fails")


urlpatterns = [
    path("", home, name="home"),
    path("form/", sample_form, name="sample_form"),
    path("kept/", signed_in(sample_form), name="kept_form"),
    path("components/", components, name="components"),
    path("broken/", broken, name="broken"),
    path("account/", include("portal.accounts.urls")),
]
