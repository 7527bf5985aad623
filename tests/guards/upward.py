"""Finds upward imports in disguise: a lower app that names a higher app's relation or model in a string.

import-linter sees imports alone; `Count("enrolments")` in `programmes` leans on `participants` just as much.
"""

import ast
import re
from collections.abc import Iterable

from django.apps import apps
from django.db.models import ForeignObjectRel, Model

LAYERS = ("geography", "accounts", "audit", "jobs", "partners", "programmes", "participants", "reports")
"""The apps that hold models, from the lowest to the highest."""

_QUERY_WORDS = {
    *("filter", "exclude", "get", "annotate", "aggregate", "alias", "values", "values_list", "order_by"),
    *("distinct", "only", "defer", "select_related", "prefetch_related", "earliest", "latest", "update"),
    *("Q", "F", "OuterRef", "Prefetch", "Count", "Sum", "Max", "Min", "Avg", "Exists", "get_or_create"),
    *("prefetch_related_objects", "Coalesce", "When", "create", "bulk_create", "get_model", "ForeignKey"),
}
_READING_WORDS = ("all", "filter", "exclude", "count", "exists", "first", "last", "values", "values_list")


def app_of(path: str) -> str:
    """The label of the app that a module or template belongs to; the kernel's plain packages are lowest."""
    parts = [part for part in path.split("/") if part not in ("portal", "templates")]
    return parts[0] if parts[0] in LAYERS else LAYERS[0]


def names_of_higher(app: str) -> set[str]:
    """Relations that higher apps hang on models of `app` and below, and that no lower model has itself."""
    reached = set(LAYERS[: LAYERS.index(app) + 1])
    above, own = set(), set()
    for model in apps.get_models():
        if model._meta.app_label in reached:
            own |= {field.name for field in model._meta.fields + model._meta.many_to_many}
            for relation in _shown_relations(model):
                from_below = relation.related_model._meta.app_label in reached
                (own if from_below else above).update((relation.name, relation.get_accessor_name()))
    return above - own


def _shown_relations(model: type[Model]) -> list[ForeignObjectRel]:
    """The relations that our own models hang on `model` under a name."""
    ours = [one for one in model._meta.related_objects if one.related_model._meta.app_label in LAYERS]
    return [one for one in ours if not one.hidden]


def upward(tree: ast.Module, path: str) -> list[str]:
    """Each naming of something higher in a module, as `path:line what`."""
    app = app_of(path)
    names = names_of_higher(app)
    higher = set(LAYERS[LAYERS.index(app) + 1 :])
    return [
        f"{path}:{node.lineno} {word}"
        for node in ast.walk(tree)
        for word in _words(node)
        if names & set(word.split("__")) or word.partition(".")[0] in higher
    ]


def upward_in_template(text: str, path: str) -> list[str]:
    """The same for a template: `group.enrolments.all` in a template of `programmes`."""
    names = "|".join(names_of_higher(app_of(path))) or "(?!)"
    reading = "|".join(_READING_WORDS)
    return [f"{path} {found.group()}" for found in re.finditer(rf"\w+\.({names})\.({reading})\b", text)]


def _words(node: ast.AST) -> Iterable[str]:
    """The names of relations and models that a call speaks of."""
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in _READING_WORDS and isinstance(node.func, ast.Attribute):
        receiver = node.func.value
        if isinstance(receiver, ast.Attribute):
            yield receiver.attr
    if called in _QUERY_WORDS or any("__" in (keyword.arg or "") for keyword in node.keywords):
        yield from (keyword.arg for keyword in node.keywords if keyword.arg)
        yield from (
            argument.value.lstrip("-")
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        )
