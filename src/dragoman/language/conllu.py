"""A Parse as CoNLL-U, contractions as multiword tokens (don't = 1-2)."""

from collections.abc import Iterator

from dragoman.language.words import split_words
from dragoman.records import Parse


def to_conllu(text: str, parse: Parse, name: str = "") -> str:
    """The sentences of a text, one block each, with `# text` and `SpaceAfter`."""
    return "".join(_blocks(text, parse, name))


def _blocks(text: str, parse: Parse, name: str) -> Iterator[str]:
    joined = {w.begin for w in split_words(text) if w.joined}
    first: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for n, word in enumerate(parse.words):
        first.setdefault(word.sentence, n)
        members.setdefault(word.sentence, []).append(n)
    for s, sentence in enumerate(parse.sentences):
        lines = []
        if s == 0 and name:
            lines.append(f"# newdoc id = {name}")
        lines.append(f"# sent_id = {name or 'text'}-{s + 1}")
        lines.append("# text = " + " ".join(text[sentence.begin : sentence.end].split()))
        indices = members.get(s, [])
        k = 0
        while k < len(indices):
            last = k
            while last + 1 < len(indices):
                before, after = parse.words[indices[last]].span, parse.words[indices[last + 1]].span
                if after.begin not in joined or before.end != after.begin:
                    break
                last += 1
            if last > k:
                b, e = parse.words[indices[k]].span.begin, parse.words[indices[last]].span.end
                lines.append(f"{k + 1}-{last + 1}\t{text[b:e]}" + "\t_" * 7 + "\t" + _space(text, e))
            for m in range(k, last + 1):
                word = parse.words[indices[m]]
                head = 0 if word.head < 0 else word.head - first[s] + 1
                misc = "_" if last > k else _space(text, word.span.end)
                lines.append(
                    "\t".join(
                        (
                            str(m + 1),
                            word.span.of(text),
                            word.lemma or "_",
                            word.pos,
                            "_",
                            word.feats or "_",
                            str(head),
                            word.dep,
                            "_",
                            misc,
                        )
                    )
                )
            k = last + 1
        yield "\n".join(lines) + "\n\n"


def _space(text: str, at: int) -> str:
    return "_" if at >= len(text) or text[at].isspace() else "SpaceAfter=No"
