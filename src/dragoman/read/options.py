"""What a person may say about how to read: limits, and what the inputs themselves do not tell."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from dragoman.errors import UsageError
from dragoman.read.dates import parse_date
from dragoman.records import DateValue

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of one reading. Raises UsageError for a date, an encoding or a limit that makes no sense."""

    max_bytes: int = 20_000_000
    """A file or a member of an archive larger than this is refused, in bytes."""
    date: str | None = None
    """Date of publication of inputs that carry none, "2017-01-23", "2017-01" or "23 January 2017"."""
    text_column: str | None = None
    """Column (CSV, TSV) or key (JSON) that holds the text; guessed if None."""
    publisher: str | None = None
    """Publisher of inputs that name none."""
    encoding: str | None = None
    """Encoding of text inputs that declare none; recognised if None."""
    follow_links: bool = True
    """Whether symbolic links to files and folders are followed; a loop is refused either way."""
    max_archive_bytes: int = 2_000_000_000
    """An archive that unpacks to more than this is refused from there on, in bytes."""
    seconds: float = 60.0
    """A file that takes longer than this to read is refused."""

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_archive_bytes", "seconds"):
            if getattr(self, name) <= 0:
                raise UsageError(f"--{name.replace('_', '-')} must be above 0, not {getattr(self, name)}")
        if self.date is not None and parse_date(self.date) is None:
            raise UsageError(
                f"--date {self.date!r} is not a date; write 2017-01-23, 2017-01, 2017 or 23 January 2017"
            )
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding)
            except LookupError:
                raise UsageError(
                    f"--encoding {self.encoding!r} is not known; common ones are utf-8, utf-16, windows-1252, "
                    "windows-1251, windows-1256, iso-8859-15"
                ) from None

    @property
    def published(self) -> DateValue | None:
        """The date given for undated inputs."""
        return None if self.date is None else parse_date(self.date)
