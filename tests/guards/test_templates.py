"""A page carries no script, style or handler of its own, so that the strict policy can refuse them all."""

import ast
import re

import pytest
from csp.constants import NONE, SELF

from tests.guards.tree import CODE, files, modules, name_of, parsed

_INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a style sheet in the page": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*?\sstyle\s*=", re.IGNORECASE | re.DOTALL),
    "a handler": re.compile(r"<[^>]*?\s(on\w+|hx-on[\w:.-]*)\s*=", re.IGNORECASE | re.DOTALL),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "words taken for markup": re.compile(r"\|\s*safe(seq)?\b|\bautoescape\s+off\b"),
}
_TRUSTING = {"mark_safe", "SafeString", "SafeText"}


def inline(text: str) -> list[str]:
    """What in a template the policy would refuse, or would let somebody's words be markup."""
    return [what for what, pattern in _INLINE.items() if pattern.search(text)]


def trusting(tree: ast.Module) -> list[str]:
    """The lines that declare a string to be markup; format_html, which escapes, is the way."""
    called = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [name for name in called if name.rpartition(".")[2] in _TRUSTING]


def test_no_template_has_inline_script_style_or_handlers():
    templates = files("templates", *CODE, suffixes=(".html", ".svg"))
    found = {name_of(path): inline(path.read_text()) for path in templates}
    assert len(found) > 50
    assert not {name: what for name, what in found.items() if what}


def test_no_module_takes_words_for_markup():
    found = {name_of(path): trusting(parsed(path)) for path in modules(*CODE)}
    assert not {name: what for name, what in found.items() if what}


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<style>p { color: red }</style>",
        '<p class="quiet" style="color: red">',
        '<button\n  onclick="go()">',
        '<form hx-on:submit="go()">',
        '<a href="javascript:go()">',
        "{{ note|safe }}",
        "{% autoescape off %}",
    ],
)
def test_inline_script_style_and_handlers_are_found(text):
    """The guard seen to fail."""
    assert len(inline(text)) == 1


@pytest.mark.parametrize(
    "text", ['<script src="/a.js" defer></script>', "<p>{{ note }}</p>", "<p>on = 1</p>"]
)
def test_what_the_policy_lets_through_passes(text):
    assert not inline(text)


@pytest.mark.parametrize("source", ["mark_safe(note)", "safestring.mark_safe(note)", "SafeString(note)"])
def test_words_taken_for_markup_are_found(source):
    """The guard seen to fail."""
    assert len(trusting(ast.parse(source))) == 1


def test_the_policy_lets_a_page_load_from_here_alone(client, settings, db):
    policy = client.get("/account/sign-in/").headers["Content-Security-Policy"]
    sent = {words[0]: words[1:] for words in (part.split() for part in policy.split(";") if part.strip())}
    assert sent["default-src"] == sent["object-src"] == sent["base-uri"] == [NONE]
    assert sent["script-src"] == sent["style-src"] == sent["form-action"] == [SELF]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & {word for words in sent.values() for word in words}
