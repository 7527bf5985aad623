"""Who loads what: every app registers its own loader, in the order of the layers.

A loader is named by its module, so that nothing of the demonstration is imported until it is loaded.
"""

import datetime
from collections.abc import Callable
from importlib import import_module

Loader = Callable[[datetime.date], None]

_modules: dict[str, int] = {}


def register(order: int, module: str) -> None:
    """`module` has a function `load(today)` that fills its app's tables; lower `order` is loaded first."""
    _modules[module] = order


def loaders() -> list[Loader]:
    return [import_module(name).load for name in sorted(_modules, key=_modules.__getitem__)]
