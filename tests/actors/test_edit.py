"""People overrule: merges, splits and renames are lines in a file and hold whenever it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.actors import (
    find_actors,
    load_knowledge,
    merge_actors,
    rename_actor,
    resolve_actors,
    show_actor,
    split_actor,
)
from dragoman.errors import DragomanError, UsageError
from dragoman.records import Document, Parse


def mentioned(text: str, folder: Path) -> dict[str, tuple[str | None, str | None]]:
    found = resolve_actors(Document("x", text), Parse((), ()), (), load_knowledge(folder))
    return {mention.span.of(text): (mention.actor, mention.name) for mention in found}


def test_a_merge_holds_through_rereading(tmp_path: Path):
    merge_actors(tmp_path, "hamas", "hezbollah")
    assert mentioned("Hamas spoke.", tmp_path)["Hamas"] == ("hezbollah", "Hezbollah")


def test_a_merge_of_people_of_the_case(tmp_path: Path):
    merge_actors(tmp_path, "hamdun-al-ruwaili", "hamdun-al-ruwayli")
    found = mentioned("Sheikh Hamdun al-Ruwaili spoke.", tmp_path)
    assert found["Hamdun al-Ruwaili"][0] == "hamdun-al-ruwayli"


def test_a_split_takes_one_name_away(tmp_path: Path):
    split_actor(tmp_path, "Daesh", "islamic-state", "daesh-alone")
    found = mentioned("Daesh and ISIS spoke.", tmp_path)
    assert (found["Daesh"][0], found["ISIS"][0]) == ("daesh-alone", "islamic-state")


def test_a_rename_keeps_the_old_name(tmp_path: Path):
    rename_actor(tmp_path, "hamas", "Harakat")
    known = load_knowledge(tmp_path)
    actor = show_actor(known, "hamas")
    assert actor.name == "Harakat"
    assert "Hamas" in [name.name for name in actor.names]


def test_merges_that_go_round_are_refused(tmp_path: Path):
    merge_actors(tmp_path, "hamas", "hezbollah")
    merge_actors(tmp_path, "hezbollah", "hamas")
    with pytest.raises(DragomanError, match="merged into itself"):
        load_knowledge(tmp_path)
    with pytest.raises(UsageError):
        merge_actors(tmp_path, "hamas", "hamas")


def test_finding_forgives_spelling_and_showing_names_the_nearest():
    known = load_knowledge()
    assert find_actors(known, "Zareef")[0][0].id == "mohammad-javad-zarif"
    with pytest.raises(UsageError, match="hezbollah"):
        show_actor(known, "hezbolah")
