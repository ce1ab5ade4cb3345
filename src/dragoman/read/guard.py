"""A second process for inputs whose parsers can hang or die: it is stopped when time is up, and the reading goes on.

PDF files and large web pages are taken apart by libraries that a hostile file can keep busy for hours, and no limit
inside a process stops those for sure. The process starts with the first such input and serves all others.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

import msgspec

from dragoman.read.options import ReadOptions
from dragoman.records import Document, Refused

__all__ = ["OutOfTime", "Stopped", "in_guard", "read_guarded"]

_MEMORY = 4 << 30
"""Bytes of address space of the second process."""


class OutOfTime(Exception):
    """The input took longer than it may."""


class Stopped(Exception):
    """The process died of the input: out of memory, or a fault in a library."""


class _Limit:
    """Time that one input may take: so many seconds of work, or ten times as many on the clock.

    On a machine busy with other work a sound file takes long by the clock, too, and must not be refused for that.
    """

    def __init__(self, pid: int, seconds: float) -> None:
        self.pid, self.seconds = pid, seconds
        self.begun, self.worked = time.monotonic(), _work_of(pid)

    def reached(self) -> bool:
        passed = time.monotonic() - self.begun
        now = _work_of(self.pid)
        worked = passed if now is None or self.worked is None else now - self.worked
        return worked > self.seconds or passed > 10 * self.seconds


def _work_of(pid: int) -> float | None:
    """Seconds of processor time that a process has used; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError, AttributeError):
        return None


class _Guard:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dragoman.read.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for the process a person started; this one ends when its input does.
            start_new_session=True,
        )
        self.owner = os.getpid()

    def ask(self, header: dict[str, Any], data: bytes, seconds: float) -> list[Document | Refused]:
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        message = msgspec.json.encode(header)
        limit = _Limit(process.pid, seconds)
        try:
            for part in (struct.pack("<IQ", len(message), len(data)), message, data):
                process.stdin.write(part)
            process.stdin.flush()
        except (BrokenPipeError, OSError):
            raise Stopped from None
        head = self._receive(process.stdout, 8, limit)
        answer = self._receive(process.stdout, struct.unpack("<Q", head)[0], limit)
        records = msgspec.json.decode(answer, type=list[tuple[str, msgspec.Raw]])
        read: list[Document | Refused] = []
        for kind, raw in records:
            if kind == "document":
                read.append(msgspec.json.decode(raw, type=Document))
            else:
                read.append(msgspec.json.decode(raw, type=Refused))
        return read

    def _receive(self, stream: IO[bytes], size: int, limit: _Limit) -> bytes:
        received = bytearray()
        while len(received) < size:
            if not select.select([stream], [], [], min(1.0, limit.seconds))[0]:
                if limit.reached():
                    raise OutOfTime
                continue
            part = os.read(stream.fileno(), size - len(received))
            if not part:
                raise Stopped
            received += part
        return bytes(received)

    def stop(self) -> None:
        if self.owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            self.process.kill()
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            self.process.wait(5)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


_guard: _Guard | None = None
_lock = threading.Lock()
_inside = False


def in_guard() -> bool:
    """Whether this is the second process (or there can be none), so that inputs are read here."""
    return _inside or not sys.executable


def read_guarded(
    kind: str, data: bytes, name: str, options: ReadOptions, *, url: str | None = None
) -> list[Document | Refused]:
    """Read one input in the second process. Raises OutOfTime after `options.seconds`, Stopped if the process died."""
    global _guard
    with _lock:
        if _guard is None or _guard.owner != os.getpid() or _guard.process.poll() is not None:
            _guard = _Guard()
        header = {"kind": kind, "name": name, "options": msgspec.to_builtins(options), "url": url}
        try:
            return _guard.ask(header, data, options.seconds)
        except BaseException:
            _guard.stop()
            _guard = None
            raise


@atexit.register
def _stop() -> None:
    if _guard is not None:
        _guard.stop()


def _serve() -> None:
    """Answer requests on stdin until it ends."""
    global _inside
    _inside = True
    from dragoman.read.inputs import read_kind

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    os.dup2(2, 1)
    while len(head := source.read(12)) == 12:
        header_size, size = struct.unpack("<IQ", head)
        header = msgspec.json.decode(source.read(header_size))
        data = source.read(size)
        options = msgspec.convert(header["options"], ReadOptions)
        records = list(read_kind(header["kind"], data, header["name"], options, url=header["url"]))
        answer = msgspec.json.encode(
            [("document" if isinstance(record, Document) else "refused", record) for record in records]
        )
        sink.write(struct.pack("<Q", len(answer)) + answer)
        sink.flush()


if __name__ == "__main__":
    # Under the name it is imported by, so that there is one `_inside`.
    from dragoman.read import guard

    guard._serve()
