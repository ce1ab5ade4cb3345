"""Sentences of our own with their Universal Dependencies trees, read once by a parser and mended by hand.

A word is written form/UPOS/relation>head, with /F behind a finite verb and /P behind a plural; heads count
from 0 over the whole text, -1 is a root.
"""

from __future__ import annotations

from dragoman.records import Document, Mention, Parse, ParsedAttribution, Span, Word, content_id

TREES: dict[str, tuple[str, str]] = {
    "carried_twice": (
        "“The bridge is ours again,” Colonel Oruc Demir said on Friday, according to Radio Morava, citing the army's press office.",
        "“/PUNCT/punct>4 The/DET/det>2 bridge/NOUN/nsubj>4 is/AUX/cop>4/F ours/PRON/ccomp>11/P again/ADV/advmod>4 ,/PUNCT/punct>4 "
        "”/PUNCT/punct>4 Colonel/PROPN/nsubj>11 Oruc/PROPN/flat>8 Demir/PROPN/flat>8 said/VERB/root>-1/F on/ADP/case>13 Friday/PROPN/obl>11 "
        ",/PUNCT/punct>17 according/VERB/case>17 to/ADP/fixed>15 Radio/PROPN/obl>11 Morava/PROPN/flat>17 ,/PUNCT/punct>20 citing/VERB/acl>17 "
        "the/DET/det>22 army/NOUN/nmod:poss>25 's/PART/case>22 press/NOUN/compound>25 office/NOUN/obj>20 ./PUNCT/punct>11",
    ),
    "told_a_medium": (
        "Sources close to the governor told the weekly Narod that three battalions would be withdrawn, the Balkan Wire reported.",
        "Sources/NOUN/nsubj>5/P close/ADJ/amod>0 to/ADP/case>4 the/DET/det>4 governor/NOUN/obl>1 told/VERB/root>-1/F the/DET/det>8 "
        "weekly/ADJ/amod>8 Narod/PROPN/iobj>5 that/SCONJ/mark>14 three/NUM/nummod>11 battalions/NOUN/nsubj:pass>14/P would/AUX/aux>14/F be/AUX/aux:pass>14 "
        "withdrawn/VERB/ccomp>5 ,/PUNCT/punct>19 the/DET/det>18 Balkan/PROPN/amod>18 Wire/PROPN/nsubj>19 reported/VERB/parataxis>5/F ./PUNCT/punct>5",
    ),
    "quoted_as_saying": (
        "State television quoted the interior minister as saying that the siege would be lifted within a week.",
        "State/PROPN/compound>1 television/NOUN/nsubj>2 quoted/VERB/root>-1/F the/DET/det>5 interior/ADJ/amod>5 minister/NOUN/iobj>2 as/SCONJ/mark>7 "
        "saying/VERB/advcl>2 that/SCONJ/mark>13 the/DET/det>10 siege/NOUN/nsubj:pass>13 would/AUX/aux>13/F be/AUX/aux:pass>13 lifted/VERB/ccomp>7 "
        "within/ADP/case>16 a/DET/det>16 week/NOUN/obl>13 ./PUNCT/punct>2",
    ),
    "was_quoted_by": (
        "The interior minister was quoted by state television as saying that the siege would be lifted within a week.",
        "The/DET/det>2 interior/ADJ/amod>2 minister/NOUN/nsubj:pass>4 was/AUX/aux:pass>4/F quoted/VERB/root>-1 by/ADP/case>7 state/NOUN/compound>7 "
        "television/NOUN/obl:agent>4 as/SCONJ/mark>9 saying/VERB/advcl>4 that/SCONJ/mark>15 the/DET/det>12 siege/NOUN/nsubj:pass>15 would/AUX/aux>15/F "
        "be/AUX/aux:pass>15 lifted/VERB/ccomp>9 within/ADP/case>18 a/DET/det>18 week/NOUN/obl>15 ./PUNCT/punct>4",
    ),
    "reports_say": (
        "“Twelve tanks crossed the river at dawn,” reports say, citing officials of the border guard.",
        "“/PUNCT/punct>3 Twelve/NUM/nummod>2 tanks/NOUN/nsubj>3/P crossed/VERB/ccomp>11/F the/DET/det>5 river/NOUN/obj>3 at/ADP/case>7 "
        "dawn/NOUN/obl>3 ,/PUNCT/punct>3 ”/PUNCT/punct>3 reports/NOUN/nsubj>11/P say/VERB/root>-1/F ,/PUNCT/punct>13 citing/VERB/advcl>11 "
        "officials/NOUN/obj>13/P of/ADP/case>18 the/DET/det>18 border/NOUN/compound>18 guard/NOUN/nmod>14 ./PUNCT/punct>11",
    ),
    "interview": (
        "Kovac said in an interview with Deutsche Welle that his party would leave the coalition.",
        "Kovac/PROPN/nsubj>1 said/VERB/root>-1/F in/ADP/case>4 an/DET/det>4 interview/NOUN/obl>1 with/ADP/case>6 Deutsche/PROPN/nmod>4 "
        "Welle/PROPN/flat>6 that/SCONJ/mark>12 his/PRON/nmod:poss>10 party/NOUN/nsubj>12 would/AUX/aux>12/F leave/VERB/ccomp>1 the/DET/det>14 "
        "coalition/NOUN/obj>12 ./PUNCT/punct>1",
    ),
    "denied": (
        "Moscow denied that its planes had struck the depot.",
        "Moscow/PROPN/nsubj>1 denied/VERB/root>-1/F that/SCONJ/mark>6 its/PRON/nmod:poss>8 planes/NOUN/nsubj>6/P had/AUX/aux>6/F struck/VERB/ccomp>1 "
        "the/DET/det>8 depot/NOUN/obj>6 ./PUNCT/punct>1",
    ),
    "accused": (
        "The mayor accused the militia of looting the stores.",
        "The/DET/det>1 mayor/NOUN/nsubj>2 accused/VERB/root>-1/F the/DET/det>4 militia/NOUN/obj>2 of/SCONJ/mark>6 looting/VERB/advcl>2 "
        "the/DET/det>8 stores/NOUN/obj>6/P ./PUNCT/punct>2",
    ),
    "urged": (
        "The envoy urged both sides to return to the table.",
        "The/DET/det>1 envoy/NOUN/nsubj>2 urged/VERB/root>-1/F both/DET/det>4 sides/NOUN/obj>2/P to/PART/mark>6 return/VERB/xcomp>2 "
        "to/ADP/case>9 the/DET/det>9 table/NOUN/obl>6 ./PUNCT/punct>2",
    ),
    "promised": (
        "The general promised to free the hostages.",
        "The/DET/det>1 general/NOUN/nsubj>2 promised/VERB/root>-1/F to/PART/mark>4 free/VERB/xcomp>2 the/DET/det>6 hostages/NOUN/obj>4/P "
        "./PUNCT/punct>2",
    ),
    "shown": (
        "Videos posted on the internet show soldiers burning a village.",
        "Videos/NOUN/nsubj>5/P posted/VERB/acl>0 on/ADP/case>4 the/DET/det>4 internet/NOUN/obl>1 show/VERB/root>-1/F soldiers/NOUN/nsubj>7/P "
        "burning/VERB/ccomp>5 a/DET/det>9 village/NOUN/obj>7 ./PUNCT/punct>5",
    ),
    "passive": (
        "The commander is believed to be in hiding.",
        "The/DET/det>1 commander/NOUN/nsubj:pass>3 is/AUX/aux:pass>3/F believed/VERB/root>-1 to/PART/mark>7 be/AUX/cop>7 in/ADP/mark>7 "
        "hiding/VERB/xcomp>3 ./PUNCT/punct>3",
    ),
    "he_added": (
        "“The wells are dry,” said Amal Darwish, an engineer. “Nobody has come to mend them,” she added.",
        "“/PUNCT/punct>4 The/DET/det>2 wells/NOUN/nsubj>4/P are/AUX/cop>4/F dry/ADJ/ccomp>7 ,/PUNCT/punct>4 ”/PUNCT/punct>4 "
        "said/VERB/root>-1/F Amal/PROPN/nsubj>7 Darwish/PROPN/flat>8 ,/PUNCT/punct>12 an/DET/det>12 engineer/NOUN/appos>8 ./PUNCT/punct>7 "
        "“/PUNCT/punct>17 Nobody/PRON/nsubj>17 has/AUX/aux>17/F come/VERB/ccomp>24 to/PART/mark>19 mend/VERB/advcl>17 them/PRON/obj>19/P "
        ",/PUNCT/punct>17 ”/PUNCT/punct>17 she/PRON/nsubj>24 added/VERB/root>-1/F ./PUNCT/punct>24",
    ),
    "around_the_cue": (
        "“We will stay,” the priest said, “because nobody else will.”",
        "“/PUNCT/punct>3 We/PRON/nsubj>3/P will/AUX/aux>3/F stay/VERB/ccomp>8 ,/PUNCT/punct>3 ”/PUNCT/punct>3 the/DET/det>7 "
        "priest/NOUN/nsubj>8 said/VERB/root>-1/F ,/PUNCT/punct>8 “/PUNCT/punct>14 because/SCONJ/mark>14 nobody/PRON/nsubj>14 else/ADV/advmod>12 "
        "will/AUX/ccomp>8/F ./PUNCT/punct>14 ”/PUNCT/punct>3",
    ),
    "no_events": (
        "The old bridge crosses the river near the mill.",
        "The/DET/det>2 old/ADJ/amod>2 bridge/NOUN/nsubj>3 crosses/VERB/root>-1/F the/DET/det>5 river/NOUN/obj>3 near/ADP/case>8 "
        "the/DET/det>8 mill/NOUN/obl>3 ./PUNCT/punct>3",
    ),
    "mixed": (
        "Hana Weiss, a doctor, described the camp as “a prison without guards.”",
        "Hana/PROPN/nsubj>6 Weiss/PROPN/flat>0 ,/PUNCT/punct>4 a/DET/det>4 doctor/NOUN/appos>0 ,/PUNCT/punct>0 described/VERB/root>-1/F "
        "the/DET/det>8 camp/NOUN/obj>6 as/ADP/case>12 “/PUNCT/punct>12 a/DET/det>12 prison/NOUN/xcomp>6 without/ADP/case>14 "
        "guards/NOUN/nmod>12/P ./PUNCT/punct>12 ”/PUNCT/punct>12",
    ),
    "paragraphs": (
        "“The first night was the worst,” Jan Roe said. “We had no water.\n\n“By morning the soldiers had gone.”\n\nThe road was empty.",
        "“/PUNCT/punct>6 The/DET/det>3 first/ADJ/amod>3 night/NOUN/nsubj>6 was/AUX/cop>6/F the/DET/det>6 worst/ADJ/ccomp>11 "
        ",/PUNCT/punct>6 ”/PUNCT/punct>6 Jan/PROPN/nsubj>11 Roe/PROPN/flat>9 said/VERB/root>-1/F ./PUNCT/punct>11 “/PUNCT/punct>15 "
        "We/PRON/nsubj>15/P had/VERB/root>-1/F no/DET/det>17 water/NOUN/obj>15 ./PUNCT/punct>15 “/PUNCT/punct>25 By/ADP/case>21 "
        "morning/NOUN/obl>25 the/DET/det>23 soldiers/NOUN/nsubj>25/P had/AUX/aux>25/F gone/VERB/root>-1 ./PUNCT/punct>25 ”/PUNCT/punct>25 "
        "The/DET/det>29 road/NOUN/nsubj>31 was/AUX/cop>31/F empty/ADJ/root>-1 ./PUNCT/punct>31",
    ),
    "official": (
        "A spokesman for the ministry said that the road was closed.",
        "A/DET/det>1 spokesman/NOUN/nsubj>5 for/ADP/case>4 the/DET/det>4 ministry/NOUN/nmod>1 said/VERB/root>-1/F that/SCONJ/mark>10 "
        "the/DET/det>8 road/NOUN/nsubj>10 was/AUX/cop>10/F closed/VERB/ccomp>5 ./PUNCT/punct>5",
    ),
    "relative": (
        "Refugees who say they were beaten have left the camp.",
        "Refugees/NOUN/nsubj>7/P who/PRON/nsubj>2 say/VERB/acl:relcl>0/F they/PRON/nsubj:pass>5/P were/AUX/aux:pass>5/F beaten/VERB/ccomp>2 have/AUX/aux>7/F "
        "left/VERB/root>-1 the/DET/det>9 camp/NOUN/obj>7 ./PUNCT/punct>7",
    ),
    "noun": (
        "Moscow rejected Ankara's claim that its drones had crossed the border.",
        "Moscow/PROPN/nsubj>1 rejected/VERB/root>-1/F Ankara/PROPN/nmod:poss>4 's/PART/case>2 claim/NOUN/obj>1 that/SCONJ/mark>9 its/PRON/nmod:poss>7 "
        "drones/NOUN/nsubj>9/P had/AUX/aux>9/F crossed/VERB/acl>4 the/DET/det>11 border/NOUN/obj>9 ./PUNCT/punct>1",
    ),
    "the_mayor": (
        "Mayor Ines Falk met reporters. “Anton Berg lied,” the mayor said. She added that she would sue him.",
        "Mayor/PROPN/nmod:desc>1 Ines/PROPN/nsubj>3 Falk/PROPN/flat>0 met/VERB/root>-1/F reporters/NOUN/obj>3/P ./PUNCT/punct>3 "
        "“/PUNCT/punct>9 Anton/PROPN/nsubj>9 Berg/PROPN/flat>7 lied/VERB/ccomp>14/F ,/PUNCT/punct>9 ”/PUNCT/punct>9 the/DET/det>13 "
        "mayor/NOUN/nsubj>14 said/VERB/root>-1/F ./PUNCT/punct>14 She/PRON/nsubj>17 added/VERB/root>-1/F that/SCONJ/mark>21 "
        "she/PRON/nsubj>21 would/AUX/aux>21/F sue/VERB/ccomp>17 him/PRON/obj>21 ./PUNCT/punct>17",
    ),
    "room": (
        "Milo Brandt closed the border. “Karl Stern is a coward,” said Vera Lind. He refused, he said, to open it.",
        "Milo/PROPN/nsubj>2 Brandt/PROPN/flat>0 closed/VERB/root>-1/F the/DET/det>4 border/NOUN/obj>2 ./PUNCT/punct>2 "
        "“/PUNCT/punct>11 Karl/PROPN/nsubj>11 Stern/PROPN/flat>7 is/AUX/cop>11/F a/DET/det>11 coward/NOUN/ccomp>14 "
        ",/PUNCT/punct>11 ”/PUNCT/punct>11 said/VERB/root>-1/F Vera/PROPN/nsubj>14 Lind/PROPN/flat>15 ./PUNCT/punct>14 "
        "He/PRON/nsubj>19 refused/VERB/root>-1/F ,/PUNCT/punct>22 he/PRON/nsubj>22 said/VERB/parataxis>19/F ,/PUNCT/punct>22 "
        "to/PART/mark>25 open/VERB/xcomp>22 it/PRON/obj>25 ./PUNCT/punct>19",
    ),
    "i_in_quote": (
        "“I believe that the front will hold,” General Tomas Reyes said.",
        "“/PUNCT/punct>2 I/PRON/nsubj>2 believe/VERB/ccomp>13/F that/SCONJ/mark>7 the/DET/det>5 front/NOUN/nsubj>7 "
        "will/AUX/aux>7/F hold/VERB/ccomp>2 ,/PUNCT/punct>2 ”/PUNCT/punct>2 General/PROPN/nmod:desc>11 Tomas/PROPN/nsubj>13 "
        "Reyes/PROPN/flat>11 said/VERB/root>-1/F ./PUNCT/punct>13",
    ),
    "joint": (
        "Orla and Tarsk said that they had agreed on a truce.",
        "Orla/PROPN/nsubj>3 and/CCONJ/cc>2 Tarsk/PROPN/conj>0 said/VERB/root>-1/F that/SCONJ/mark>7 they/PRON/nsubj>7/P "
        "had/AUX/aux>7/F agreed/VERB/ccomp>3 on/ADP/case>10 a/DET/det>10 truce/NOUN/obl>7 ./PUNCT/punct>3",
    ),
    "surname": (
        "Pavel Horak and his wife Irena Horak fled. Horak said that the army had burned the farm.",
        "Pavel/PROPN/nsubj>7 Horak/PROPN/flat>0 and/CCONJ/cc>4 his/PRON/nmod:poss>4 wife/NOUN/conj>0 Irena/PROPN/conj>0 "
        "Horak/PROPN/flat>5 fled/VERB/root>-1/F ./PUNCT/punct>7 Horak/PROPN/nsubj>10 said/VERB/root>-1/F that/SCONJ/mark>15 "
        "the/DET/det>13 army/NOUN/nsubj>15 had/AUX/aux>15/F burned/VERB/ccomp>10 the/DET/det>17 farm/NOUN/obj>15 ./PUNCT/punct>10",
    ),
    "reported_behind": (
        "“The bridge is ours,” the colonel said, the daily Narod reported.",
        "“/PUNCT/punct>4 The/DET/det>2 bridge/NOUN/nsubj>4 is/AUX/cop>4/F ours/PRON/ccomp>9/P ,/PUNCT/punct>4 ”/PUNCT/punct>4 "
        "the/DET/det>8 colonel/NOUN/nsubj>9 said/VERB/ccomp>14/F ,/PUNCT/punct>14 the/DET/det>13 daily/NOUN/compound>13 "
        "Narod/PROPN/nsubj>14 reported/VERB/root>-1/F ./PUNCT/punct>14",
    ),
    "asked_about": (
        "Asked about the raid, General Tomas Reyes said that it had failed.",
        "Asked/VERB/advcl>8 about/ADP/case>3 the/DET/det>3 raid/NOUN/obl>0 ,/PUNCT/punct>0 General/PROPN/nmod:desc>6 "
        "Tomas/PROPN/nsubj>8 Reyes/PROPN/flat>6 said/VERB/root>-1/F that/SCONJ/mark>12 it/PRON/nsubj>12 had/AUX/aux>12/F "
        "failed/VERB/ccomp>8 ./PUNCT/punct>8",
    ),
}


def made(name: str) -> tuple[Document, Parse]:
    """The document and the tree of one of the sentences above."""
    text, rows = TREES[name]
    words: list[Word] = []
    at = sentence = 0
    bounds: list[Span] = []
    begin = 0
    cells = [
        row.rsplit("/", 3) if row.endswith(("/F", "/P")) else [*row.rsplit("/", 2), ""]
        for row in rows.split()
    ]
    heads = [int(cell[2].rsplit(">", 1)[1]) for cell in cells]
    roots = [n for n, head in enumerate(heads) if head < 0]
    for n, (form, pos, relation, mark) in enumerate(cells):
        at = text.index(form, at)
        # A sentence ends behind the last word that hangs, at any depth, on its root.
        root = n
        while heads[root] >= 0:
            root = heads[root]
        if roots.index(root) > sentence:
            bounds.append(Span(begin, words[-1].span.end))
            sentence, begin = roots.index(root), at
        feats = {"F": "VerbForm=Fin", "P": "Number=Plur"}.get(mark, "")
        words.append(
            Word(
                Span(at, at + len(form)),
                form.lower(),
                pos,
                feats,
                heads[n],
                relation.rsplit(">", 1)[0],
                sentence,
            )
        )
        at += len(form)
    bounds.append(Span(begin, words[-1].span.end))
    return Document(content_id(text, None), text), Parse(tuple(bounds), tuple(words))


def spans(text: str, *phrases: str) -> tuple[Span, ...]:
    """Where the phrases stand in the text."""
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in phrases)


def seen(
    text: str, source: tuple[str, ...], cue: tuple[str, ...], content: tuple[str, ...]
) -> ParsedAttribution:
    """An attribution as a model might see it."""
    return ParsedAttribution(spans(text, *source), spans(text, *cue), spans(text, *content), 0.9)


def person(text: str, phrase: str, name: str | None = None, actor: str | None = None) -> Mention:
    """A mention of a person, resolved if a name is given."""
    return Mention(spans(text, phrase)[0], "Person", name=name, actor=actor)
