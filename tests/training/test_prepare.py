"""The data layout from checkouts."""

import json
from pathlib import Path

from training import prepare


def test_brat_files_give_attributions(tmp_path: Path) -> None:
    text = "“Go,” Karam said on Monday, “now.”"
    path = tmp_path / "x.ann"
    path.write_text(
        "T1\tContent 0 5;28 34\t“Go,” “now.”\nT2\tSource 6 11\tKaram\nT3\tCue 12 16\tsaid\nT4\tAttribution 12 16\tsaid\n"
        "E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3\n",
        encoding="utf8",
    )
    assert prepare.brat(text, path) == [
        {"source": [[6, 11]], "cue": [[12, 16]], "content": [[0, 5], [28, 34]]}
    ]


def test_near_twins_of_cameo_share_a_group(tmp_path: Path) -> None:
    (tmp_path / "data/cameo_ner").mkdir(parents=True)
    (tmp_path / "data/cameo_class").mkdir()
    (tmp_path / "data/cameo_ner/train.txt").write_text(
        "Rebels B-S\nshelled O\nMarsa B-T\n. O\n\n", encoding="utf8"
    )
    (tmp_path / "data/cameo_class/train.tsv").write_text(
        "Rebels shelled Marsa.\t4\nRebels have shelled Marsa.\t4\nThe minister went home early.\t0\n",
        encoding="utf8",
    )
    records = prepare.cameo(tmp_path)
    assert [r["quad"] for r in records] == [4, 4, 0]
    assert records[0]["tags"] == ["B-S", "O", "B-T", "O"]
    assert [r["group"] for r in records] == [0, 0, 1]


def test_re3d_sentences_are_placed_in_their_documents(tmp_path: Path) -> None:
    conflibert, checkout = tmp_path / "c", tmp_path / "r"
    (conflibert / "data/re3d").mkdir(parents=True)
    (checkout / "BBC").mkdir(parents=True)
    (conflibert / "data/re3d/train.txt").write_text(
        "ISIS B-Organisation\nholds O\nMarsa B-Location\n. O\n", encoding="utf8"
    )

    def write(name: str, rows: list[dict[str, object]]) -> None:
        (checkout / "BBC" / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf8")

    write("documents.json", [{"_id": "d", "text": "So. ISIS holds Marsa."}])
    write(
        "entities.json",
        [
            {"_id": "a", "documentId": "d", "begin": 4, "end": 8, "type": "Organisation"},
            {"_id": "b", "documentId": "d", "begin": 15, "end": 20, "type": "Location"},
        ],
    )
    write(
        "relations.json",
        [{"_id": "r", "documentId": "d", "source": "a", "target": "b", "type": "Apart", "confidence": 1}],
    )
    (record,) = prepare.re3d(conflibert, checkout, "train")
    assert record["text"] == "ISIS holds Marsa."
    assert [e["span"] for e in record["entities"]] == [[0, 4], [11, 16]]
    assert record["relations"] == [{"type": "Apart", "source": [0, 4], "target": [11, 16], "confidence": 1}]


def test_tr_news_keeps_the_development_articles_with_their_places(tmp_path: Path) -> None:
    folder = tmp_path / "data/Corpora"
    folder.mkdir(parents=True)
    article = (
        "<article><text>Talks in Marsa.</text><toponyms><toponym><start>9</start><end>14</end><phrase>Marsa</phrase>"
        "<gaztag geonameid='7'><lat>1.5</lat><lon>-2</lon><country>Valdia</country></gaztag></toponym></toponyms></article>"
    )
    (folder / "TR-News.xml").write_text(f"<articles>{article * 3}</articles>", encoding="utf8")
    first, third = list(prepare.tr_news(tmp_path))  # the second is for testing
    assert (first["id"], third["id"]) == ("tr-news-000", "tr-news-002")
    (place,) = first["places"]
    assert first["text"][slice(*place["span"])] == "Marsa"
    assert (place["lat"], place["lon"], place["geonames"], place["country"]) == (1.5, -2.0, "7", "Valdia")
