"""Rendering a document in a fresh process with limits.

    with DocumentProcess(Limits(), on_wait=renew_lease) as process:
        …count figures, draw charts: WeasyPrint is imported meanwhile…
        data = process.render(html, {"document.css": style_sheet(), "weeks.svg": Asset.svg(chart)})

The HTML names its assets as `asset:<name>`; anything else it refers to is refused.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from portal.documents import protocol
from portal.documents.assets import Asset
from portal.documents.errors import BY_KIND, Crashed, DocumentError, OutOfMemory, TooSlow

RENDERER = Path(__file__).with_name("renderer.py")
ALLOCATION_FAILED = (b"MemoryError", b"failed to allocate", b"annot allocate", b"failed to map")


@dataclass(frozen=True)
class Limits:
    """Address space of the process, its processor time, and the time from request to answer."""

    memory_bytes: int = 1024**3
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    poll_seconds: float = 0.5


class DocumentProcess:
    """One process for one document; leaving the block ends it and whatever it started.

    It dies with the thread that entered the block, so enter and render in the same one.
    `on_wait` is called every `poll_seconds` while the document is made; what it raises stops the process.
    """

    def __init__(self, limits: Limits | None = None, *, on_wait: Callable[[], None] | None = None) -> None:
        self.limits = limits or Limits()
        self.on_wait = on_wait or (lambda: None)

    def __enter__(self) -> Self:
        # A file, not a pipe: it takes a request of any size while the process is still importing.
        self._request = TemporaryFile()
        numbers = [self.limits.memory_bytes, self.limits.cpu_seconds, os.getpid(), self._request.fileno()]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", str(RENDERER), *map(str, numbers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=_environment(),
            pass_fds=[self._request.fileno()],
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        self._request.close()

    def render(self, html: str, assets: Mapping[str, Asset]) -> bytes:
        """The PDF; the same input gives the same bytes. Raises DocumentError. Once for each process."""
        header = {"assets": [(name, asset.mime) for name, asset in assets.items()]}
        parts = [html.encode(), *(asset.data for asset in assets.values())]
        self._request.write(protocol.pack(header, parts))
        self._request.flush()
        output, errors = self._wait()
        try:
            answer, parts = protocol.read(BytesIO(output))
        except EOFError:
            raise self._cause_of_death(errors) from None
        if "fault" in answer:
            raise BY_KIND[answer["fault"]](answer.get("detail", ""))
        return parts[0]

    def _wait(self) -> tuple[bytes, bytes]:
        """End the standard input, which tells the process that its request is there."""
        deadline = time.monotonic() + self.limits.wall_seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                return self._process.communicate(timeout=min(left, self.limits.poll_seconds))
            except subprocess.TimeoutExpired:
                self.on_wait()
        raise TooSlow(f"more than {self.limits.wall_seconds} s")

    def _cause_of_death(self, errors: bytes) -> DocumentError:
        status = self._process.returncode
        detail = f"exit status {status}: {errors[-1000:].decode(errors='replace')}"
        if status == -signal.SIGXCPU:
            return TooSlow(detail)
        # Killed by another: the system does so where its own memory runs out.
        if status == -signal.SIGKILL or any(text in errors for text in ALLOCATION_FAILED):
            return OutOfMemory(detail)
        return Crashed(detail)


def render_pdf(
    html: str,
    assets: Mapping[str, Asset],
    *,
    limits: Limits | None = None,
    on_wait: Callable[[], None] | None = None,
) -> bytes:
    """`DocumentProcess.render` for callers that have nothing to do meanwhile."""
    with DocumentProcess(limits, on_wait=on_wait) as process:
        return process.render(html, assets)


def _environment() -> dict[str, str]:
    """Nothing of the worker's environment, which holds secrets, but where fontconfig keeps its cache."""
    kept = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
