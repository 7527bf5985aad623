"""Child processes that never outlive this one: Linux ends them with us, however we end."""

import ctypes
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ENDED_WITHIN = 10.0
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_parent(number: int, parent: int) -> Callable[[], None]:
    """What a child runs before its program: it gets signal `number` when we end, however we end."""

    def arrange() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def start_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    directory: Path | None = None,
    user: str | None = None,
    when_parent_ends: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process that never outlives this one. With `log`, its output goes to the end of that file.

    To be called from the main thread: the kernel ties the child's life to the thread that started it.
    """
    output = log.open("ab") if log else None
    try:
        return subprocess.Popen(
            list(command),
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.DEVNULL if output else None,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            cwd=directory,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            # The order in which CPython prepares a child matters here: this comes after the change of user,
            # which would clear the signal.
            preexec_fn=_end_with_parent(when_parent_ends, os.getpid()),
        )
    finally:
        if output:
            output.close()


def stop_child(
    process: subprocess.Popen[bytes], number: int = signal.SIGTERM, within: float = ENDED_WITHIN
) -> int:
    """End a process by its id: first politely, after `within` seconds by force. Returns its exit code."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(within)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def adopt_orphans() -> None:
    """Become the parent of every process below us whose own parent ends, so that none is lost sight of."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)


def wait_for(child: subprocess.Popen[bytes], others: Sequence[subprocess.Popen[bytes] | None]) -> int:
    """Wait for the child and return its exit code; orphans that end meanwhile are laid to rest."""
    known = {process.pid: process for process in [child, *others] if process}
    while child.returncode is None:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        if ended and ended.si_pid in known:
            known[ended.si_pid].wait()
        elif ended:
            os.waitpid(ended.si_pid, 0)
    return child.returncode


def _children() -> set[int]:
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == os.getpid():
            found.add(int(entry.parent.name))
    return found


def end_leftovers(keep: set[int]) -> None:
    """End every child of ours but those whose ids are in `keep`."""
    for number, within in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        deadline = time.monotonic() + within
        told: set[int] = set()
        while (left := _children() - keep) and time.monotonic() < deadline:
            for pid in left - told:
                os.kill(pid, number)
            told |= left
            time.sleep(0.02)
            for pid in left:
                os.waitpid(pid, os.WNOHANG)
