"""A mail server for tests: it speaks SMTP on a port of this machine and keeps what it is sent.

with mailbox() as box:
    box.url, box.envelopes
"""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.children import free_port


@dataclass
class Mailbox:
    """`envelopes` are pairs of recipients and content. `slow` is how long it takes over each mail."""

    port: int
    slow: float = 0
    envelopes: list[tuple[list[str], str]] = field(default_factory=list)
    begun: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: Mailbox


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        recipients: list[str] = []
        self._say("220 tests")
        while line := self.rfile.readline():
            command = line.decode().strip()
            verb = command[:4].upper()
            if verb == "RCPT":
                recipients.append(command.partition("<")[2].partition(">")[0])
            if verb == "DATA":
                self._take(recipients)
            elif verb == "QUIT":
                return self._say("221 bye")
            else:
                self._say("250 ok")
        return None

    def _take(self, recipients: list[str]) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        self.server.box.begun += 1
        time.sleep(self.server.box.slow)
        self.server.box.envelopes.append((recipients, "".join(lines)))
        self._say("250 taken")

    def _say(self, line: str) -> None:
        with suppress(OSError):  # Whoever sent it may be gone.
            self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox(port: int = 0, *, slow: float = 0) -> Iterator[Mailbox]:
    box = Mailbox(port or free_port(), slow)
    with _Server(("127.0.0.1", box.port), _Talk) as server:
        server.box = box
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
