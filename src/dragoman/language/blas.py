"""NumPy's matrix products on one thread each while windows are read side by side: their threads would fight ours."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np


@lru_cache(maxsize=1)
def _library() -> tuple[Any, Any] | None:
    """Getter and setter of the number of threads of the OpenBLAS inside NumPy's wheel, if that is what it has."""
    for path in sorted(Path(np.__file__).parent.parent.glob("numpy.libs/*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for prefix in ("scipy_openblas", "openblas"):
            for suffix in ("64_", ""):
                try:
                    return (
                        getattr(library, f"{prefix}_get_num_threads{suffix}"),
                        getattr(library, f"{prefix}_set_num_threads{suffix}"),
                    )
                except AttributeError:
                    continue
    return None


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread for each matrix product inside, the number of before afterwards."""
    found = _library()
    if found is None:
        yield
        return
    get, set_ = found
    before = int(get())
    set_(1)
    try:
        yield
    finally:
        set_(before)
