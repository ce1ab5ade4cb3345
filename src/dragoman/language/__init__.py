"""Text -> Parse: sentences, words, dependencies, mentions, coreference, attribution and event scores.

The only place that knows spaCy and ONNX Runtime.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.language.conllu import to_conllu
from dragoman.language.network import model_folder
from dragoman.language.reader import Reader
from dragoman.records import Parse

__all__ = ["Reader", "load_reader", "model_folder", "parse", "parse_all", "to_conllu"]


@lru_cache(maxsize=2)
def _reader(folder: str) -> Reader:
    return Reader()


def load_reader() -> Reader:
    """The reader of the model in use, loaded once."""
    return _reader(str(model_folder()))


def parse(text: str) -> Parse:
    """What the language stage says of one text."""
    return load_reader().parse(text)


def parse_all(texts: Iterable[str]) -> Iterator[Parse]:
    """Parses of many texts, in their order, windows side by side on all cores."""
    return load_reader().parse_all(texts)
