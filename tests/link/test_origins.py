"""How many independent origins an incident has: reprints, copies, one speaker and one agency count once."""

from made_reports import report, saying

from dragoman.link import link_coded
from dragoman.records import Span

HARIM = ("Harim", 36.2, 36.5)


def raid(text: str, trigger: str, **fields):
    return report(text, trigger, **{"place": HARIM, "date": "2020-05-05", **fields})


HERALD = raid("Jets bombed the market in Harim.", "bombed")
COURIER = raid("The market of Harim was bombed by jets.", "bombed", publisher="Courier")


def origins(*documents, groups=(), passages=()):
    links = link_coded(documents, groups, passages)
    (incident,) = links.incidents
    assert len(links.origins) == incident.origins
    return incident.origins


def test_two_publishers_in_their_own_words_are_two_origins():
    assert origins(HERALD, COURIER) == 2


def test_a_reprint_is_no_second_origin():
    assert origins(HERALD, COURIER, groups=[(HERALD.document.id, COURIER.document.id)]) == 1


def test_a_copied_sentence_is_no_second_origin():
    passage = (HERALD.document.id, Span(0, 20), COURIER.document.id, Span(0, 20))
    assert origins(HERALD, COURIER, passages=[passage]) == 1


def test_a_passage_copied_elsewhere_in_the_article_says_nothing_of_this_sentence():
    passage = (HERALD.document.id, Span(400, 500), COURIER.document.id, Span(300, 400))
    assert origins(HERALD, COURIER, passages=[passage]) == 2


def test_two_papers_that_quote_one_speaker_rest_on_one_origin():
    one = raid("Jets bombed the market in Harim, the monitor said.", "bombed", origin="Harim Monitor")
    two = raid(
        "The monitor reports a bombing of the market in Harim.",
        "bombing",
        publisher="Courier",
        origin="Harim Monitor",
    )
    assert origins(one, two) == 1


def test_one_that_cites_the_other_paper_rests_on_it():
    citing = raid(
        "Jets bombed the market in Harim, the Herald wrote.",
        "bombed",
        publisher="Courier",
        origin="the Herald",
    )
    assert origins(HERALD, citing) == 1


def test_agency_copy_counts_once():
    one = raid("HARIM (Reuters) - Jets bombed the market in Harim.", "bombed")
    two = raid("HARIM (Reuters) - The market in Harim was bombed by jets.", "bombed", publisher="Courier")
    assert origins(one, two) == 1


def test_a_quotation_is_recognised_in_another_article_though_trimmed():
    whole = "“We will not leave this valley until the last of our prisoners has come home,” the general said."
    cut = "The general repeated: “not leave this valley until the last of our prisoners has come home.”"
    links = link_coded(
        [
            saying(whole, whole[: whole.index(" the general")], "Jan Roe", "2020-05-05", kind="direct"),
            saying(cut, cut[cut.index("“") :], "Jan Roe", "2020-05-06", kind="direct"),
        ]
    )
    (quotation,) = links.quotations
    assert quotation.speaker == "jan roe"
    assert len(quotation.places) == 2
