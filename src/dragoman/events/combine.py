"""How sure the coder is of a candidate: one logistic formula over what the model and the codebook say of it.

The coefficients are fitted on gold that the model was not trained on (`benchmarks/events.py --tables`) and are calibrated by
construction: of candidates at 0.8 about eight in ten are coded so by people (docs/events.md shows the table).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["SURE", "Evidence", "Weights", "among", "features", "probability"]

SURE = 0.8
"""From this probability a candidate counts as a sure act of its text."""
LONG = 8
"""Sentences from which a text says something about what it is on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one candidate."""

    scored: bool
    """The parse carries event scores."""
    model_any: float
    """Model's probability that the word is a trigger of any type."""
    model_type: float
    """... of the type chosen."""
    rule: bool
    weight: float
    agree: bool
    dropped: bool
    vetoed: bool
    noun: bool
    modifier: bool
    table: float | None = None
    """Log-odds by the codebook's table of surroundings (`judging.py`); None: the codebook has none."""
    model_named: str = ""
    """Whom the model names: "a" actors, "r" recipients, both or none."""
    silent: bool = False
    """The parse carries event scores, but none for this word."""


DROPPED, VETOED = -1.5, -6.0
"""Set by hand, for where the codebook works alone: what the manual's structure and the codebook's exceptions say is there to be heeded."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the formula, and how the two are weighed where they differ."""

    threshold: float = 0.43
    threshold_unknown: float = 0.51
    """For a word that the codebook does not know: only the model vouches for it."""
    threshold_nobody: float = 0.62
    """For an act in which nobody takes part, where the text tells a place or a day."""
    threshold_bare: float = 0.9
    """... where it tells neither: below it every second one is talk of attacks or talks in general."""
    threshold_alone: float = 0.36
    with_model: tuple[float, ...] = (-0.1, -0.28, 0.67, 1.8, 0.57, -1.06, -3.0, 0.13)
    """bias, logit of model_any, logit of model_type, rule weight, agree, dropped, vetoed, modifier."""
    alone: tuple[float, ...] = (-2.28, 4.69, -2.92, -6.0, 0.16, -0.78)
    """Without model: bias, rule weight, dropped, vetoed, noun, modifier."""
    with_table: tuple[float, ...] = (
        -0.84, 0.32, -0.48, 0.06, 0.41, 0.79, 0.49, 0.05, 0.46, -0.8, -6.0, 0.1, 0.4,
    )  # fmt: skip
    """With the codebook's table: bias, table, silent, logit of model_any, logit of model_type, agree, model names an actor,
    a recipient, both; dropped, vetoed, and for either how sure the model is of the type all the same (its logit). The last four are set by hand:
    structure and exceptions are there to be heeded, but less so where the model is all but sure."""
    surrounded: tuple[float, float] = (2.19, 0.8)
    """How far the log-odds fall in a text of LONG sentences or more with few sure acts: a constant, and by the logarithm of its sure
    acts a sentence; from one in thirty on they stay."""
    status_model: float = 1.0
    status_rule: Mapping[str, float] = field(
        default_factory=lambda: {
            "asserted": 0.2,
            "negated": 0.5,
            "hypothetical": 0.35,
            "future": 0.35,
            "historical": 1.2,
        }
    )


def _logit(p: float) -> float:
    p = min(0.995, max(0.005, p))
    return math.log(p / (1 - p))


def features(e: Evidence) -> tuple[float, ...]:
    """The vector that the coefficients of `Weights` are for: `with_table`, `with_model` or `alone`."""
    if e.scored and e.table is not None:
        seen = 0.0 if e.silent else 1.0
        sure = seen * _logit(e.model_type)
        return (
            1.0, e.table, float(e.silent), seen * _logit(e.model_any), sure, float(e.agree),
            float(e.model_named == "a"), float(e.model_named == "r"), float(e.model_named == "ar"),
            float(e.dropped), float(e.vetoed), e.dropped * sure, e.vetoed * sure,
        )  # fmt: skip
    if not e.scored:
        return (1.0, e.weight, float(e.dropped), float(e.vetoed), float(e.noun), float(e.modifier))
    return (
        1.0, _logit(e.model_any), _logit(e.model_type), e.weight if e.rule else 0.0, float(e.agree), float(e.dropped),
        float(e.vetoed), float(e.modifier),
    )  # fmt: skip


def probability(e: Evidence, weights: Weights) -> float:
    """Probability in [0, 1] that a person would code the candidate with this type."""
    if e.table is not None and not e.scored:
        z = e.table + DROPPED * e.dropped + VETOED * e.vetoed
        return 1 / (1 + math.exp(-z))
    coefficients = weights.alone
    if e.scored:
        coefficients = weights.with_model if e.table is None else weights.with_table
    z = sum(c * x for c, x in zip(coefficients, features(e), strict=True))
    return 1 / (1 + math.exp(-z))


def among(p: float, sure: int, sentences: int, weights: Weights) -> float:
    """The probability of a candidate in view of the others of its text: an article that tells of hardly any act tells of no more.

    p: by its own sentence; sure: how many others are sure acts; sentences: of the whole text, a short one says nothing.
    """
    if sentences < LONG:
        return p
    constant, slope = weights.surrounded
    p = min(1 - 1e-9, max(1e-9, p))
    z = math.log(p / (1 - p)) + min(0.0, constant + slope * math.log(sure / sentences + 0.03))
    return 1 / (1 + math.exp(-z))
