"""What people do with actors: check files, look somebody up, merge, split, rename.

A change is one line in a file `changes.yaml` among the user's own actor files. Changes are applied whenever the
knowledge is loaded, so they hold through re-reading; taking the line out undoes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from dragoman.actors.knowledge import DATA, Knowledge
from dragoman.actors.names import fold, transliteration
from dragoman.actors.schema import read_folder
from dragoman.errors import UsageError
from dragoman.records import Actor

__all__ = ["check_actors", "find_actors", "merge_actors", "rename_actor", "show_actor", "split_actor"]


def check_actors(*folders: Path | str) -> int:
    """Reads the shipped actor files and those in `folders`; returns how many actors they hold.

    Raises DataErrors that lists every problem by file and line.
    """
    return len(read_folder(DATA, *(Path(folder) for folder in folders)).entries)


def show_actor(knowledge: Knowledge, id_: str) -> Actor:
    """The actor of that id. Raises UsageError with the nearest ids if there is none."""
    actor = knowledge.actor(id_)
    if actor is None:
        near = process.extract(id_, list(knowledge.entries), scorer=fuzz.WRatio, limit=3)
        raise UsageError(f"no actor {id_!r}; the nearest are {', '.join(name for name, _, _ in near)}")
    return actor


def find_actors(knowledge: Knowledge, name: str, limit: int = 10) -> list[tuple[Actor, float]]:
    """Actors with a name like `name`, the likeliest first, with a likeness from 0 to 100."""
    wanted, sound = fold(name), transliteration(name)
    best: dict[str, float] = {}
    for words, forms in knowledge.index.items():
        score = fuzz.token_sort_ratio(wanted, " ".join(words))
        if len(words) <= 4 and " " not in wanted:
            # One word of a name is as good as the name; sounding alike is nearly as good as being alike.
            score = max(score, *(0.97 * fuzz.ratio(wanted, word) for word in words))
            score = max(score, *(0.95 * fuzz.ratio(sound, transliteration(word)) for word in words))
        if score >= 70:
            for form in forms:
                best[form.actor] = max(best.get(form.actor, 0.0), score)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return [(actor, score) for id_, score in ranked if (actor := knowledge.actor(id_))]


def merge_actors(folder: Path | str, gone: str, into: str) -> Path:
    """Makes `gone` and `into` one actor, known as `into`; returns the file the change was written to."""
    if gone == into:
        raise UsageError(f"{gone!r} cannot be merged into itself")
    return _append(Path(folder), {"merge": gone, "into": into})


def split_actor(folder: Path | str, name: str, actor: str, into: str) -> Path:
    """Takes `name` away from `actor` and gives it to `into`, which is made if nobody has that id."""
    return _append(Path(folder), {"split": name, "from": actor, "into": into})


def rename_actor(folder: Path | str, actor: str, name: str) -> Path:
    """Shows `actor` under `name` from now on; the old name stays one of its names."""
    return _append(Path(folder), {"rename": actor, "name": name})


def _append(folder: Path, change: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "changes.yaml"
    line = yaml.safe_dump(
        change, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6
    ).strip()
    with path.open("a", encoding="utf-8") as out:
        out.write(f"- {line}\n")
    return path


def likely_merges(actors: list[Actor], knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """(id, id, why) for actors of a case that may be one with another or with a known one: for a person to confirm."""
    seen: dict[str, str] = {}
    for actor in actors:
        last = fold(actor.name.split()[-1])
        if last in seen and fuzz.token_sort_ratio(fold(actor.name), fold(seen[last])) >= 85:
            yield actor.id, seen[last], "names alike"
        seen.setdefault(last, actor.id)
        for known, score in find_actors(knowledge, actor.name, 1):
            if score >= 90:
                yield actor.id, known.id, f"likeness {score:.0f}"
