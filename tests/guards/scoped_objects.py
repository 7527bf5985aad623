"""Finds where rows are read past the scope: what follows `Model.objects` is not among the few allowed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

ALLOWED = {
    "visible_to",
    "in_scope_of",
    "within_reach_of",
    "in_catalogue_on",  # the scope of the public
    "everything",
    "create",
    "bulk_create",
    "bulk_update",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
LOOKUPS = {"get_object_or_404", "get_list_or_404"}


@dataclass(frozen=True)
class Exemption:
    """In which modules, on which model and with which calls the rule does not hold, and why not."""

    path: str
    model: str
    calls: frozenset[str]
    why: str


EXEMPTIONS = (
    Exemption(
        "portal/documents/pdf_look.py",
        "pdf",
        frozenset({"handed on"}),
        "no model: the objects of a PDF that somebody sent",
    ),
    Exemption(
        "*/demonstration*",
        "User",
        frozenset({"get", "filter", "all"}),
        "the demonstration is loaded for nobody; a user belongs to no school but through memberships",
    ),
    Exemption(
        "portal/accounts/views/invitation.py",
        "User",
        frozenset({"filter"}),
        "a user belongs to no school; says only whether the address of an invitation has an account",
    ),
    Exemption(
        "programmes/actions/booking.py",
        "User",
        frozenset({"filter"}),
        "a user belongs to no school; those who are booked are locked, and named to who books them",
    ),
    Exemption(
        "participants/actions/name_substitute.py",
        "User",
        frozenset({"filter"}),
        "a user belongs to no school; narrowed to the staff of one group and the members of one school",
    ),
    Exemption(
        "participants/views/families/how_it_is.py",
        "User",
        frozenset({"get"}),
        "a user belongs to no school; the signed address names who handed the device over",
    ),
    Exemption(
        "portal/accounts/*/*second_factor.py",
        "Authenticator",
        frozenset({"filter"}),
        "the second factor of one user, by whom it is found; it belongs to no school",
    ),
    Exemption(
        "portal/management/commands/reset_second_factor.py",
        "User",
        frozenset({"filter"}),
        "who runs commands on the server has no scope",
    ),
    Exemption(
        "portal/geography/reference.py",
        "model",
        frozenset({"iterator"}),
        "runs in a migration, whose historical models have plain managers",
    ),
    Exemption(
        "portal/geography/reference.py",
        "region_model",
        frozenset({"update_or_create"}),
        "runs in a migration, whose historical models have plain managers",
    ),
    Exemption("portal/documents/pdf.py", "pdf", frozenset({"handed on"}), "the objects of a PDF are no rows"),
)


def unscoped(tree: ast.Module, path: str, exemptions: tuple[Exemption, ...] = EXEMPTIONS) -> list[str]:
    """Each reading past the scope in a module, as `path:line what`."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    aliases = _aliases(tree)
    found = []
    for node in ast.walk(tree):
        if _is_manager(node) and not isinstance(parents.get(node), ast.Assign):
            found.append((node, _use(node, parents)))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in aliases and _scope(node, parents) in aliases[node.id]:
                found.append((node, _use(node, parents)))
        elif isinstance(node, ast.Call) and _looks_up_a_bare_model(node):
            found.append((node, "a lookup in a bare model"))
    return [
        f"{path}:{node.lineno} {ast.unparse(node)} → {use}"
        for node, use in found
        if use not in ALLOWED and not _exempt(node, path, use, exemptions)
    ]


def _is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and isinstance(node.ctx, ast.Load)


def _use(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> str:
    """The call that follows; where the manager is handed on as it is, that it is."""
    after = parents.get(node)
    if isinstance(after, ast.Attribute) and isinstance(parents.get(after), ast.Call):
        return after.attr
    return "handed on"


def _aliases(tree: ast.Module) -> dict[str, set[ast.AST]]:
    """Names that hold a manager, with the functions in which they do."""
    held: dict[str, set[ast.AST]] = {}
    for scope in _scopes(tree):
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and _is_manager(node.value):
                for target in node.targets:
                    held.setdefault(ast.unparse(target), set()).add(scope)
    return held


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Module))


def _scope(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    while not isinstance(node, ast.FunctionDef | ast.Module):
        node = parents[node]
    return node


def _looks_up_a_bare_model(call: ast.Call) -> bool:
    """`get_object_or_404(Session, …)`: a model's name where a scoped queryset belongs."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    first = call.args[0] if call.args else None
    return name in LOOKUPS and isinstance(first, ast.Name) and first.id[:1].isupper()


def _exempt(node: ast.AST, path: str, use: str, exemptions: tuple[Exemption, ...]) -> bool:
    model = ast.unparse(node.value) if isinstance(node, ast.Attribute) else ""
    return any(fnmatch(path, one.path) and model == one.model and use in one.calls for one in exemptions)
