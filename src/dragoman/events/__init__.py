"""Parse -> Event: who did what to whom, by the codebook and the language model's scores."""

from dragoman.events.codebook import Codebook, check_codebook, load_codebook, shipped_codebook
from dragoman.events.coder import code_events
from dragoman.events.contexts import contexts_of

__all__ = ["Codebook", "check_codebook", "code_events", "contexts_of", "load_codebook", "shipped_codebook"]
