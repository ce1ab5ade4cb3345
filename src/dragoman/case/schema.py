"""What a case file holds: every table and column with its meaning, and the views that people query.

The definitions below make the tables, the comments inside the file (`duckdb_columns()`) and docs/case.md, so that
the three cannot drift apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

__all__ = ["MIGRATIONS", "SCHEMA_VERSION", "TABLES", "VIEWS", "Column", "Table", "ddl", "views_fingerprint"]

SCHEMA_VERSION = 1
"""Raised when a table changes; `MIGRATIONS[n]` takes a file from version n to n + 1."""

MIGRATIONS: dict[int, tuple[str, ...]] = {}

PERSON = "person"
"""The coder of lines that a person decided on."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its SQL type and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row stands for, its columns, and whether its rows belong to one coding of one document."""

    name: str
    row: str
    columns: tuple[Column, ...]
    coded: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in the order of the table."""
        return tuple(column.name for column in self.columns)


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of "name TYPE meaning"; lines that begin with "+" splice in a family of columns."""
    found: list[Column] = []
    for line in text.strip().splitlines():
        line = line.strip()
        if not line:
            continue
        if line.startswith("+span"):
            _, prefix, meaning = line.split(" ", 2)
            found.append(Column(f"{prefix}_begin", "INTEGER", f"First character of {meaning}."))
            found.append(Column(f"{prefix}_end", "INTEGER", f"Character after the last of {meaning}."))
        elif line.startswith("+date"):
            _, prefix, meaning = line.split(" ", 2)
            found += _date_columns(prefix, meaning)
        else:
            name, kind, meaning = line.split(" ", 2)
            found.append(Column(name, kind, meaning))
    return tuple(found)


def _date_columns(prefix: str, meaning: str) -> list[Column]:
    return [
        Column(f"{prefix}_first", "DATE", f"First day of {meaning}; null if unknown."),
        Column(f"{prefix}_last", "DATE", f"Last day of {meaning}, itself included."),
        Column(
            f"{prefix}_precision",
            "VARCHAR",
            "day, week, month, season, quarter, year, decade, range, open, unknown; null if there is no date at all.",
        ),
        Column(f"{prefix}_begin", "INTEGER", "First character of the words that give it."),
        Column(f"{prefix}_end", "INTEGER", "Character after the last of those words."),
        Column(f"{prefix}_month_day", "VARCHAR", "--MM-DD where day and month are known but not the year."),
        Column(f"{prefix}_time", "VARCHAR", "Time of day as the text gives it."),
        Column(f"{prefix}_note", "VARCHAR", "Why this date, or why none."),
    ]


_LINE = """
document VARCHAR Id of the document.
coder VARCHAR Who coded it: a pipeline and its version, or 'person' for a line that a person decided on.
"""

TABLES: tuple[Table, ...] = (
    Table(
        "meta",
        "A fact about the case file itself.",
        _columns("""
            key VARCHAR Name of the fact: schema_version, created_by, views, stale_links, recode_since.
            value VARCHAR Its value.
        """),
    ),
    Table(
        "files",
        "A file that was read to its end; it is not opened again while size and time stay the same.",
        _columns("""
            path VARCHAR Absolute path.
            size BIGINT Bytes.
            modified_ns BIGINT Time of the last change, in nanoseconds since 1970.
            sha256 VARCHAR Digest of the bytes; null for what cannot be read.
            options VARCHAR The reading options that bear on the result (--date, --publisher, ...).
            documents INTEGER How many documents it held.
            refused INTEGER How many inputs in it were refused.
        """),
    ),
    Table(
        "documents",
        "One article with its exact text, as it was first read.",
        _columns("""
            id VARCHAR Hash of text and title: the same article read again has the same id.
            number INTEGER In which order the documents came into the case, from 1.
            title VARCHAR Title.
            author VARCHAR Author, from the byline.
            publisher VARCHAR Who prints it.
            +date published the day of publication
            language VARCHAR ISO 639-1; null if the text is too short to tell.
            url VARCHAR Address, if the page names it.
            first_published VARCHAR Publisher named by a reprint line.
            complete BOOLEAN False for a teaser that is cut.
            read_as VARCHAR html, text, markdown, pdf, feed, warc, table, jsonl, zip.
            encoding VARCHAR Character encoding of the file.
            file VARCHAR Path as given, with the member's name behind ! for archives and tables.
            +span file where `text` stands unchanged in the decoded file; null if it does not
            part INTEGER Which article of its page this is, from 0.
            +span title the title inside the text; null if it is not in it
            notes VARCHAR[] Remarks of the reader.
            text VARCHAR The text, exactly. Offsets everywhere count its Unicode code points from 0.
        """),
    ),
    Table(
        "document_files",
        "A file in which a document stands; the same article in three files has three rows.",
        _columns("""
            document VARCHAR Id of the document.
            file VARCHAR Path as given, with the member behind !.
            path VARCHAR Absolute path of the file on disk.
            part INTEGER Which article of its page, from 0.
            publisher VARCHAR Publisher as this file has it.
            author VARCHAR Author as this file has it.
            published DATE First day of publication as this file has it.
            url VARCHAR Address as this file has it.
            first_published VARCHAR Publisher named by a reprint line in this file.
        """),
    ),
    Table(
        "furniture",
        "A part of a document's text that is not its body: kept, shown, not coded.",
        _columns("""
            document VARCHAR Id of the document.
            number INTEGER Order, from 0.
            kind VARCHAR caption, byline, reprint, share, bullet, teaser, heading, dateline, other.
            +span span the part
        """),
    ),
    Table(
        "repeated",
        "A sentence that stands again in a document, or in a later article of the same page.",
        _columns("""
            document VARCHAR Id of the document.
            number INTEGER Order, from 0.
            part INTEGER Article of the page in which it stands first; null if in this document itself.
            +span first where it stands first
            +span again where it stands again
        """),
    ),
    Table(
        "refused",
        "An input that was not read, and what to do about it.",
        _columns("""
            file VARCHAR Path, with the member behind !.
            path VARCHAR Absolute path of the file on disk.
            reason VARCHAR Why it was not read.
            cure VARCHAR What to do about it.
            bytes BIGINT Its size, if known.
        """),
    ),
    Table(
        "codings",
        "One coding of one document by one coder; `current` marks the one that counts.",
        _columns(
            _LINE
            + """
            current BOOLEAN True for the latest coding by machine; the older ones stay for comparison.
            coded_at TIMESTAMPTZ When.
            quad INTEGER CAMEO quad class of a document that is a single sentence, 0 to 4; else null.
            contexts VARCHAR[] PLOVER contexts (topics) of the document.
        """
        ),
        coded=True,
    ),
    Table(
        "role_spans",
        "Source or target of the main event of a document that is a single sentence.",
        _columns(
            _LINE + "role VARCHAR source or target.\nnumber INTEGER Order, from 0.\n+span span the words\n"
        ),
        coded=True,
    ),
    Table(
        "sentences",
        "A sentence of a document.",
        _columns(_LINE + "number INTEGER Order, from 0.\n+span span the sentence\n"),
        coded=True,
    ),
    Table(
        "mentions",
        "Words that name an actor, place, time, weapon, ...; resolved where that is sure.",
        _columns(
            _LINE
            + """
            number INTEGER Order, from 0.
            +span span the words
            text VARCHAR The words.
            type VARCHAR re3d's ten types and Vehicle.
            score DOUBLE How sure the language model is of the type, 0 to 1.
            actor VARCHAR Id of the actor it stands for.
            name VARCHAR That actor's or place's name.
            aliases VARCHAR[] Other names of it.
            country VARCHAR ISO 3166 alpha-3, or IGO, NGO, MNC, IMG.
            sectors VARCHAR[] PLOVER sectors at the day of the document.
            lat DOUBLE Latitude in degrees, for a place.
            lon DOUBLE Longitude in degrees, for a place.
            geonames BIGINT GeoNames id, for a place.
            precision VARCHAR site, town, district, region, country, area, for a place.
            +date date what a time expression means
            because VARCHAR Why it was resolved so, or why not.
        """
        ),
        coded=True,
    ),
    Table(
        "coreference",
        "A span of a cluster: all spans of one cluster stand for the same.",
        _columns(
            _LINE + "cluster INTEGER Cluster, from 0.\nnumber INTEGER Order in it.\n+span span the words\n"
        ),
        coded=True,
    ),
    Table(
        "events",
        "One act with a PLOVER type: who did it to whom stands in `parties`.",
        _columns(
            _LINE
            + """
            number INTEGER Order in the document, from 0.
            id VARCHAR Hash of document, type and trigger: stays the same when the document is coded again.
            type VARCHAR One of PLOVER's sixteen types.
            quad INTEGER 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
            mode VARCHAR[] Modes of the type.
            status VARCHAR asserted, negated, future, hypothetical, historical.
            trigger VARCHAR The words that name the act.
            +span trigger the trigger
            +span evidence the sentence (or sentences) it is read from
            said_by VARCHAR Words naming whoever the text credits with it; null if the author says so.
            +span said_by those words
            +date date the day of the act
            place VARCHAR Words that tell where.
            +span place those words
            place_name VARCHAR Name of the place they mean.
            lat DOUBLE Latitude of the place in degrees.
            lon DOUBLE Longitude of the place in degrees.
            geonames BIGINT GeoNames id of the place.
            place_country VARCHAR Country of the place, ISO 3166 alpha-3.
            place_precision VARCHAR site, town, district, region, country, area.
            dead INTEGER Number the text gives.
            injured INTEGER Number the text gives.
            size INTEGER Size of the force or crowd, as the text gives it.
            numbers_note VARCHAR How exact the numbers are ("at least").
            contexts VARCHAR[] PLOVER contexts.
            attribution VARCHAR Id of the innermost attribution it stands in.
            confidence DOUBLE Of such lines, this share is right.
            because VARCHAR Which rule or score made it.
            notes VARCHAR[] Remarks of the coder.
        """
        ),
        coded=True,
    ),
    Table(
        "parties",
        "Somebody who takes part in an event, tie or position.",
        _columns(
            _LINE
            + """
            line VARCHAR Id of the event, tie or position.
            role VARCHAR actor or recipient of an event; a or b of a tie; holder of a position.
            number INTEGER Order in that role, from 0.
            +span span the words
            text VARCHAR The words.
            actor VARCHAR Id of the actor they stand for; null if not sure.
            name VARCHAR That actor's name.
            country VARCHAR That actor's country, ISO 3166 alpha-3, or IGO, NGO, MNC, IMG.
            sectors VARCHAR[] That actor's PLOVER sectors at the day.
        """
        ),
        coded=True,
    ),
    Table(
        "attributions",
        "Who is credited with what; the words stand in `attribution_spans`.",
        _columns(
            _LINE
            + """
            number INTEGER Order in the document, from 0.
            id VARCHAR Id of the attribution.
            kind VARCHAR direct, mixed, indirect.
            addressee VARCHAR Words naming whoever is told.
            +span addressee those words
            source_actor VARCHAR Id of the actor credited.
            source_name VARCHAR That actor's name.
            source_kind VARCHAR named, collective, anonymous, document, unnamed.
            stance VARCHAR What the cue does: say, claim, admit, deny, warn, allege, promise, demand, think, ...
            carried_by VARCHAR Id of the attribution that passes this one on.
            confidence DOUBLE Of such lines, this share is right.
            because VARCHAR Which rule or score made it.
        """
        ),
        coded=True,
    ),
    Table(
        "attribution_spans",
        "One span of an attribution.",
        _columns(
            _LINE
            + """
            attribution VARCHAR Id of the attribution.
            part VARCHAR source, cue or content.
            number INTEGER Order in that part, from 0.
            +span span the words
        """
        ),
        coded=True,
    ),
    Table(
        "ties",
        "A standing relation of two actors; both stand in `parties` as a and b.",
        _columns(
            _LINE
            + """
            number INTEGER Order in the document, from 0.
            id VARCHAR Id of the tie.
            type VARCHAR allied_with, opposed_to, backs, leads, member_of, controls, favours, disfavours.
            +span span the words that assert it
            said_by VARCHAR Words naming whoever the text credits with it.
            +span said_by those words
            confidence DOUBLE Of such lines, this share is right.
            because VARCHAR Which rule or score made it.
        """
        ),
        coded=True,
    ),
    Table(
        "positions",
        "Where an actor (in `parties` as holder) stands on an issue.",
        _columns(
            _LINE
            + """
            number INTEGER Order in the document, from 0.
            id VARCHAR Id of the position.
            issue VARCHAR What is argued over.
            stance VARCHAR for, against, ambivalent.
            +span span the words that show it
            said_by VARCHAR Words naming whoever the text credits with it.
            +span said_by those words
            confidence DOUBLE Of such lines, this share is right.
            because VARCHAR Which rule or score made it.
        """
        ),
        coded=True,
    ),
    Table(
        "uncoded",
        "Words that looked like a line of the record but were not coded, and why.",
        _columns(_LINE + "number INTEGER Order, from 0.\n+span span the words\nreason VARCHAR Why.\n"),
        coded=True,
    ),
    Table(
        "reviews",
        "A person's decision on one line; the latest decision on a line counts, the earlier ones stay.",
        _columns("""
            number INTEGER Order in which they were made, from 1.
            line VARCHAR Id of the line decided on.
            kind VARCHAR event, attribution, tie, position, incident, contradiction or prediction.
            document VARCHAR Id of the line's document; null for incidents and contradictions.
            decision VARCHAR accept, reject, correct.
            by VARCHAR Who decided.
            at TIMESTAMPTZ When.
            note VARCHAR Why, in their words.
        """),
    ),
    Table(
        "review_changes",
        "A field that a person corrected.",
        _columns("""
            review INTEGER Number of the review.
            field VARCHAR Name of the field.
            was VARCHAR Its value before, as JSON.
            value VARCHAR Its value since, as JSON.
        """),
    ),
    Table(
        "incidents",
        "Events that report the same act.",
        _columns("""
            id VARCHAR Id of the incident.
            type VARCHAR PLOVER type.
            origins INTEGER Independent origins: documents less reprints, copies and those resting on the same source.
            first DATE First day it may have happened.
            last DATE Last day it may have happened.
            differences VARCHAR[] What the reports disagree in.
            confidence DOUBLE Of such lines, this share is right.
            because VARCHAR Why these events are held to be one act.
        """),
    ),
    Table(
        "incident_events",
        "An event that reports an incident.",
        _columns("""
            incident VARCHAR Id of the incident.
            number INTEGER Order, the earliest report first, from 0.
            event VARCHAR Id of the event.
        """),
    ),
    Table(
        "incident_documents",
        "A document that reports an incident.",
        _columns("""
            incident VARCHAR Id of the incident.
            number INTEGER Order, from 0.
            document VARCHAR Id of the document.
        """),
    ),
    Table(
        "origins",
        "An independent origin of an incident: the reports that rest on it count as one.",
        _columns("""
            incident VARCHAR Id of the incident.
            number INTEGER Order, the origin of the earliest report first, from 0.
            name VARCHAR Speaker or medium it goes back to; null if it is a document's own.
            events VARCHAR[] Ids of the events that rest on it.
        """),
    ),
    Table(
        "shared_quotations",
        "A place where a quotation stands that several documents print.",
        _columns("""
            id VARCHAR Id of the quotation.
            speaker VARCHAR Who is quoted.
            number INTEGER Order, the longest printing first, from 0.
            document VARCHAR Id of the document.
            attribution VARCHAR Id of the attribution.
            +span span the words there
        """),
    ),
    Table(
        "contradictions",
        "Two lines of the record that cannot both hold.",
        _columns("""
            id VARCHAR Id of the contradiction.
            kind VARCHAR numbers, actor, denial, stance, changed_statement.
            a VARCHAR Id of the one event or attribution.
            b VARCHAR Id of the other.
            incident VARCHAR Id of the incident both report, if any.
            reason VARCHAR What cannot both hold.
            confidence DOUBLE Of such lines, this share is right.
        """),
    ),
    Table(
        "duplicates",
        "A document of a group that is the same article, reprinted or lightly edited.",
        _columns("""
            copies VARCHAR Id of the group: the original's document id.
            document VARCHAR Id of the document.
            original BOOLEAN True for the one that the others copy: the earliest, or the one they name.
            similarity DOUBLE Share of word shingles it has in common with the original, 0 to 1.
        """),
    ),
    Table(
        "copied_passages",
        "A passage of one document that stands, word for word, in another.",
        _columns("""
            document VARCHAR Id of the document that has it first.
            +span span the passage there
            copy VARCHAR Id of the document that has it again.
            +span copy the passage there
        """),
    ),
)

CODED_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.coded)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class View:
    """A stored query, and what a row of it stands for."""

    name: str
    row: str
    sql: str


def _now(table: str, kind: str, superseded: str = "") -> str:
    """The lines of `table` that count: a person's over the machine's, the current coding over the older ones.

    `superseded` names a further reason why a machine's line gives way to a person's.
    """
    return f"""
        SELECT line.*, CAST(NULL AS VARCHAR) AS decision, CAST(NULL AS VARCHAR) AS reviewed_by
        FROM {table} AS line
        JOIN codings AS coding ON coding.document = line.document AND coding.coder = line.coder AND coding.current
        WHERE NOT EXISTS (SELECT 1 FROM latest_reviews AS review WHERE review.line = line.id AND review.kind = '{kind}')
        {superseded}
        UNION ALL
        SELECT line.*, review.decision, review.by AS reviewed_by
        FROM {table} AS line
        JOIN latest_reviews AS review ON review.line = line.id AND review.kind = '{kind}'
        WHERE line.coder = '{PERSON}' AND review.decision <> 'reject'
    """


_SAME_TRIGGER = f"""
        AND NOT EXISTS (
            SELECT 1 FROM events AS decided JOIN latest_reviews AS review ON review.line = decided.id
            WHERE decided.coder = '{PERSON}' AND review.decision <> 'reject' AND decided.document = line.document
              AND decided.trigger_begin = line.trigger_begin AND decided.trigger_end = line.trigger_end)
"""


def _slice(text: str, begin: str, end: str) -> str:
    return f"substr({text}, {begin} + 1, {end} - {begin})"


def _joined(part: str) -> str:
    return (
        f"(SELECT string_agg({_slice('d.text', 's.span_begin', 's.span_end')}, ' … ' ORDER BY s.number) "
        "FROM attribution_spans AS s WHERE s.document = a.document AND s.coder = a.coder "
        f"AND s.attribution = a.id AND s.part = '{part}')"
    )


def _party_list(line: str, role: str, column: str) -> str:
    return (
        f"COALESCE((SELECT list(party.{column} ORDER BY party.number) FROM parties AS party WHERE party.document = {line}.document "
        f"AND party.coder = {line}.coder AND party.line = {line}.id AND party.role = '{role}'), [])"
    )


def _party(line: str, role: str, column: str) -> str:
    return (
        f"(SELECT party.{column} FROM parties AS party WHERE party.document = {line}.document "
        f"AND party.coder = {line}.coder AND party.line = {line}.id AND party.role = '{role}' AND party.number = 0)"
    )


VIEWS: tuple[View, ...] = (
    View(
        "latest_reviews",
        "The decision that counts on each line that a person decided on.",
        "SELECT * FROM reviews QUALIFY row_number() OVER (PARTITION BY line, kind ORDER BY number DESC) = 1",
    ),
    View(
        "events_now",
        "Events that count: people's decisions over the machine's, the current coding over older ones.",
        _now("events", "event", _SAME_TRIGGER),
    ),
    View(
        "attributions_now",
        "Attributions that count, as in events_now.",
        _now("attributions", "attribution"),
    ),
    View("ties_now", "Ties that count, as in events_now.", _now("ties", "tie")),
    View("positions_now", "Positions that count, as in events_now.", _now("positions", "position")),
    View(
        "mentions_now",
        "Mentions of the current coding.",
        """
        SELECT m.* FROM mentions AS m
        JOIN codings AS c ON c.document = m.document AND c.coder = m.coder AND c.current
        """,
    ),
    View(
        "documents_v",
        "A document with how it was read, how much it holds and how much was coded from it.",
        """
        SELECT d.id, d.number, d.title, d.author, d.publisher, d.published_first AS published, d.published_precision,
            d.published_month_day, d.language, d.url, d.first_published, d.complete, d.read_as, d.file, d.part,
            length(d.text) AS characters, c.coder, coalesce(e.n, 0) AS events, coalesce(a.n, 0) AS attributions,
            dup.copies AS copy_of_group, coalesce(NOT dup.original, false) AS is_copy, d.notes
        FROM documents AS d
        LEFT JOIN codings AS c ON c.document = d.id AND c.current
        LEFT JOIN (SELECT document, count(*) AS n FROM events_now GROUP BY document) AS e ON e.document = d.id
        LEFT JOIN (SELECT document, count(*) AS n FROM attributions_now GROUP BY document) AS a ON a.document = d.id
        LEFT JOIN duplicates AS dup ON dup.document = d.id
        """,
    ),
    View(
        "events_v",
        "An event that counts with its parties, its sentence and the document it stands in.",
        f"""
        SELECT e.id, e.document, d.title, d.publisher, d.published_first AS published, e.type, e.quad, e.mode, e.status,
            e.trigger, {_party_list("e", "actor", "text")} AS actors,
            {_party_list("e", "actor", "actor")} AS actor_ids, {_party_list("e", "actor", "name")} AS actor_names,
            {_party_list("e", "recipient", "text")} AS recipients,
            {_party_list("e", "recipient", "actor")} AS recipient_ids,
            {_party_list("e", "recipient", "name")} AS recipient_names,
            e.date_first, e.date_last, e.date_precision, e.date_month_day, e.date_note, e.place, e.place_name, e.lat,
            e.lon, e.place_country, e.said_by, e.dead, e.injured, e.size, e.numbers_note, e.contexts, e.attribution,
            i.incident, e.confidence, e.because, e.notes, e.coder, e.decision, e.reviewed_by, e.trigger_begin,
            e.trigger_end, e.evidence_begin, e.evidence_end, e.number,
            {_slice("d.text", "e.evidence_begin", "e.evidence_end")} AS sentence
        FROM events_now AS e JOIN documents AS d ON d.id = e.document
        LEFT JOIN (SELECT event, min(incident) AS incident FROM incident_events GROUP BY event) AS i ON i.event = e.id
        """,
    ),
    View(
        "attributions_v",
        "An attribution that counts with its words and the document it stands in.",
        f"""
        SELECT a.id, a.document, d.title, d.publisher, d.published_first AS published, {_joined("source")} AS source,
            a.source_actor, a.source_name, a.source_kind,
            {_joined("cue")} AS cue, {_joined("content")} AS content, a.kind, a.stance, a.addressee, a.carried_by,
            a.confidence, a.because, a.coder, a.decision, a.reviewed_by, a.number
        FROM attributions_now AS a JOIN documents AS d ON d.id = a.document
        """,
    ),
    View(
        "ties_v",
        "A tie that counts with both sides and the document it stands in.",
        f"""
        SELECT t.id, t.document, d.title, d.publisher, d.published_first AS published, t.type,
            {_party("t", "a", "text")} AS a, {_party("t", "a", "actor")} AS a_id, {_party("t", "a", "name")} AS a_name,
            {_party("t", "b", "text")} AS b, {_party("t", "b", "actor")} AS b_id, {_party("t", "b", "name")} AS b_name,
            t.said_by, t.confidence, t.because, t.coder, t.decision, t.reviewed_by, t.number,
            {_slice("d.text", "t.span_begin", "t.span_end")} AS words
        FROM ties_now AS t JOIN documents AS d ON d.id = t.document
        """,
    ),
    View(
        "positions_v",
        "A position that counts with its holder and the document it stands in.",
        f"""
        SELECT p.id, p.document, d.title, d.publisher, d.published_first AS published,
            {_party("p", "holder", "text")} AS holder, {_party("p", "holder", "actor")} AS holder_id,
            {_party("p", "holder", "name")} AS holder_name, p.issue, p.stance, p.said_by, p.confidence, p.because,
            p.coder, p.decision, p.reviewed_by, p.number,
            {_slice("d.text", "p.span_begin", "p.span_end")} AS words
        FROM positions_now AS p JOIN documents AS d ON d.id = p.document
        """,
    ),
    View(
        "actors_v",
        "An actor of the case with how often it is named, acts, is acted upon and is credited.",
        """
        WITH named AS (
            SELECT actor, mode(name) AS name, mode(country) AS country, count(*) AS mentions,
                count(DISTINCT document) AS documents
            FROM mentions_now WHERE actor IS NOT NULL GROUP BY actor),
        sector AS (
            SELECT actor, list(DISTINCT code ORDER BY code) AS sectors
            FROM (SELECT actor, unnest(sectors) AS code FROM mentions_now WHERE actor IS NOT NULL) GROUP BY actor),
        acted AS (
            SELECT p.actor, any_value(p.name) AS name, any_value(p.country) AS country,
                count(*) FILTER (WHERE p.role = 'actor') AS acts,
                count(*) FILTER (WHERE p.role = 'recipient') AS receives
            FROM parties AS p JOIN events_now AS e
                ON e.document = p.document AND e.coder = p.coder AND e.id = p.line
            WHERE p.actor IS NOT NULL GROUP BY p.actor),
        spoke AS (
            SELECT source_actor AS actor, any_value(source_name) AS name, count(*) AS says
            FROM attributions_v WHERE source_actor IS NOT NULL GROUP BY source_actor)
        SELECT actor AS id, coalesce(named.name, acted.name, spoke.name) AS name,
            coalesce(named.country, acted.country) AS country, coalesce(sector.sectors, []) AS sectors,
            coalesce(named.mentions, 0) AS mentions, coalesce(named.documents, 0) AS documents,
            coalesce(acted.acts, 0) AS acts, coalesce(acted.receives, 0) AS receives, coalesce(spoke.says, 0) AS says
        FROM named FULL JOIN acted USING (actor) FULL JOIN spoke USING (actor) LEFT JOIN sector USING (actor)
        """,
    ),
    View(
        "places_v",
        "A place of the case with how often it is named.",
        """
        SELECT geonames, coalesce(name, text) AS name, mode(country) AS country, any_value(lat) AS lat,
            any_value(lon) AS lon, mode(precision) AS precision, count(*) AS mentions,
            count(DISTINCT document) AS documents
        FROM mentions_now WHERE type = 'Location' AND (lat IS NOT NULL OR geonames IS NOT NULL)
        GROUP BY geonames, coalesce(name, text)
        """,
    ),
    View(
        "uncoded_v",
        "Words that were not coded, with the reason and the document they stand in.",
        f"""
        SELECT u.document, d.title, d.publisher, d.published_first AS published, u.reason,
            {_slice("d.text", "u.span_begin", "least(u.span_end, u.span_begin + 300)")} AS words, u.span_begin,
            u.span_end, u.coder, u.number
        FROM uncoded AS u JOIN documents AS d ON d.id = u.document
        JOIN codings AS c ON c.document = u.document AND c.coder = u.coder AND c.current
        """,
    ),
    View(
        "incidents_v",
        "An incident with its earliest report that counts, and how many reports and documents it has.",
        """
        WITH report AS (
            SELECT i.incident, i.number, e.document, e.actors, e.trigger, e.recipients, e.sentence
            FROM incident_events AS i JOIN events_v AS e ON e.id = i.event),
        earliest AS (SELECT * FROM report QUALIFY row_number() OVER (PARTITION BY incident ORDER BY number) = 1),
        counted AS (
            SELECT incident, count(*) AS events, count(DISTINCT document) AS documents FROM report GROUP BY incident)
        SELECT i.id, i.type, i.first, i.last, earliest.actors, earliest.trigger, earliest.recipients,
            earliest.sentence, i.origins, counted.events, counted.documents, i.differences,
            i.id IN (SELECT incident FROM contradictions) AS contradicted, i.confidence, i.because, r.decision,
            r.by AS reviewed_by
        FROM incidents AS i
        JOIN earliest ON earliest.incident = i.id
        JOIN counted ON counted.incident = i.id
        LEFT JOIN latest_reviews AS r ON r.line = i.id AND r.kind = 'incident'
        WHERE r.decision IS DISTINCT FROM 'reject'
        """,
    ),
    View(
        "line_sentences",
        "The sentence and document of each event and attribution that counts.",
        """
        SELECT id, document, title, publisher, published, sentence, said_by FROM events_v
        UNION ALL
        SELECT id, document, title, publisher, published, content AS sentence, source AS said_by FROM attributions_v
        """,
    ),
    View(
        "contradictions_v",
        "Two lines that cannot both hold, with both sentences side by side.",
        """
        SELECT c.id, c.kind, c.reason, c.incident, c.a, a.sentence AS a_sentence, a.publisher AS a_publisher,
            a.published AS a_published, a.document AS a_document, c.b, b.sentence AS b_sentence,
            b.publisher AS b_publisher, b.published AS b_published, b.document AS b_document, c.confidence,
            r.decision, r.by AS reviewed_by
        FROM contradictions AS c JOIN line_sentences AS a ON a.id = c.a
        JOIN line_sentences AS b ON b.id = c.b
        LEFT JOIN latest_reviews AS r ON r.line = c.id AND r.kind = 'contradiction'
        WHERE r.decision IS DISTINCT FROM 'reject'
        """,
    ),
)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def ddl() -> list[str]:
    """The statements that make every table, with its comments."""
    statements: list[str] = []
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
        statements.append(f'CREATE TABLE "{table.name}" ({columns})')
        statements.append(f'COMMENT ON TABLE "{table.name}" IS {quoted(table.row)}')
        statements += [
            f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {quoted(column.meaning)}'
            for column in table.columns
        ]
    return statements


def view_ddl() -> list[str]:
    """The statements that make every view anew, in an order in which each finds those it stands on."""
    statements: list[str] = []
    for view in VIEWS:
        statements.append(f'CREATE OR REPLACE VIEW "{view.name}" AS {view.sql}')
        statements.append(f'COMMENT ON VIEW "{view.name}" IS {quoted(view.row)}')
    return statements


def views_fingerprint() -> str:
    """Changes whenever a view does, so that a case of the same schema version gets the new views."""
    return hashlib.sha256("\n".join(view_ddl()).encode()).hexdigest()[:16]
