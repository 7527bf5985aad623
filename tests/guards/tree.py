"""What the guards read: the project's own files, whether committed yet or not."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("portal", "partners", "programmes", "participants", "reports")
_NOT_OURS = {"var", "node_modules", "__pycache__", "vendor"}
_KEPT_DOT_NAMES = {".ci", ".gitignore", ".dockerignore"}


def files(*folders: str, suffixes: tuple[str, ...] = ()) -> Iterator[Path]:
    """The project's files below `folders` (all without any), without what tools leave behind."""
    for start in [ROOT / folder for folder in folders] or [ROOT]:
        yield from sorted(path for path in _walk(start) if not suffixes or path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _NOT_OURS or (path.name.startswith(".") and path.name not in _KEPT_DOT_NAMES):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def modules(*folders: str, migrations: bool = False) -> Iterator[Path]:
    for path in files(*folders, suffixes=(".py",)):
        if migrations or "migrations" not in path.parts:
            yield path


def name_of(path: Path) -> str:
    """The path as the project knows it."""
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))
