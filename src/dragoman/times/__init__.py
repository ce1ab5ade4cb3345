"""When: the words of dates to intervals of days with the precision the text gives."""

from dragoman.times.resolve import resolve_times

__all__ = ["resolve_times"]
