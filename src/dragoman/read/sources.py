"""Files and folders to documents: the only part of reading that touches the disk."""

# Paths stay strings here: a folder of 100,000 files is ordinary, and a Path costs more than its `stat`.
# ruff: noqa: PTH114, PTH116, PTH118

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from dragoman.read import sniff
from dragoman.read.inputs import read_archive, read_bytes, too_large
from dragoman.read.options import ReadOptions
from dragoman.records import Document, Refused

__all__ = ["FoundFile", "count_inputs", "find_files", "read_file", "read_paths"]

_LEFT_OUT = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
_PAGE_PARTS = re.compile(r"^(?P<page>.+?)(?:_files|\.files|_fichiers|-Dateien|_archivos)$", re.I)
_SNIFFED = 65_536


class FoundFile(str):
    """A path to read, as it is shown; `raw` opens it where its name is no proper text."""

    __slots__ = ("raw",)
    raw: str


def read_paths(
    paths: Sequence[str | Path], options: ReadOptions | None = None, *, stdin: IO[bytes] | None = None
) -> Iterator[Document | Refused]:
    """Documents of files and folders, one after the other, with a `Refused` for each input that is not read.

    paths: files, folders (with all folders in them), and "-" for standard input (`stdin`, or the process's own).
    Order is that of `paths`; within a folder names in order of their code points, files before folders. Nothing is
    read ahead, and no more than one file is in memory. Never fetches anything, and never waits on a pipe or a device.
    A path given twice, and a folder reached by two links, is read once.
    """
    options = options or ReadOptions()
    for found in find_files(paths, options):
        if isinstance(found, Refused):
            yield found
        else:
            yield from read_file(found, options, stdin=stdin)


def count_inputs(paths: Sequence[str | Path], options: ReadOptions | None = None) -> int:
    """How many files `read_paths` will open or refuse; walks folders, opens nothing."""
    return sum(1 for _ in find_files(paths, options or ReadOptions()))


def find_files(paths: Sequence[str | Path], options: ReadOptions) -> Iterator[FoundFile | Refused]:
    """The files to read, in order, and the paths that lead to none."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        raw = os.fspath(path)
        if raw == "-":
            yield _found(raw)
            continue
        try:
            info = os.stat(raw)
        except (OSError, ValueError) as error:
            yield _refused(raw, error)
            continue
        if stat.S_ISDIR(info.st_mode):
            yield from _walk(raw, options, seen)
        elif (info.st_dev, info.st_ino) not in seen:
            seen.add((info.st_dev, info.st_ino))
            yield _found(raw)


def _walk(folder: str, options: ReadOptions, seen: set[tuple[int, int]]) -> Iterator[FoundFile | Refused]:
    # Each entry: a folder still to read, with the folders above it, to know a loop by.
    waiting: list[tuple[str, tuple[tuple[int, int], ...]]] = [(folder, ())]
    while waiting:
        current, above = waiting.pop()
        try:
            info = os.stat(current)
            identity = (info.st_dev, info.st_ino)
            with os.scandir(current) as entries:
                names = sorted(entry.name for entry in entries)
        except (OSError, ValueError) as error:
            yield _refused(current, error)
            continue
        pages = {name.rsplit(".", 1)[0] for name in names if re.search(r"\.x?html?$", name, re.I)}
        folders: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        for name in names:
            # A folder's hidden files are the system's, not an analyst's.
            if name.startswith(".") or name in _LEFT_OUT:
                continue
            path = os.path.join(current, name)
            try:
                entry = os.stat(path, follow_symlinks=options.follow_links)
            except (OSError, ValueError) as error:
                yield _refused(path, error)
                continue
            key = (entry.st_dev, entry.st_ino)
            if stat.S_ISLNK(entry.st_mode):
                yield Refused(_shown(path), "a symbolic link", "give the file it leads to")
            elif stat.S_ISDIR(entry.st_mode):
                saved = _PAGE_PARTS.match(name)
                # Pictures and scripts that a browser saved with a page.
                if saved is not None and saved["page"] in pages:
                    continue
                if key == identity or key in above:
                    yield Refused(
                        _shown(path),
                        "a symbolic link that leads back to a folder above it",
                        "remove the link",
                    )
                elif key in seen:
                    continue
                else:
                    if os.path.islink(path):
                        seen.add(key)
                    folders.append((path, (*above, identity)))
            else:
                yield _found(path)
        waiting.extend(reversed(folders))


def read_file(
    found: FoundFile, options: ReadOptions, *, stdin: IO[bytes] | None = None
) -> Iterator[Document | Refused]:
    """Documents of one file; "-" is standard input."""
    name = str(found)
    if found.raw == "-":
        stream = stdin if stdin is not None else sys.stdin.buffer
        data = stream.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield too_large("-", len(data), options)
        else:
            yield from read_bytes(data, "-", options)
        return
    try:
        # Without O_NONBLOCK, opening a named pipe waits until somebody writes to it.
        descriptor = os.open(
            found.raw,
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_CLOEXEC", 0)
            | getattr(os, "O_BINARY", 0),
        )
    except (OSError, ValueError) as error:
        yield _refused(found.raw, error)
        return
    with os.fdopen(descriptor, "rb") as stream:
        try:
            info = os.fstat(descriptor)
            if not stat.S_ISREG(info.st_mode):
                yield Refused(
                    name,
                    f"{_kind(info.st_mode)}, not a file",
                    "save what comes from it in a file, or give it as -",
                )
                return
            head = stream.read(min(_SNIFFED, options.max_bytes))
            kind = sniff.binary_kind(head)
            if kind == "gzip" and _is_warc(head):
                kind = "warc"
            if kind in ("zip", "warc") and info.st_size <= options.max_archive_bytes:
                stream.seek(0)
                yield from read_archive(stream, name, kind, options)
                return
            if info.st_size > options.max_bytes:
                known = sniff.foreign(head)
                yield Refused(name, *known, info.st_size) if known else too_large(name, info.st_size, options)
                return
            # Files of /proc and ones that are still written to are longer than their size says.
            data = head + stream.read(options.max_bytes + 1 - len(head))
        except OSError as error:
            yield _refused(found.raw, error)
            return
    yield from read_bytes(data, name, options)


def _is_warc(head: bytes) -> bool:
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 64).startswith(b"WARC/")
    except zlib.error:
        return False


def _found(raw: str) -> FoundFile:
    found = FoundFile(_shown(raw))
    found.raw = raw
    return found


def _shown(raw: str) -> str:
    """A path as text that every store and terminal takes, whatever bytes its name is made of."""
    text = os.fsencode(raw).decode("utf-8", "replace") if isinstance(raw, str) else str(raw)
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def _refused(raw: str, error: OSError | ValueError) -> Refused:
    name = _shown(raw)
    if isinstance(error, PermissionError):
        return Refused(name, "no permission to read it", "ask its owner, or chmod u+r")
    if isinstance(error, FileNotFoundError):
        if os.path.islink(raw):
            return Refused(name, "a symbolic link to a file that is not there", "remove or mend the link")
        return Refused(name, "no such file or folder", "check the path")
    if isinstance(error, OSError) and error.errno == 40:
        return Refused(name, "a symbolic link that leads to itself", "remove the link")
    reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return Refused(name, f"cannot be opened ({reason.lower()})", "check the disk and the path")


def _kind(mode: int) -> str:
    for test, what in (
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISDIR, "a folder"),
    ):
        if test(mode):
            return what
    return "something special"
