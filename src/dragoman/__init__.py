"""dragoman: a sourced record of a conflict from the reporting on it.

import dragoman

dragoman.code("Turkish jets bombed Marsa on Tuesday.").events
with dragoman.open("syria.duckdb") as case:
    case.read("saved/")
    case.events(type="ASSAULT").pl()
"""

from __future__ import annotations

from dragoman._version import __version__
from dragoman.api import Case, Table, code, open
from dragoman.errors import DragomanError

__all__ = ["Case", "DragomanError", "Table", "__version__", "code", "open"]
