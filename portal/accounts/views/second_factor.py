"""The second factor: set up, given in this session, renewed, and asked for at signing in."""

import base64
from collections.abc import Mapping
from urllib.parse import quote

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import authenticate as allauth_authenticate
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.actions.set_up_second_factor import (
    SetUpAlready,
    give_up_second_factor,
    renew_recovery_codes,
    set_up_second_factor,
)
from portal.accounts.forms.second_factor import CodeForm, SetUpForm
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.web import second_factor as in_session
from portal.web.access import signed_in
from portal.web.http import AuthedRequest, render_page


@require_http_methods(["GET", "HEAD", "POST"])
def authenticate(request: HttpRequest) -> HttpResponseBase:
    """Asked for after the password; whoever is signed in when this ends has given a right code."""
    if request.user.is_authenticated:
        return redirect("home")
    response = allauth_authenticate(request)
    if request.user.is_authenticated:
        in_session.remember(request)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def second_factor(request: AuthedRequest) -> HttpResponse:
    if request.user.second_factor_at is None:
        return _set_up(request)
    if not in_session.is_given(request):
        return _ask(request)
    return _change(request)


def _set_up(request: AuthedRequest) -> HttpResponse:
    form = SetUpForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            codes = set_up_second_factor(actor=Actor.of(request.user), secret=form.secret)
        except SetUpAlready:
            return redirect("second_factor")
        clear_totp_secret(request)
        in_session.remember(request)
        return _show_codes(request, codes)
    address = get_adapter().build_totp_url(request.user, form.secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(address).encode()).decode()
    key = " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4))
    context = {
        "form": form,
        "address": address,
        "picture": f"data:image/svg+xml;base64,{picture}",
        "key": key,
        "asked": in_session.is_missing(request),
    }
    return _page(request, "accounts/second_factor/set_up.html", context)


def _ask(request: AuthedRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        form.save()
        in_session.remember(request)
        return redirect(_next(request))
    return _page(request, "accounts/second_factor/ask.html", {"form": form})


def _change(request: AuthedRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        form.save()
        if request.POST.get("do") == "codes":
            return _show_codes(request, renew_recovery_codes(actor=Actor.of(request.user)))
        give_up_second_factor(actor=Actor.of(request.user))
        return redirect("second_factor")
    context = {"form": form, "codes_left": _codes_left(request.user)}
    return _page(request, "accounts/second_factor/change.html", context)


def _show_codes(request: AuthedRequest, codes: list[str]) -> HttpResponse:
    """Once: they are in the answer to what was sent, and at no address."""
    text = "\n".join([_("Samklang: recovery codes of %(email)s") % {"email": request.user.email}, *codes, ""])
    context = {"codes": codes, "file": "data:text/plain;charset=utf-8," + quote(text), "next": _next(request)}
    return _page(request, "accounts/second_factor/codes.html", context)


def _codes_left(user: User) -> int:
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0


def _page(request: AuthedRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    form = context.get("form")
    return render_page(request, template, context, status=422 if getattr(form, "errors", None) else 200)


def _next(request: HttpRequest) -> str:
    url = request.GET.get("next", "")
    here = {request.get_host()}
    return url if url_has_allowed_host_and_scheme(url, here, require_https=request.is_secure()) else "/"
