"""Which language a text is in, where it is long enough to tell."""

from __future__ import annotations

import functools
from typing import Any

__all__ = ["language_of"]

_SHORTEST = 60
"""Below this many letters py3langid mistakes names for languages, so nothing is said."""

_SAMPLE = 3000


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; None if it is short or the guess is unsure.

    Method: Lui & Baldwin (2012), langid.py, with the model of py3langid.
    """
    sample = text if len(text) <= _SAMPLE else text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _SHORTEST:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= 0.9 else None
