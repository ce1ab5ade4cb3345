"""Mention -> Actor: who is who, at that date.

`load_knowledge()` gives what ships with dragoman and a user's own files; `resolve_actors` says of each mention
in a document whom it means. How both work: docs/actors.md.
"""

from dragoman.actors.edit import (
    check_actors,
    find_actors,
    merge_actors,
    rename_actor,
    show_actor,
    split_actor,
)
from dragoman.actors.knowledge import Knowledge, load_knowledge
from dragoman.actors.resolve import actors_of_case, resolve_actors

__all__ = [
    "Knowledge",
    "actors_of_case",
    "check_actors",
    "find_actors",
    "load_knowledge",
    "merge_actors",
    "rename_actor",
    "resolve_actors",
    "show_actor",
    "split_actor",
]
