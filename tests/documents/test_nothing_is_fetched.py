"""Text of others may stand in a document; what it refers to is never fetched: the document fails loudly."""

from __future__ import annotations

import logging
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from portal.documents.assets import Asset
from portal.documents.errors import FetchRefused, Inaccessible, Unusable
from portal.documents.process import render_pdf
from tests.documents import sample
from tests.documents.reading import text_of

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = 'xmlns="http://www.w3.org/2000/svg" width="10" height="10"'

REFERENCES = {
    "a local file as a picture": '<img alt="x" src="file:///etc/passwd">',
    "an address as a picture": '<img alt="x" src="http://127.0.0.1:9/x.png">',
    "data as a picture": '<img alt="x" src="data:image/svg+xml,%3Csvg/%3E">',
    "an asset that is not there": '<img alt="x" src="asset:missing.svg">',
    "an asset outside its folder": '<img alt="x" src="asset:../settings/core.py">',
    "an address in a style": '<p style="background: url(http://127.0.0.1:9/x)">x</p>',
    "a local file in a style": "<style>li { list-style: url(file:///etc/passwd) }</style><ul><li>x</ul>",
    "an imported style sheet": "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "a linked style sheet": '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    "a font": "<style>@font-face { font-family: F; src: url(file:///etc/passwd) }</style><p>x</p>",
    "an attached file": '<link rel="attachment" href="file:///etc/passwd">',
    "an attached file behind a link": '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "an object": '<object data="file:///etc/passwd"></object>',
    "an embedded file": '<embed src="file:///etc/passwd">',
    "generated content": "<style>p::before { content: url(file:///etc/passwd) }</style><p>x</p>",
    "a picture in an SVG in the page": f'<svg {SVG}><title>x</title><image href="file:///etc/passwd"/></svg>',
}

DRAWINGS = {
    "a local file in a picture": f'<svg {SVG}><image href="file:///etc/passwd" width="9" height="9"/></svg>',
    "an address in a picture": f'<svg {SVG} {XLINK}><image xlink:href="http://127.0.0.1:9/"/></svg>',
    "data in a picture": f'<svg {SVG}><image href="data:image/png;base64,AAAA" width="9" height="9"/></svg>',
}


@pytest.mark.parametrize("body", REFERENCES.values(), ids=REFERENCES.keys())
def test_a_reference_outward_fails_loudly(body):
    with pytest.raises(FetchRefused) as refused:
        render_pdf(sample.document(body), sample.assets())
    assert str(refused.value) == FetchRefused.message
    assert refused.value.detail.startswith(("file:", "http:", "data:", "asset:"))


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_a_picture_that_refers_outward_fails_loudly(drawing):
    assets = {**sample.assets(), "x.svg": Asset.svg(drawing.encode())}
    with pytest.raises(FetchRefused):
        render_pdf(sample.document('<img alt="x" src="asset:x.svg">'), assets)


def test_an_entity_in_a_picture_reads_no_file():
    entity = (
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg {SVG}><text y="9">&e;</text></svg>'
    )
    assets = {**sample.assets(), "x.svg": Asset.svg(entity.encode())}
    with pytest.raises(Unusable):
        render_pdf(sample.document('<img alt="x" src="asset:x.svg">'), assets)


@pytest.mark.parametrize("tag", ["script", "iframe", "use"])
def test_what_the_renderer_does_not_know_is_not_called_either(tag):
    """A server that counts its callers: WeasyPrint has no such elements, and none may ever call."""
    calls: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Counting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        body = f'<{tag} src="{address}" href="{address}#x"></{tag}>'
        render_pdf(sample.document(f"<p>x</p>{body}<svg {SVG}><title>t</title>{body}</svg>"), sample.assets())
        server.shutdown()
    assert calls == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        "</td></tr></table><style>*{display:none}</style>",
        "<svg onload=alert(1)>",
        "file:///etc/passwd",
        "&lt;b&gt; &amp;amp; {{ 7*7 }} url(http://x)",
    ],
)
def test_hostile_text_that_is_escaped_shows_as_the_text_it_is(text):
    body = f'<h1 title="{escape(text)}">{escape(text)}</h1><table><tr><td>{escape(text)}</td></tr></table>'
    read = text_of(render_pdf(sample.document(body, title=text), sample.assets()))
    assert read.replace(" ", "").count(text.replace(" ", "")) == 2


@pytest.mark.parametrize(
    "html",
    [
        sample.document('<img src="asset:weeks.svg">'),
        sample.document('<img src="asset:weeks.svg" alt="">'),
        sample.document("<h1>x</h1>", title=""),
        sample.document("<h1>x</h1>").replace(' lang="da"', ""),
    ],
    ids=["no alt", "empty alt", "no title", "no language"],
)
def test_a_document_that_not_everyone_can_read_is_refused(html):
    with pytest.raises(Inaccessible) as refused:
        render_pdf(html, sample.assets())
    assert str(refused.value) == Inaccessible.message


@pytest.mark.parametrize("data", [b"<svg", b"no picture at all"])
def test_a_picture_that_cannot_be_read_is_refused(data):
    with pytest.raises(Unusable):
        render_pdf(
            sample.document('<img alt="x" src="asset:x.svg">'), {**sample.assets(), "x.svg": Asset.svg(data)}
        )


def test_rendering_leaves_the_log_of_the_worker_alone(caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(FetchRefused):
        render_pdf(sample.document('<img alt="secret" src="http://127.0.0.1:9/secret">'), sample.assets())
    assert "secret" not in caplog.text
