"""Texts cut into the windows that the encoder reads: whole paragraphs, else sentences, as many as fit."""

from collections.abc import Sequence

WINDOW = 290  # word pieces


def window_end(
    text: str, begins: Sequence[int], ends: Sequence[int], sizes: Sequence[int], at: int, limit: int = WINDOW
) -> int:
    """The word before which a window that starts at word `at` ends."""
    total, i, paragraph, sentence = 0, at, 0, 0
    n = len(sizes)
    while i < n and total + sizes[i] <= limit - 2:
        total += sizes[i]
        i += 1
        if i < n:
            between = text[ends[i - 1] : begins[i]]
            if "\n" in between:
                paragraph = i
            elif between and text[ends[i - 1] - 1] in '.!?”"’' and text[begins[i]].isupper():
                sentence = i
    if i >= n:
        return n
    if paragraph - at > (i - at) // 3:
        return paragraph
    return max(paragraph, sentence) or max(i, at + 1)
