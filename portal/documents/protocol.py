"""Frames between a worker and its document process: a JSON header, then the parts whose sizes it names."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

LENGTH = struct.Struct("!Q")


def pack(header: dict[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    head = json.dumps({**header, "sizes": [len(part) for part in parts]}).encode()
    return b"".join([LENGTH.pack(len(head)), head, *parts])


def read(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Raise EOFError where the stream ends early."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    header = json.loads(_exactly(stream, length))
    return header, [_exactly(stream, size) for size in header["sizes"]]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
