"""dragoman: a sourced record of a conflict from the reporting on it."""

from __future__ import annotations

from dragoman._version import __version__
from dragoman.errors import DragomanError

__all__ = ["DragomanError", "__version__"]
