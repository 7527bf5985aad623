"""What a phone shows when a page is opened without a network: how much waits, and nothing else."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

_PAGE = "participants/offline.html"
_STATIC = Path(settings.BASE_DIR, "static")
_WORKER = _STATIC / "js/service-worker.js"
FILES = (
    "icon.svg",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "vendor/designsystemet/theme.css",
    "vendor/designsystemet/index.css",
    "js/offline.js",
    "js/roll-store.js",
)
"""All that is kept on the phone beside the page itself."""


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """For anybody, and about nobody: it is kept on the phone, in the language of whoever is signed in."""
    response = render(request, _PAGE)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """From the root, so that it stands before every page; new as soon as anything that it keeps is new."""
    facts = {
        "version": _version(),
        "page": reverse("participants:offline"),
        "files": [static(name) for name in FILES],
        "left_alone": list(settings.FAMILY_PATHS),
    }
    script = f"const KEPT = {json.dumps(facts)};\n{_WORKER.read_text()}"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


def _version() -> str:
    """Changes with the language, the page, and what it needs."""
    parts = [get_language() or "", render_to_string(_PAGE)]
    contents = [Path(_STATIC, name).read_bytes() for name in FILES]
    return hashlib.sha256(b"\0".join([*(part.encode() for part in parts), *contents])).hexdigest()[:16]
