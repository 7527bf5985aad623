"""What there is to apply for: read by anybody, without signing in."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from participants.forms.families.catalogue import CatalogueFilter
from participants.public_group import public_group
from participants.school_settings import settings_of
from portal.web.http import render_page
from portal.web.translations import fall_back_to
from programmes.models import Group
from programmes.querysets.groups import GroupQuerySet

ON_A_PAGE = 24


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    language = get_language() or ""
    listed = list(_public().prefetch_related("school__serves"))
    _fill_gaps_as(listed)
    found = CatalogueFilter(request.GET, _public(), language=language, listed=listed)
    page_obj = Paginator(found.qs, ON_A_PAGE).get_page(request.GET.get("page"))
    narrowed = any(value for name, value in request.GET.items() if name != "page")
    context = {
        "filter": found,
        "page_obj": page_obj,
        "groups": [public_group(group, language) for group in page_obj],
        "number": page_obj.paginator.count,
        "narrowed": narrowed,
        "chooses_language": not narrowed,
    }
    return render_page(request, "families/catalogue.html", context, partial="families/_catalogue.html")


@require_safe
def catalogue_group(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_public(), pk=pk)
    fall_back_to(row.school.country.language)
    context = {
        "group": public_group(row, get_language() or ""),
        "school_languages": settings_of(row.school).languages,
    }
    return render_page(request, "families/catalogue_group.html", context)


def _public() -> GroupQuerySet:
    groups = Group.objects.in_catalogue_on(timezone.localdate())
    return groups.order_by("school__municipality__name", "run__programme__public_name", "weekday", "pk")


def _fill_gaps_as(listed: Sequence[Group]) -> None:
    """In the language of the schools; where they have several, in that of the first."""
    if listed:
        fall_back_to(listed[0].school.country.language)
