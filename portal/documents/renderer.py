"""The program of the document process: one request in an open file, one PDF on standard output.

It is started by its path, limits itself before anything else, and loads no more of the project than it needs:
no settings, no database, no secrets.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, BinaryIO, NoReturn

PR_SET_PDEATHSIG = 1
MEMORY_MARK = 0.9
WATCH_SECONDS = 0.05
OUTWARD = ("socket.", "urllib.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


def limit_self(memory_bytes: int, cpu_seconds: int, parent: int) -> None:
    """Die with the parent; hold to memory and processor time; leave no core dump, which holds the content."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def skip_project_start() -> None:
    """Importing `portal` starts Celery; here its modules are found without running its `__init__`."""
    portal = ModuleType("portal")
    portal.__path__ = [str(Path(__file__).parents[1])]
    sys.modules["portal"] = portal


def refuse_outward(event: str, _arguments: tuple[Any, ...]) -> None:
    """A second lock behind the fetcher: no connection and no program, whoever asks."""
    if event.startswith(OUTWARD):
        raise PermissionError(event)


def send(answers: BinaryIO, frame: bytes) -> NoReturn:
    """Answer and be gone: taking down the interpreter costs time and has nothing to save."""
    answers.write(frame)
    answers.flush()
    os._exit(0)


def watch_memory(memory_bytes: int, give_up: Callable[[], NoReturn]) -> None:
    """Give up shortly before the limit: past it the C libraries crash instead of saying so.

    An exception would not do: raised at any moment, it might leave a lock held.
    """

    def look(_signal: int, _frame: FrameType | None) -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        if pages * resource.getpagesize() > memory_bytes * MEMORY_MARK:
            give_up()

    if sys.platform == "linux":
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, WATCH_SECONDS, WATCH_SECONDS)


def answer_one(memory_bytes: int, requests: BinaryIO, answers: BinaryIO) -> NoReturn:
    """Import WeasyPrint first, then wait for the request: the worker still counts meanwhile.

    The request is there when standard input ends; it is empty where the worker went away instead.
    """
    from portal.documents import pdf, protocol

    def out_of_memory() -> NoReturn:
        send(answers, protocol.pack({"fault": "memory"}))

    sys.addaudithook(refuse_outward)
    sys.stdin.buffer.read()
    requests.seek(0)
    header, (html, *contents) = protocol.read(requests)
    assets = {
        f"asset:{name}": (content, mime)
        for (name, mime), content in zip(header["assets"], contents, strict=True)
    }
    identifier = hashlib.sha256(b"".join([html, *contents])).digest()[:16]
    watch_memory(memory_bytes, out_of_memory)
    try:
        data = pdf.write(html.decode(), assets, identifier)
    except pdf.Fault as fault:
        send(answers, protocol.pack({"fault": fault.kind, "detail": fault.detail}))
    except MemoryError:
        out_of_memory()
    signal.setitimer(signal.ITIMER_REAL, 0)
    send(answers, protocol.pack({}, [data]))


def main() -> None:
    memory_bytes, cpu_seconds, parent, request_file = (int(argument) for argument in sys.argv[1:])
    limit_self(memory_bytes, cpu_seconds, parent)
    # Few cycles in a short life: collecting would cost up to a quarter of the time.
    gc.set_threshold(200_000, 50, 100)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up in the PDF
    skip_project_start()
    try:
        answer_one(memory_bytes, os.fdopen(request_file, "rb"), answers)
    except EOFError:  # nobody asks any more
        os._exit(0)


if __name__ == "__main__":
    main()
