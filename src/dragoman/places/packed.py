"""The two packed files of the gazetteer: columns of numbers, and sorted names with the rows they mean.

Made for starting fast with nothing but NumPy: the columns are unpacked at once, of the 690,000 names only the block that
holds the one asked for (docs/decisions/010-gazetteer-ships-packed.md).

A file is a length (four bytes, little endian), that many bytes of JSON that say what follows, and zlib blobs.
"""

from __future__ import annotations

import bisect
import functools
import json
import mmap
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DragomanError

__all__ = ["Names", "Words", "read_columns", "write_columns", "write_names"]

_BLOCK = 256
"""Names in one blob: looking one up unpacks some 4,000 bytes, about 20 microseconds."""


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS.encode())}
_MOST = 64**3
"""Rows are written with three digits of base 64."""


def write_columns(
    path: Path, columns: Mapping[str, NDArray[Any]], texts: Mapping[str, Sequence[str]]
) -> None:
    """Columns of numbers, and columns of words (joined by line ends, so none may hold one), in one file."""
    head: dict[str, list[Any]] = {}
    blobs: list[bytes] = []
    for name, column in columns.items():
        blobs.append(zlib.compress(column.tobytes(), 9))
        head[name] = [column.dtype.str, len(blobs[-1])]
    for name, words in texts.items():
        blobs.append(zlib.compress("\n".join(words).encode(), 9))
        head[name] = ["text", len(blobs[-1])]
    _write(path, head, blobs)


class Words:
    """A column of words, each decoded when asked for."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        self._ends: NDArray[Any] = np.flatnonzero(np.frombuffer(blob, np.uint8) == ord("\n"))

    def __len__(self) -> int:
        return len(self._ends) + 1

    def __iter__(self) -> Iterator[str]:
        return iter(self._blob.decode().split("\n"))

    def __getitem__(self, row: int) -> str:
        begin = int(self._ends[row - 1]) + 1 if row else 0
        end = int(self._ends[row]) if row < len(self._ends) else len(self._blob)
        return self._blob[begin:end].decode()


def read_columns(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Words]]:
    """The columns of numbers and of words that `write_columns` wrote."""
    head, at, data = _open(path)
    columns: dict[str, NDArray[Any]] = {}
    texts: dict[str, Words] = {}
    for name, (kind, size) in head.items():
        blob = zlib.decompress(data[at : at + size])
        at += size
        if kind == "text":
            texts[name] = Words(blob)
        else:
            columns[name] = np.frombuffer(blob, np.dtype(kind))
    return columns, texts


def write_names(path: Path, names: Mapping[str, Sequence[int]]) -> None:
    """Names with the rows they mean, sorted by their bytes."""
    order = sorted(names, key=str.encode)
    heads, blobs = [], []
    for first in range(0, len(order), _BLOCK):
        part = order[first : first + _BLOCK]
        heads.append(part[0])
        lines = [f"{name}\t{''.join(_digits(row) for row in sorted(set(names[name])))}" for name in part]
        blobs.append(zlib.compress(("\n" + "\n".join(lines) + "\n").encode(), 9))
    index = zlib.compress("\n".join(heads).encode(), 9)
    _write(path, {"heads": len(index), "sizes": [len(blob) for blob in blobs]}, [index, *blobs])


def _digits(row: int) -> str:
    if not 0 <= row < _MOST:
        raise ValueError(f"row {row} does not fit three digits of base 64")
    return _DIGITS[row >> 12] + _DIGITS[row >> 6 & 63] + _DIGITS[row & 63]


class Names:
    """Names to rows, read from a file that `write_names` wrote; nothing but the index is unpacked on load."""

    def __init__(self, path: Path) -> None:
        head, at, self._data = _open(path)
        self._heads = zlib.decompress(self._data[at : at + head["heads"]]).split(b"\n")
        self._ends: list[int] = [at + head["heads"]]
        for size in head["sizes"]:
            self._ends.append(self._ends[-1] + size)
        # Names that are asked for one after another often begin alike.
        self._block = functools.lru_cache(maxsize=64)(self._unpack)

    def _unpack(self, number: int) -> bytes:
        return zlib.decompress(self._data[self._ends[number] : self._ends[number + 1]])

    def rows(self, name: str) -> list[int]:
        """The rows that name means, in ascending order; [] if there is none."""
        wanted = name.encode()
        number = bisect.bisect_right(self._heads, wanted) - 1
        if number < 0 or b"\n" in wanted:
            return []
        block = self._block(number)
        at = block.find(b"\n" + wanted + b"\t")
        if at < 0:
            return []
        begin = at + len(wanted) + 2
        end = block.index(b"\n", begin)
        return [
            _VALUE[block[at]] << 12 | _VALUE[block[at + 1]] << 6 | _VALUE[block[at + 2]]
            for at in range(begin, end, 3)
        ]


def _write(path: Path, head: Mapping[str, Any], blobs: Sequence[bytes]) -> None:
    text = json.dumps(head).encode()
    path.write_bytes(struct.pack("<I", len(text)) + text + b"".join(blobs))


def _open(path: Path) -> tuple[dict[str, Any], int, mmap.mmap]:
    """What a packed file says of itself, where its blobs begin, and the file. Raises DragomanError if it is none."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (size,) = struct.unpack("<I", data[:4])
        return json.loads(data[4 : 4 + size]), 4 + size, data
    except (OSError, ValueError, struct.error) as error:
        raise DragomanError(f"{path} cannot be read ({error}); install dragoman again") from error
