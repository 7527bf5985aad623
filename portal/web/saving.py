"""A form that is saved by one action, and what is said where the action refuses."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest

from portal.audit.saving import Closed, NameTaken, Refused
from portal.audit.versions import ChangedMeanwhile
from portal.web.changed_meanwhile import show_again

T = TypeVar("T")


def saved(
    form: forms.Form, act: Callable[[], T], *, version: Callable[[], str] = str, name: str = ""
) -> T | None:
    """What the action gives; or None, and the form says why not.

    `version` is that of what stands by now; `name` is of the field that a refusal is about, if of one.
    """
    try:
        return act()
    except ObjectDoesNotExist:
        raise Http404 from None
    except Closed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except ChangedMeanwhile as refusal:
        show_again(form, refusal, version())
    except Refused as refusal:
        field = name or ("name" if isinstance(refusal, NameTaken) else "")
        form.add_error(field if field in form.fields else None, str(refusal))
    return None


def done(request: HttpRequest, act: Callable[[], T], words: str = "") -> T | None:
    """What a button does, told on the next page in `words`; or None, and the next page says why not."""
    try:
        result = act()
    except ObjectDoesNotExist:
        raise Http404 from None
    except Closed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None
    if words:
        messages.success(request, words)
    return result
