"""Joins the stages: a document to its coding, files to a case. The only module that knows them all."""

# Paths stay strings in `_steps`: a folder of 100,000 files is ordinary, and a Path costs more than its `stat`.
# ruff: noqa: PTH100, PTH116

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import stat
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from dragoman._version import __version__
from dragoman.errors import DragomanError, InputError
from dragoman.keeping import sure_lines
from dragoman.records import (
    CodedDocument,
    Document,
    Parse,
    Refused,
    Span,
    Uncoded,
    check_spans,
    content_id,
)

if TYPE_CHECKING:
    from dragoman.case.store import FileRead, Links, Store
    from dragoman.read import FoundFile, ReadOptions
    from dragoman.workers import Workers

__all__ = [
    "CodeOptions",
    "Coder",
    "Progress",
    "Summary",
    "body_of",
    "code_stream",
    "link_case",
    "read_into_case",
]


@dataclass(frozen=True, slots=True)
class CodeOptions:
    """What a person may say about how to code."""

    codebook: Path | None = None
    """A folder with a codebook of one's own; None for the one that comes with dragoman."""
    actors: Path | None = None
    """A folder or file with actors of one's own, beside those that come with dragoman."""
    doubtful: bool = True
    """Every line with its confidence; False keeps those that a record for people keeps (`keeping.py`)."""


def body_of(document: Document) -> str:
    """The text with its furniture blanked out at equal length, so that offsets stay; line ends stay too."""
    if not document.furniture:
        return document.text
    text = document.text
    parts: list[str] = []
    at = 0
    for piece in sorted(document.furniture, key=lambda piece: piece.span):
        begin, end = max(piece.span.begin, at), max(piece.span.end, at)
        parts += [text[at:begin], _NOT_LINE_END.sub(" ", text[begin:end])]
        at = end
    parts.append(text[at:])
    return "".join(parts)


_NOT_LINE_END = re.compile(r"[^\r\n]")


def _digest(path: Path) -> str:
    """Eight hex digits of what a file, or all files of a folder, hold."""
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def coder_name(options: CodeOptions) -> str:
    """Who codes with these options, e.g. "dragoman 0.1.0 (en 1)"; data of one's own is named with a digest of it."""
    from dragoman import language

    own = [
        f"{name} {_digest(path)}"
        for name, path in (("codebook", options.codebook), ("actors", options.actors))
        if path is not None
    ]
    own += [] if options.doubtful else ["sure lines"]
    return f"dragoman {__version__} ({', '.join([language.load_reader().version, *own])})"


class Coder:
    """The stages with their data, loaded once: documents in, codings out.

    threads: how many windows of text the language model reads at once; None for one more than there are cores.
    Raises ModelError or DataErrors if the model or the data cannot be loaded.
    """

    def __init__(self, options: CodeOptions | None = None, *, threads: int | None = None) -> None:
        from dragoman import language
        from dragoman.actors import load_knowledge
        from dragoman.events.codebook import PLOVER, load_codebook
        from dragoman.places import load_gazetteer

        options = options or CodeOptions()
        self._reader = language.load_reader()
        self._threads = threads
        self._codebook = load_codebook(options.codebook or PLOVER)
        self._knowledge = load_knowledge(*([] if options.actors is None else [options.actors]))
        self._gazetteer = load_gazetteer()
        self._doubtful = options.doubtful
        self.name = coder_name(options)

    def code(self, documents: Sequence[Document], *, strict: bool = True) -> Iterator[CodedDocument]:
        """A coding for each document, in their order.

        strict: a fault of a stage is raised; else that document gets an `Uncoded` that names the fault, so that one
        document among a hundred thousand does not stop the rest.
        """
        english = [document for document in documents if document.language in (None, "en")]
        parses = iter(
            self._reader.parse_all([body_of(document) for document in english], threads=self._threads)
        )
        for document in documents:
            if document.language not in (None, "en"):
                reason = f"the language is {document.language!r}; only English is coded"
                yield CodedDocument(document, self.name, uncoded=(Uncoded(_whole(document), reason),))
                continue
            parse = next(parses)
            try:
                coded = self._stages(document, parse)
                check_coded(coded)
            except DragomanError:
                raise
            except Exception as error:
                if strict:
                    raise
                coded = CodedDocument(
                    document, self.name, uncoded=(Uncoded(_whole(document), _fault(error)),)
                )
            yield coded

    def _stages(self, document: Document, parse: Parse) -> CodedDocument:
        from dragoman.actors import resolve_actors
        from dragoman.attributions import code_attributions
        from dragoman.events import code_events, contexts_of
        from dragoman.places import resolve_places
        from dragoman.ties import code_ties
        from dragoman.times import resolve_times

        mentions = resolve_times(document, parse)
        mentions = resolve_actors(document, parse, mentions, self._knowledge)
        mentions = resolve_places(document, parse, mentions, self._gazetteer)
        attributions = code_attributions(document, parse, mentions)
        events, uncoded = code_events(document, parse, mentions, attributions, self._codebook)
        ties = code_ties(document, parse, mentions, events)
        lone = len(parse.sentences) == 1
        coded = CodedDocument(
            document=document,
            coder=self.name,
            sentences=parse.sentences,
            mentions=mentions,
            events=events,
            attributions=attributions,
            ties=ties,
            coreference=parse.coreference,
            quad=parse.quad if lone else None,
            role_source=parse.role_source if lone else (),
            role_target=parse.role_target if lone else (),
            uncoded=uncoded,
            contexts=contexts_of(parse, self._codebook),
        )
        return coded if self._doubtful else sure_lines(coded)


def code_example(coder: Coder, text: str) -> list[str]:
    """The events of a sentence as a codebook's examples write them: "TYPE trigger"."""
    document = Document(id=content_id(text, None), text=text)
    (coded,) = coder.code([document])
    return [f"{event.type} {event.trigger.of(text)}" for event in coded.events]


FAULT = "a fault of dragoman"


def _fault(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{FAULT}: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno}); please report it"


def _whole(document: Document) -> Span:
    return Span(0, len(document.text))


def check_coded(coded: CodedDocument) -> None:
    """Raise ValueError if a span of the coding does not lie in the text, or two lines of a kind share an id."""
    spans: list[Span | None] = [*coded.sentences, *coded.role_source, *coded.role_target]
    for cluster in coded.coreference:
        spans += cluster
    spans += [mention.span for mention in coded.mentions]
    for event in coded.events:
        spans += [event.trigger, event.evidence, event.said_by]
        spans += [party.span for party in (*event.actors, *event.recipients)]
        spans.append(event.place.span if event.place is not None else None)
        spans.append(event.date.span if event.date is not None else None)
    for attribution in coded.attributions:
        spans += [*attribution.source, *attribution.cue, *attribution.content, attribution.addressee]
    for tie in coded.ties:
        spans += [tie.span, tie.a.span, tie.b.span, tie.said_by]
    for position in coded.positions:
        spans += [position.span, position.actor.span, position.said_by]
    check_spans(coded.document.text, [span for span in spans if span is not None])
    for kind in ("events", "attributions", "ties", "positions"):
        ids = Counter(line.id for line in getattr(coded, kind))
        twice = [id_ for id_, n in ids.items() if n > 1]
        if twice:
            raise ValueError(f"two {kind} share the id {twice[0]}")


# Many documents, on all cores

T = TypeVar("T")

_TASK_CHARACTERS = 24_000
_TASK_DOCUMENTS = 32


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code_stream(
    items: Iterable[tuple[T, Document | None]],
    options: CodeOptions | None = None,
    *,
    workers: int | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[T, CodedDocument | None]]:
    """Codings in the order of the items; an item without a document passes through.

    workers: processes beside this one; 0 works in this one, None takes one for each core once there is work enough
    to be worth starting them. Memory stays flat: a few tasks a worker are in hand at any time.
    should_stop: asked between tasks of a few documents; when it says yes, no more is coded.
    """
    options = options or CodeOptions()
    tasks = _tasks(items)
    if workers is None:
        # Starting a worker costs as much as coding some fifty articles.
        first: list[_Task[T]] = []
        for task in tasks:
            if not task.documents and not first:
                yield from task.put_together([])
                continue
            first.append(task)
            if len(first) == 4:
                break
        workers = cores() if len(first) == 4 and cores() > 1 else 0
        tasks = chain(first, tasks)
    if workers == 0:
        coder: Coder | None = None
        for task in tasks:
            if should_stop():
                return
            if coder is None and task.documents:
                coder = coder_for(options)
            coded = list(coder.code(task.documents, strict=False)) if coder is not None else []
            yield from task.put_together(coded)
        return
    from dragoman.workers import WorkerLost, Workers

    with Workers(options, workers) as pool:
        waiting: deque[tuple[_Task[T], Future[list[CodedDocument]] | None]] = deque()

        def take() -> Iterator[tuple[T, CodedDocument | None]]:
            task, future = waiting.popleft()
            try:
                coded = [] if future is None else future.result()
            except WorkerLost:
                coded = [_alone(pool, document, options) for document in task.documents]
            yield from task.put_together(coded)

        for task in tasks:
            waiting.append((task, pool.submit(task.documents) if task.documents else None))
            while not should_stop() and (len(waiting) > 3 * workers or (waiting and _done(waiting[0][1]))):
                yield from take()
            if should_stop():
                return
        while waiting and not should_stop():
            yield from take()


def _done(future: Future[list[CodedDocument]] | None) -> bool:
    return future is None or future.done()


def _alone(pool: Workers, document: Document, options: CodeOptions) -> CodedDocument:
    """The coding of one document of a task that cost a worker its life; if it does so again, a gap that says so."""
    from dragoman.workers import WorkerLost

    try:
        (coded,) = pool.submit([document]).result()
    except WorkerLost:
        reason = f"{FAULT}: the process that coded it died (out of memory?); please report it"
        return CodedDocument(document, coder_name(options), uncoded=(Uncoded(_whole(document), reason),))
    return coded


@cache
def coder_for(options: CodeOptions) -> Coder:
    """The coder with these options in this process, loaded once."""
    return Coder(options)


@dataclass
class _Task(Generic[T]):
    """Some items in a row, with the documents among them."""

    items: list[tuple[T, Document | None]]

    @property
    def documents(self) -> list[Document]:
        return [document for _, document in self.items if document is not None]

    def put_together(self, coded: Iterable[CodedDocument]) -> Iterator[tuple[T, CodedDocument | None]]:
        done = iter(coded)
        for key, document in self.items:
            yield key, None if document is None else next(done)


def _tasks(items: Iterable[tuple[T, Document | None]]) -> Iterator[_Task[T]]:
    task: _Task[T] = _Task([])
    characters = 0
    for key, document in items:
        task.items.append((key, document))
        characters += 0 if document is None else len(document.text)
        if characters >= _TASK_CHARACTERS or len(task.items) >= _TASK_DOCUMENTS:
            yield task
            task, characters = _Task([]), 0
    if task.items:
        yield task


# Files into a case

_COMMIT_DOCUMENTS = 32
_COMMIT_SECONDS = 2.0


@dataclass
class Progress:
    """How far a reading has come."""

    files: int = 0
    files_total: int = 0
    documents: int = 0
    """Coded so far."""
    recode_total: int = 0
    """Documents to be coded again, when that is what goes on."""
    refused: int = 0
    events: int = 0
    attributions: int = 0
    stage: str = "reading"


@dataclass
class Summary:
    """What one run did, and what it could not do."""

    files: int = 0
    unchanged: int = 0
    """Files that were read before and have not changed."""
    documents: int = 0
    """New ones."""
    recoded: int = 0
    again: int = 0
    """Articles met again in another file with the same text; kept once."""
    copies: int = 0
    """Documents of the case that are reprints or lightly edited copies of another."""
    refused: int = 0
    incomplete: int = 0
    undated: int = 0
    events: int = 0
    attributions: int = 0
    ties: int = 0
    actors: set[str] = field(default_factory=set)
    unresolved: int = 0
    """Parties of events whom nobody could be found for."""
    uncoded: Counter[str] = field(default_factory=Counter)
    """Reason -> how often."""
    faults: int = 0
    """Documents that could not be coded by a fault of dragoman."""
    stopped: bool = False
    """True if the run was interrupted; the next one goes on from there."""
    seconds: float = 0.0

    def add(self, coded: CodedDocument) -> None:
        """Count what was coded from one document."""
        self.events += len(coded.events)
        self.attributions += len(coded.attributions)
        self.ties += len(coded.ties)
        for event in coded.events:
            for party in (*event.actors, *event.recipients):
                if party.actor is None:
                    self.unresolved += 1
                else:
                    self.actors.add(party.actor)
        self.actors |= {mention.actor for mention in coded.mentions if mention.actor is not None}
        for gap in coded.uncoded:
            self.uncoded[kind_of_reason(gap.reason)] += 1
        self.faults += any(gap.reason.startswith(FAULT) for gap in coded.uncoded)


_PARTICULARS = re.compile(r"\s*\([^()]*\)")


def kind_of_reason(reason: str) -> str:
    """A reason without what is particular to the one line: the score, the word, the place in the codebook."""
    if reason.startswith(FAULT):
        return FAULT
    return re.sub(r"'[^']*'", "…", _PARTICULARS.sub("", reason)).strip()


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that reading found, in order: a document (new or met again), a refusal, or the end of a file."""

    path: str
    document: Document | None = None
    new: bool = False
    replaces: bool = False
    refused: Refused | None = None
    file: FileRead | None = None
    unchanged: bool = False


def read_into_case(
    store: Store,
    paths: Sequence[str | Path],
    read_options: ReadOptions | None = None,
    code_options: CodeOptions | None = None,
    *,
    recode: bool = False,
    workers: int | None = None,
    stdin: IO[bytes] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_refused: Callable[[Refused], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Summary:
    """Read files and folders into the case, code what is new, link it all.

    Files that were read before and have not changed are not opened. A document whose text is known is not coded
    again. With `recode`, documents that are in the case are coded anew: those that another coder coded last, or all
    of them if there is none. What is done is kept if the process is killed; the next run goes on from there.
    should_stop: asked between documents; when it says yes, what is done is kept and the run ends.
    """
    from dragoman.case.store import Batch
    from dragoman.read import ReadOptions, find_files

    read_options = read_options or ReadOptions()
    code_options = code_options or CodeOptions()
    begun = time.monotonic()
    summary, progress = Summary(), Progress()
    stop = should_stop or (lambda: False)

    def tell() -> None:
        if on_progress is not None:
            on_progress(progress)

    batch, last = Batch(), time.monotonic()

    def commit() -> None:
        nonlocal batch, last
        store.commit(batch)
        batch, last = Batch(), time.monotonic()

    def take(step: _Step, coded: CodedDocument | None) -> None:
        if step.refused is not None:
            batch.refused.append((step.refused, step.path))
            summary.refused += 1
            progress.refused += 1
            if on_refused is not None:
                on_refused(step.refused)
        if step.document is not None:
            batch.seen.append((step.document, step.path))
            summary.again += not step.new and not step.replaces
        if coded is not None:
            batch.documents.append(coded.document)
            batch.coded.append(coded)
            if step.replaces:
                batch.replaced.add(coded.document.id)
                summary.recoded += 1
            else:
                summary.documents += 1
                summary.incomplete += not coded.document.complete
                summary.undated += coded.document.published is None
            summary.add(coded)
            progress.documents += 1
        if step.file is not None:
            batch.files.append(step.file)
        if step.file is not None or step.unchanged:
            summary.files += 1
            summary.unchanged += step.unchanged
        progress.events, progress.attributions = summary.events, summary.attributions
        progress.files = summary.files
        if len(batch.documents) >= _COMMIT_DOCUMENTS or time.monotonic() - last > _COMMIT_SECONDS:
            commit()
        tell()

    found = list(find_files(paths, read_options))
    progress.files_total = sum(not isinstance(each, Refused) for each in found)
    tell()
    steps = _steps(store, found, read_options, stdin, stop)
    pairs = ((step, step.document if step.new or step.replaces else None) for step in steps)
    for step, coded in code_stream(pairs, code_options, workers=workers, should_stop=stop):
        take(step, coded)
    commit()
    summary.stopped = stop()
    if recode and not summary.stopped:
        _recode(store, code_options, summary, progress, tell, stop, workers)
    if not summary.stopped and store.links_are_stale:
        progress.stage = "linking"
        tell()
        link_case(store)
    summary.copies = store.copies()
    summary.seconds = time.monotonic() - begun
    return summary


def _recode(
    store: Store,
    options: CodeOptions,
    summary: Summary,
    progress: Progress,
    tell: Callable[[], None],
    stop: Callable[[], bool],
    workers: int | None,
) -> None:
    """Code documents of the case anew; a run that was killed is gone on with, not begun again."""
    from dragoman.case.store import Batch

    name = coder_name(options)
    coders = store.current_coders()
    due = {id_ for id_, (coder, _) in coders.items() if coder != name}
    if due:
        store.set_meta("recode_since", None)
    else:
        # The same coder over all documents: who is done already, only the time tells.
        begun = store.meta("recode_since") or dt.datetime.now(dt.UTC).isoformat()
        store.set_meta("recode_since", begun)
        since = dt.datetime.fromisoformat(begun)
        due = {id_ for id_, (_, at) in coders.items() if at < since}
    progress.stage, progress.recode_total, progress.documents = "coding again", len(due), 0
    batch, last = Batch(), time.monotonic()
    pairs = ((document, document) for document in store.documents(sorted(due)))
    for _, coded in code_stream(pairs, options, workers=workers, should_stop=stop):
        assert coded is not None
        batch.coded.append(coded)
        summary.recoded += 1
        summary.add(coded)
        progress.documents += 1
        progress.events, progress.attributions = summary.events, summary.attributions
        tell()
        if len(batch.coded) >= _COMMIT_DOCUMENTS or time.monotonic() - last > _COMMIT_SECONDS:
            store.commit(batch)
            batch, last = Batch(), time.monotonic()
    store.commit(batch)
    summary.stopped = stop()
    if not summary.stopped:
        store.set_meta("recode_since", None)


def _options_key(options: ReadOptions) -> str:
    """The options that bear on what a file gives."""
    names = ("date", "text_column", "publisher", "encoding", "max_bytes")
    return json.dumps({name: getattr(options, name) for name in names}, sort_keys=True)


def _sha256(raw: str) -> str | None:
    """Digest of a file's bytes; None for what cannot be opened or is no file."""
    try:
        with Path(raw).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _steps(
    store: Store,
    found: Sequence[FoundFile | Refused],
    options: ReadOptions,
    stdin: IO[bytes] | None,
    stop: Callable[[], bool],
) -> Iterator[_Step]:
    """What the files hold, step by step; files that have not changed are passed over."""
    from dragoman.case.store import FileRead
    from dragoman.read import read_file

    files = store.files()
    known = store.document_ids()
    standing = store.standing()
    refused_before = store.refused_paths()
    key = _options_key(options)
    for file in found:
        if stop():
            return
        if isinstance(file, Refused):
            yield _Step(os.path.abspath(file.file), refused=file)
            continue
        path = "-" if file.raw == "-" else os.path.abspath(file)
        before = files.get(path)
        status = None
        if file.raw != "-":
            try:
                status = os.stat(file.raw)
            except OSError:
                before = None
        regular = status is not None and stat.S_ISREG(status.st_mode)
        same_options = before is not None and before.options == key
        digest = None
        unchanged = (
            status is not None
            and before is not None
            and same_options
            and (before.size, before.modified_ns) == (status.st_size, status.st_mtime_ns)
        )
        if unchanged:
            yield _Step(path, unchanged=True)
            continue
        if regular:
            digest = _sha256(file.raw)
            if before is not None and same_options and digest == before.sha256:
                assert status is not None
                moved = FileRead(
                    path, status.st_size, status.st_mtime_ns, digest, key, before.documents, before.refused
                )
                yield _Step(path, file=moved)
                continue
        if path in refused_before:
            store.forget_refusals(path)
        documents = refusals = 0
        for record in read_file(file, options, stdin=stdin):
            if stop():
                return
            if isinstance(record, Refused):
                refusals += 1
                yield _Step(path, refused=record)
                continue
            documents += 1
            if record.id not in known:
                known.add(record.id)
                standing.add((record.id, path))
                yield _Step(path, document=record, new=True)
            elif (record.id, path) not in standing:
                standing.add((record.id, path))
                yield _Step(path, document=record)
            elif before is not None and not same_options and _differs(store, record):
                yield _Step(path, document=record, replaces=True)
        if digest is not None:
            assert status is not None
            read = FileRead(path, status.st_size, status.st_mtime_ns, digest, key, documents, refusals)
            yield _Step(path, file=read)


def _differs(store: Store, document: Document) -> bool:
    """True if the case holds this document with other particulars, such as a date given since."""
    stored = next(iter(store.documents([document.id])), None)
    return stored is not None and stored != replace(document, file=stored.file)


# What links documents


def link_case(store: Store) -> Links:
    """Find reprints, copied passages, incidents and contradictions over the whole case, and store them."""
    from dragoman.case.store import CopiedPassage, Duplicate, Links
    from dragoman.link import link_coded
    from dragoman.read.duplicates import DuplicateIndex, group_documents

    index = DuplicateIndex()
    matches, passages = [], []
    for document in store.documents():
        matched, copied = index.add(document)
        matches += matched
        passages += copied
    alike_ids = {id_ for match in matches for id_ in (match.document, match.other)}
    groups = group_documents(store.documents(sorted(alike_ids)), matches)
    alike: dict[tuple[str, str], float] = {}
    for match in matches:
        for pair in ((match.document, match.other), (match.other, match.document)):
            alike[pair] = max(match.containment, alike.get(pair, 0.0))
    duplicates = []
    for group in groups:
        for id_ in group.documents:
            best = max(
                (alike.get((id_, other), 0.0) for other in group.documents if other != id_), default=0.0
            )
            share = 1.0 if id_ == group.original else alike.get((id_, group.original), best)
            duplicates.append(Duplicate(id_, group.original, round(share, 4)))
    linked = link_coded(
        store.coded(),
        [group.documents for group in groups],
        [(p.other, p.other_span, p.document, p.span) for p in passages],
    )
    links = Links(
        incidents=linked.incidents,
        contradictions=linked.contradictions,
        duplicates=tuple(duplicates),
        passages=tuple(CopiedPassage(p.other, p.other_span, p.document, p.span) for p in passages),
        origins=linked.origins,
        quotations=linked.quotations,
    )
    store.replace_links(links)
    return links


# Out of a case


def write_report(store: Store, path: Path, title: str | None = None) -> int:
    """Write the report of a case to `path`, one HTML page; returns its size in bytes.

    title: the name of the case file if None. Raises InputError if the file cannot be written.
    """
    page = report_page(store, title).encode("utf-8")
    try:
        path.write_bytes(page)
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", where=path, fix="name another file with -o"
        ) from error
    return len(page)


def report_page(store: Store, title: str | None = None) -> str:
    """The report of a case as one HTML page; title: the name of the case file if None."""
    from dragoman.case.reviews import outcomes, reviews_of
    from dragoman.findings import calibration_rows, prediction_row, profile_row
    from dragoman.link import predictions, publisher_profiles
    from dragoman.report import ReportData, build

    links = store.links()
    groups: dict[str, list[str]] = {}
    for each in links.duplicates:
        groups.setdefault(each.original, []).append(each.document)
    coded = tuple(store.coded())
    # A line that a person rejected since the links were made is no part of an incident or contradiction.
    lines = {event.id for each in coded for event in each.events}
    lines |= {attribution.id for each in coded for attribution in each.attributions}
    incidents = (
        replace(each, events=tuple(id_ for id_ in each.events if id_ in lines)) for each in links.incidents
    )
    marked = outcomes(store)
    foreseen = [(each, prediction) for each in coded for prediction in predictions(each)]
    origins: dict[str, list[tuple[str | None, tuple[str, ...]]]] = {}
    for origin in sorted(links.origins, key=lambda each: (each.incident, each.number)):
        origins.setdefault(origin.incident, []).append((origin.name, origin.events))
    data = ReportData(
        title=title or store.path.stem,
        coded=coded,
        origins={incident: tuple(each) for incident, each in origins.items()},
        profiles=tuple(profile_row(profile) for profile in publisher_profiles(coded)),
        predictions=tuple(prediction_row(each, one, marked.get(one.id)) for each, one in foreseen),
        calibration=tuple(calibration_rows([one for _, one in foreseen], marked)),
        refused=store.refused(),
        groups=tuple(
            (original, *(id_ for id_ in ids if id_ != original)) for original, ids in groups.items()
        ),
        incidents=tuple(each for each in incidents if each.events),
        contradictions=tuple(each for each in links.contradictions if {each.a, each.b} <= lines),
        reviews=tuple(each.review for each in reviews_of(store)),
        made=dt.datetime.now(dt.UTC),
        version=f"dragoman {__version__}",
    )
    return build(data)
