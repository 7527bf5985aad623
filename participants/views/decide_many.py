"""One decision on many applications of a group at once, and the next offer that stands ready."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participants.actions.move import DecidedMeanwhile
from participants.actions.next_offer import offer_next
from participants.actions.places import GroupFull
from participants.forms.decision import ManyForm
from participants.models import Enrolment
from participants.policies.enrolment import may_change_places
from participants.rules.decisions import MANY
from participants.views.deciding import ACTIONS, REFUSALS
from participants.views.decision_page import asked_for, usual_day
from participants.views.groups import group_for
from participants.views.words import BUTTONS, DONE, WHAT_FOLLOWS, done_of_many, question_of_many
from participants.waiting import IN_ORDER
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Group
from programmes.policies.run import RunClosed

VERBS = frozenset(verb for verbs in MANY.values() for verb in verbs)
_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def decide_many(request: AuthedRequest, pk: int, verb: str) -> HttpResponse:
    """First the question with the names, then each on its own: what cannot be done is told."""
    group = group_for(request, pk)
    if verb not in VERBS:
        raise Http404
    if not may_change_places(request.user, group):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    seen = _seen(given.getlist("chosen"))
    rows = _rows(request, group, seen)
    if not rows:
        messages.warning(request, _("Tick those whom it is about first."))
        return redirect("participants:group", pk=pk)
    form = ManyForm(
        request.POST or None,
        chosen=[(row.pk, seen[row.pk] or row.state) for row in rows],
        verb=verb,
        initial={"answer_by": usual_day(group, verb)},
        **asked_for(group, verb),
    )
    if request.method == "POST" and form.is_valid():
        _tell(request, _decide(request, verb, rows, seen, form))
        return redirect("participants:group", pk=pk)
    context = {
        "group": group,
        "rows": rows,
        "verb": verb,
        "form": form,
        "title": question_of_many(verb, len(rows)),
        "what_follows": WHAT_FOLLOWS[verb],
        "button": BUTTONS[verb],
    }
    status = 422 if form.errors else 200
    return render_page(request, "participants/decide_many.html", context, status=status)


def _seen(chosen: list[str]) -> dict[int, str]:
    """Ids with the state that the page showed; what is no id is left out."""
    parts = [one.partition(":") for one in chosen[:_MOST]]
    return {int(key): state for key, _colon, state in parts if key.isdecimal() and len(key) < 19}


def _rows(request: AuthedRequest, group: Group, seen: dict[int, str]) -> list[Enrolment]:
    """In the order in which the page lists them: where places run out, the first have got theirs."""
    rows = (
        Enrolment.objects.visible_to(request.user).decidable_by(request.user).filter(group=group, pk__in=seen)
    )
    by_key = {row.pk: row for row in rows.select_related("participant").order_by(*IN_ORDER)}
    return [by_key[key] for key in seen if key in by_key]


@dataclass
class Outcome:
    """What was done, by the state that it led to, and what was not, by the reason."""

    done: dict[str, list[Enrolment]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, list[Enrolment]] = field(default_factory=lambda: defaultdict(list))


def _decide(
    request: AuthedRequest, verb: str, rows: list[Enrolment], seen: dict[int, str], form: ManyForm
) -> Outcome:
    given = {name: value for name, value in form.cleaned_data.items() if name != "chosen"}
    outcome = Outcome()
    for row in rows:
        try:
            decided = ACTIONS[verb](
                actor=Actor.of(request.user),
                enrolment_id=row.pk,
                based_on=seen[row.pk] or row.state,
                **given,
            )
        except REFUSALS as refusal:
            outcome.refused[str(refusal)].append(row)
        except RunClosed as refusal:
            raise PermissionDenied(str(refusal)) from None
        else:
            outcome.done[decided.state].append(decided)
    return outcome


def _tell(request: AuthedRequest, outcome: Outcome) -> None:
    for state, rows in outcome.done.items():
        if len(rows) == 1:
            messages.success(request, DONE[state] % {"name": rows[0].participant.short_name})
        else:
            messages.success(request, done_of_many(state, len(rows)))
    for reason, rows in outcome.refused.items():
        names = ", ".join(row.participant.short_name for row in rows)
        words = _("Not done for %(names)s: %(reason)s") % {"names": names, "reason": reason}
        messages.warning(request, words)


@require_POST
@for_roles(*SCHOOL_ROLES)
def offer_to_next(request: AuthedRequest, pk: int) -> HttpResponse:
    """The offer that the page made ready: to whom it was shown, and to nobody else."""
    group_for(request, pk)
    shown = list(_seen(request.POST.getlist("shown")))
    try:
        offered = offer_next(actor=Actor.of(request.user), group_id=pk, shown=shown)
    except (Group.DoesNotExist, Enrolment.DoesNotExist):
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except (DecidedMeanwhile, GroupFull) as refusal:
        messages.warning(request, str(refusal))
    else:
        for row in offered:
            messages.success(request, DONE[row.state] % {"name": row.participant.short_name})
    return redirect("participants:group", pk=pk)
