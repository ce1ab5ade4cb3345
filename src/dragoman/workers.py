"""Coding on all cores: processes that take documents and give codings, in order, with memory flat.

Each worker is a Python process of its own that reads tasks from its standard input and writes codings to its standard
output. That works from any script, notebook or thread (`multiprocessing` would run an unguarded script again in each
worker), and a worker whose parent is killed reads the end of its input and ends with it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.pipeline import CodeOptions
    from dragoman.records import CodedDocument, Document

__all__ = ["WorkerLost", "Workers"]

_LENGTH = struct.Struct(">Q")


class WorkerLost(Exception):
    """A worker process ended in the middle of a task: killed, out of memory, or a crash of a library."""


def _send(stream: IO[bytes], thing: object) -> None:
    data = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> object:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (size,) = _LENGTH.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


class Workers:
    """`count` processes that code documents. Use as a context manager, so that they end with the block."""

    def __init__(self, options: CodeOptions, count: int) -> None:
        self._options = options
        self._tasks: SimpleQueue[tuple[Sequence[Document], Future[list[CodedDocument]]] | None] = (
            SimpleQueue()
        )
        self._processes: list[subprocess.Popen[bytes]] = []
        self._ending = False
        self._lock = threading.Lock()
        self.count = count
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        for _thread in self._threads:
            self._tasks.put(None)
        with self._lock:
            for process in self._processes:
                process.kill()
        for thread in self._threads:
            thread.join()

    def submit(self, documents: Sequence[Document]) -> Future[list[CodedDocument]]:
        """The codings of the documents, in their order, when they are done."""
        future: Future[list[CodedDocument]] = Future()
        self._tasks.put((documents, future))
        return future

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ending:
                raise WorkerLost
            process = subprocess.Popen(
                [sys.executable, "-c", "from dragoman.workers import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
            self._processes.append(process)
        assert process.stdin is not None
        _send(process.stdin, self._options)
        return process

    def _serve(self) -> None:
        """Hand tasks to one worker, one after the other; runs in a thread of the parent."""
        process: subprocess.Popen[bytes] | None = None
        while (task := self._tasks.get()) is not None and not self._ending:
            documents, future = task
            try:
                if process is None:
                    process = self._start()
                assert process.stdin is not None
                assert process.stdout is not None
                _send(process.stdin, list(documents))
                answer = _receive(process.stdout)
            except (EOFError, OSError, WorkerLost):
                # The next task gets a new process; this one's documents are for the caller to look into.
                self._close(process)
                process = None
                future.set_exception(WorkerLost())
                continue
            except BaseException as error:
                future.set_exception(error)
                continue
            if isinstance(answer, BaseException):
                future.set_exception(answer)
            else:
                future.set_result(answer)  # type: ignore[arg-type]
        self._close(process)

    def _close(self, process: subprocess.Popen[bytes] | None) -> None:
        if process is None:
            return
        with self._lock:
            self._processes.remove(process)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def main() -> None:
    """A worker: options first, then tasks until the input ends."""
    # Control-C goes to the whole group; the parent alone decides what becomes of the work in hand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # A stray print of a library must not stand among the answers.
    os.dup2(2, 1)
    from dragoman.pipeline import Coder

    coder: Coder | None = None
    with contextlib.suppress(EOFError, BrokenPipeError):
        options = _receive(tasks)
        while True:
            documents = _receive(tasks)
            try:
                if coder is None:
                    coder = Coder(options, threads=1)  # type: ignore[arg-type]
                answer: object = list(coder.code(documents, strict=False))  # type: ignore[arg-type]
            except DragomanError as error:
                answer = DragomanError(str(error))
            except Exception as error:
                answer = RuntimeError(f"a worker failed: {type(error).__name__}: {error}")
            _send(answers, answer)
