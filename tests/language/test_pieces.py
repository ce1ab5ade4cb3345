"""What the encoder reads besides the letters."""

from dragoman.language.pieces import BREAK, JOINED, SPACE, case_of, gaps_of
from dragoman.language.words import split_words


def gaps(text: str) -> list[int]:
    words = split_words(text)
    return gaps_of(text, [w.begin for w in words], [w.end for w in words])


def test_gaps() -> None:
    assert gaps("He left.\nShe stayed.") == [BREAK, SPACE, JOINED, BREAK, SPACE, JOINED]


def test_wrapped_lines_are_no_breaks() -> None:
    text = "The army took the\ntown on Monday and the\nrebels fled to\nMarsa in trucks.\n\nNobody was hurt."
    words = [text[w.begin : w.end] for w in split_words(text)]
    breaks = [words[n] for n, gap in enumerate(gaps(text)) if gap == BREAK]
    assert breaks == ["The", "Nobody"]


def test_case() -> None:
    assert len({case_of(w) for w in ("army", "Army", "NATO", "McCain", "14", ",")}) == 6
