"""Limits of the document process, and that nothing of it is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.documents.errors import Crashed, DocumentError, OutOfMemory, TooSlow
from portal.documents.process import DocumentProcess, Limits, render_pdf
from tests.documents import sample
from tests.documents.reading import renderers, text_of

ROOT = Path(__file__).parents[2]
ENDLESS = sample.document("<table>" + "<tr><td>a</td><td>b</td><td>c</td></tr>" * 20_000 + "</table>")
MEGABYTE = 1024**2


def soon(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(autouse=True)
def nothing_left_behind():
    yield
    assert renderers(os.getpid()) == set()


@pytest.mark.parametrize("megabytes", [60, 90, 180])
def test_a_document_that_needs_too_much_memory_is_stopped(megabytes):
    """Too little to start with, just enough to start with, and enough for a while."""
    with pytest.raises(OutOfMemory) as stopped:
        render_pdf(ENDLESS, sample.assets(), limits=Limits(memory_bytes=megabytes * MEGABYTE))
    assert str(stopped.value) == OutOfMemory.message


def test_a_document_that_needs_too_much_processor_time_is_stopped():
    with pytest.raises(TooSlow):
        render_pdf(ENDLESS, sample.assets(), limits=Limits(cpu_seconds=1))


def test_a_document_that_takes_too_long_is_stopped_at_once():
    started = time.monotonic()
    with pytest.raises(TooSlow) as stopped:
        render_pdf(ENDLESS, sample.assets(), limits=Limits(wall_seconds=0.7))
    assert str(stopped.value) == TooSlow.message
    assert time.monotonic() - started < 3


def test_without_small_limits_the_same_limits_hold_no_document_up():
    """The three above, seen to pass with the limits that hold in earnest."""
    assert "uge" in text_of(render_pdf(sample.report(), sample.assets(), limits=Limits()))


def test_the_caller_is_called_while_it_waits():
    calls: list[float] = []
    with pytest.raises(TooSlow):
        render_pdf(
            ENDLESS,
            sample.assets(),
            limits=Limits(wall_seconds=1.0, poll_seconds=0.1),
            on_wait=lambda: calls.append(time.monotonic()),
        )
    assert 3 <= len(calls) <= 10


def test_a_long_request_arrives_though_the_caller_is_called_while_the_process_still_starts():
    """Half a megabyte is more than a pipe holds: handed over by one, its end was lost at the first call."""
    padding = sample.document("<h1>Ishøj</h1><!--" + "x" * 2**19 + "-->")
    limits = Limits(poll_seconds=0.01, wall_seconds=20)
    assert "Ishøj" in text_of(render_pdf(padding, sample.assets(), limits=limits))


def test_a_caller_that_lost_its_lease_stops_the_process():
    class LeaseLost(Exception):
        pass

    def renew() -> None:
        raise LeaseLost

    with pytest.raises(LeaseLost):
        render_pdf(ENDLESS, sample.assets(), limits=Limits(poll_seconds=0.1), on_wait=renew)


def test_a_caller_that_fails_before_it_asks_leaves_no_process():
    with pytest.raises(ZeroDivisionError), DocumentProcess() as process:
        assert soon(lambda: process._process.pid in renderers(os.getpid()))
        raise ZeroDivisionError


def test_a_process_that_is_killed_is_told_from_one_that_is_slow():
    with DocumentProcess(Limits(poll_seconds=0.1), on_wait=lambda: None) as process:
        os.kill(process._process.pid, signal.SIGSEGV)
        with pytest.raises(Crashed) as crashed:
            process.render(ENDLESS, sample.assets())
    assert isinstance(crashed.value, DocumentError)
    assert "-11" in crashed.value.detail
    assert "-11" not in str(crashed.value)


def test_the_process_dies_with_a_worker_that_is_killed():
    """A stand-in for the worker asks for an endless document and is killed with -9 while it waits."""
    program = (
        "from tests.documents.test_document_process import ENDLESS\n"
        "from portal.documents.process import render_pdf\n"
        "render_pdf(ENDLESS, {})"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as worker:
        assert soon(lambda: renderers(worker.pid) != set(), 20)
        time.sleep(0.3)
        (renderer,) = renderers(worker.pid)
        worker.kill()
    assert soon(lambda: not Path(f"/proc/{renderer}").exists())


def test_the_process_knows_nothing_of_the_workers_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    with DocumentProcess() as process:
        pid = process._process.pid
        assert soon(lambda: pid in renderers(os.getpid()))
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"DATABASE_URL" not in environment
        assert set(environment.decode().split("\0")) - {""} == {
            f"{name}={value}"
            for name, value in {
                "LANG": "C.UTF-8",
                "PYTHONHASHSEED": "0",
                **{name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME") if name in os.environ},
            }.items()
        }


def test_each_document_has_a_process_of_its_own_and_what_one_left_does_not_reach_the_next():
    first = render_pdf(sample.report(), sample.assets())
    assert render_pdf(sample.document("<h1>Andet</h1>"), sample.assets()) != first
    assert render_pdf(sample.report(), sample.assets()) == first


def test_a_started_process_answers_faster_than_a_fresh_one_that_writes_the_same(tmp_path):
    """Its import of WeasyPrint, more than half of a short document, happens while the worker still counts."""
    assets = sample.assets()
    for name, asset in assets.items():
        (tmp_path / name).write_bytes(asset.data)
    (tmp_path / "report.html").write_text(sample.report().replace("asset:", ""))
    program = (
        "from weasyprint import HTML; HTML('report.html').write_pdf('report.pdf', pdf_variant='pdf/ua-1')"
    )
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    fresh = time.monotonic() - began
    with DocumentProcess() as process:
        time.sleep(2)
        began = time.monotonic()
        process.render(sample.report(), assets)
        started = time.monotonic() - began
    print(f"fresh {fresh:.2f} s, started {started:.2f} s, ratio {started / fresh:.2f}")
    assert started < fresh
