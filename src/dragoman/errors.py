"""The one family of errors that a user can put right; everything else is a bug and keeps its traceback."""

from __future__ import annotations

from pathlib import Path


class DragomanError(Exception):
    """Something the reader of the message can put right. Anything else is a bug and keeps its traceback."""


class DataError(DragomanError):
    """One or more faults in data a person wrote (codebook, actors, places), each with file and line."""

    def __init__(self, what: str, *, path: Path | str, line: int, fix: str) -> None:
        super().__init__(f"{path}:{line}: {what}\n    {fix}")


class DataErrors(DragomanError):
    """Every problem of a set of data files at once, so that they are mended in one go."""

    def __init__(self, problems: list[DataError], *, where: Path | str) -> None:
        self.problems = tuple(problems)
        n = len(problems)
        lines = [str(problem) for problem in problems]
        lines.append(f"{n} problem{'s' if n != 1 else ''} in {where}; nothing was loaded.")
        super().__init__("\n".join(lines))


class InputError(DragomanError):
    """A file or line of input that cannot be read: what, where, how to mend it."""

    def __init__(self, what: str, *, where: Path | str, fix: str) -> None:
        self.what, self.where, self.fix = what, str(where), fix
        super().__init__(f"{where}: {what}; {fix}")


class CaseError(DragomanError):
    """A case file that cannot be opened or written: in use by another process, of a newer version, not a case."""


class ModelError(DragomanError):
    """The language model file is missing, damaged or of another version."""


class UsageError(DragomanError):
    """Arguments that do not fit together; exit code 2."""
