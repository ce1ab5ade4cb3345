"""PETRARCH's verb dictionaries become triggers of the codebook."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.events import load_codebook, shipped_codebook
from dragoman.events.petrarch import import_petrarch, write_triggers

DICTIONARY = """\
# made for this test
&ARMS
+RIFLE
+MACHINE_GUN

--- STORM [190] ---
STORM {STORMS STORMED STORMING } [190]
- * OUT OF + [100]
SUPPLY [070]
- $ * &ARMS TO + [072]
- * FIGURES [---]
SAY [010]
"""


@pytest.fixture
def read(tmp_path):
    path = tmp_path / "verbs.txt"
    path.write_text(DICTIONARY, encoding="utf8")
    return import_petrarch(path, shipped_codebook())


def test_head_verbs_take_the_type_of_their_code(read):
    assert [(t.name, t.type) for t in read.triggers if not t.object and t.exception is None][:1] == [
        ("storm", "ASSAULT")
    ]


def test_sets_of_words_are_spelt_out_as_the_object(read):
    (arms,) = [t for t in read.triggers if "rifle" in t.object]
    assert (arms.type, arms.object, arms.recipient) == ("AID", frozenset({"rifle", "gun"}), ("to",))


def test_no_event_becomes_an_exception(read):
    assert [t.exception is not None for t in read.triggers if "figures" in t.object] == [True]


def test_codes_without_a_type_are_listed_not_dropped(read):
    assert any("010" in line for line in read.skipped)


def test_what_is_written_loads_again(read, tmp_path):
    folder = tmp_path / "book"
    (folder / "types").mkdir(parents=True)
    (folder / "codebook.yaml").write_text("name: mine\n", encoding="utf8")
    head = "type: ASSAULT\ndefinition: Force.\nquad: 4\nscore: -9\n"
    (folder / "types/ASSAULT.yaml").write_text(
        head + write_triggers(read.triggers, "ASSAULT"), encoding="utf8"
    )
    assert "storm" in {t.name for t in load_codebook(folder).triggers}


def test_a_file_without_verbs_says_so(tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("# nothing\n", encoding="utf8")
    with pytest.raises(InputError, match="holds no verb"):
        import_petrarch(path, shipped_codebook())
