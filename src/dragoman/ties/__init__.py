"""Parse, Event -> Tie: who stands how to whom."""

from dragoman.ties.coder import code_ties

__all__ = ["code_ties"]
