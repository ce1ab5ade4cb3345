"""What each command does, as plain functions: arguments in, data on standard output, exit code out."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from dragoman import console
from dragoman.errors import DragomanError, InputError, UsageError

if TYPE_CHECKING:
    from dragoman.pipeline import CodeOptions
    from dragoman.read import ReadOptions
    from dragoman.records import Document

INTERRUPTED = 130


def read_options(
    date: str | None, publisher: str | None, text_column: str | None, encoding: str | None, max_bytes: int
) -> ReadOptions:
    """Options of reading; raises UsageError for a value that makes no sense."""
    from dragoman.read import ReadOptions

    return ReadOptions(
        max_bytes=max_bytes, date=date, text_column=text_column, publisher=publisher, encoding=encoding
    )


def code_options(codebook: Path | None, actors: Path | None, *, doubtful: bool = True) -> CodeOptions:
    """Options of coding; raises UsageError for a folder that is not there. doubtful: keep what a record leaves out."""
    from dragoman.pipeline import CodeOptions

    for name, path in (("--codebook", codebook), ("--actors", actors)):
        if path is not None and not path.exists():
            raise UsageError(f"{name} {path}: there is no such folder")
    return CodeOptions(codebook, actors, doubtful)


@contextlib.contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """A function that says whether Control-C was pressed; a second one ends the program at once."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    pressed = False

    def note(number: int, frame: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        console.say("\nstopping; what is done is kept (once more to end at once)")

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def read(
    case: Path,
    paths: Sequence[str],
    reading: ReadOptions,
    coding: CodeOptions,
    *,
    recode: bool,
    workers: int | None,
    json: bool,
    quiet: bool,
) -> int:
    """`dragoman read`; returns the exit code."""
    from dragoman.case import Store
    from dragoman.pipeline import read_into_case

    if not paths and not recode:
        raise UsageError("nothing to read; name files or folders, or code the case anew with --recode")
    if not paths and not case.exists():
        raise UsageError(f"{case}: there is no such case to code anew")
    reporter = console.Reporter(quiet=quiet or json)
    with Store(case) as store, interruptible() as stopped, reporter.running():
        summary = read_into_case(
            store,
            paths,
            reading,
            coding,
            recode=recode,
            workers=workers,
            on_progress=reporter.progress,
            on_refused=reporter.refused,
            should_stop=stopped,
        )
    if json:
        plain = dataclasses.asdict(summary)
        console.emit_json(plain | {"actors": len(summary.actors), "seconds": round(summary.seconds, 1)})
    elif not quiet:
        console.say(console.summary_text(summary, str(case)))
    if summary.stopped:
        return INTERRUPTED
    return 1 if summary.refused or summary.faults else 0


def code(paths: Sequence[str], reading: ReadOptions, coding: CodeOptions, *, workers: int | None) -> int:
    """`dragoman code`; returns the exit code."""
    from dragoman.formats import line_record
    from dragoman.pipeline import FAULT, code_stream

    faults = 0
    documents = events = gaps = 0

    def fault(message: str) -> None:
        nonlocal faults
        faults += 1
        console.say(message)

    with interruptible() as stopped:
        inputs = _inputs(paths, reading, fault)
        for key, coded in code_stream(inputs, coding, workers=workers, should_stop=stopped):
            assert coded is not None
            console.emit_json(line_record(coded, key))
            documents += 1
            events += len(coded.events)
            gaps += len(coded.uncoded)
            broken = [gap.reason for gap in coded.uncoded if gap.reason.startswith(FAULT)]
            if broken:
                fault(f"{coded.document.file or key}: {broken[0]}")
        if stopped():
            return INTERRUPTED
    plural = console.plural
    if documents or not faults:
        console.say(
            f"coded {plural(events, 'event')} in {plural(documents, 'document')}; "
            f"{plural(gaps, 'passage')} not coded, with reasons in `uncoded`"
        )
    return 1 if faults else 0


def _inputs(
    paths: Sequence[str], reading: ReadOptions, fault: Callable[[str], None]
) -> Iterator[tuple[Any, Document]]:
    """(id, document) of everything in the paths: JSON lines as they are, all else through reading."""
    from dragoman.read import find_files, read_bytes, read_file
    from dragoman.records import Refused

    def documents(records: Iterable[Document | Refused]) -> Iterator[tuple[Any, Document]]:
        for record in records:
            if isinstance(record, Refused):
                fault(f"not read: {record.file}: {record.reason}; {record.cure}")
            else:
                yield None, record

    for found in find_files(paths, reading):
        if isinstance(found, Refused):
            yield from documents([found])
        elif found.raw == "-":
            stream = sys.stdin.buffer
            head = stream.peek(65536) if hasattr(stream, "peek") else b""
            if _is_json_lines(head):
                yield from _json_lines(stream, "standard input", fault)
            else:
                data = stream.read(reading.max_bytes + 1)
                yield from documents(read_bytes(data, "-", reading))
        else:
            opened = _open_json_lines(found.raw)
            if opened is None:
                yield from documents(read_file(found, reading))
            else:
                with opened as stream:
                    yield from _json_lines(stream, str(found), fault)


def _is_json_lines(head: bytes) -> bool:
    """True if at least half of the lines at the head of an input are JSON objects; its last line may be cut."""
    import json

    lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()][:50]
    whole = lines if len(lines) == 1 or head.endswith(b"\n") else lines[:-1]
    objects = 0
    for line in whole:
        try:
            objects += isinstance(json.loads(line), dict)
        except (ValueError, RecursionError):
            # The only line may be longer than what was looked at.
            objects += len(lines) == 1 and not head.endswith(b"\n") and line.lstrip().startswith(b'{"')
    return bool(whole) and 2 * objects >= len(whole)


def _open_json_lines(path: str) -> IO[bytes] | None:
    """The file if it holds JSON lines with a text, packed with gzip or not; None if it is anything else."""
    import os
    import stat

    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None
        raw: IO[bytes] = Path(path).open("rb")  # noqa: SIM115
    except (OSError, ValueError):
        return None
    try:
        stream = gzip.open(raw) if raw.read(2) == b"\x1f\x8b" else raw  # noqa: SIM115
        raw.seek(0)
        head = stream.read(65536)
        if _is_json_lines(head):
            stream.seek(0)
            return stream  # type: ignore[return-value]
    except (OSError, EOFError):
        pass
    raw.close()
    return None


def _json_lines(
    stream: Iterable[bytes], name: str, fault: Callable[[str], None]
) -> Iterator[tuple[Any, Document]]:
    from dragoman.formats import FaultyLine, input_lines
    from dragoman.read.languages import language_of

    try:
        for line in input_lines(stream, name):
            if isinstance(line, FaultyLine):
                fault(f"line {line.number}: {line.error}")
                continue
            document = line.document
            if document.language is None:
                document = dataclasses.replace(document, language=language_of(document.text))
            yield line.id, document
    except (OSError, EOFError) as error:
        fault(f"{name}: cannot be read to its end ({error}); make the file anew")


def parse(paths: Sequence[str], *, json: bool) -> int:
    """`dragoman parse`: each file is one text, read as it stands."""
    from dragoman import language
    from dragoman.records import to_json

    for path in paths:
        text = _text_of(path)
        name = "" if path == "-" else Path(path).name
        if json:
            console.emit_json({"id": name, "text": text, **to_json(language.parse(text))})
        else:
            console.emit(language.to_conllu(text, language.parse(text), name).rstrip("\n") + "\n")
    return 0


def _text_of(path: str) -> str:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte {error.start + 1})", where=path, fix="save it as UTF-8"
        ) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=path, fix="check the path") from None


def show(case: Path, kind: str, filters: Mapping[str, object], limit: int | None, *, json: bool) -> None:
    """`dragoman show`."""
    from dragoman import findings
    from dragoman.case import Store, shows

    if kind not in shows.KINDS and kind not in findings.KINDS:
        raise UsageError(
            f"{kind!r} is nothing that can be shown; there are {', '.join([*shows.KINDS, *findings.KINDS])}"
        )
    unknown: list[str] = []
    with Store(case, read_only=True) as store:
        if kind in findings.KINDS:
            every = findings.show(store, kind, filters)
            rows, total, columns = every[:limit], len(every), findings.KINDS[kind].columns
        else:
            rows = shows.show(store, kind, filters, limit)
            total = len(rows) if limit is None or len(rows) < limit else shows.count(store, kind, filters)
            columns = shows.KINDS[kind].columns
            unknown = shows.unknown_values(store, kind, filters)
    if json:
        for row in rows:
            console.emit_json(shows.plain(row))
    elif rows:
        console.emit(console.table_text(rows, columns))
    if not rows:
        console.say(f"no {kind}" + (" with these filters" if any(filters.values()) else f" in {case}"))
    elif total > len(rows):
        console.say(f"{len(rows):,} of {total:,} {kind}; for all: --limit 0")
    for each in unknown:
        console.say(each)


def explain(case: Path, id_: str, *, json: bool) -> None:
    """`dragoman explain`."""
    from dragoman.case import Store
    from dragoman.case.explain import explain as explained
    from dragoman.records import to_json

    with Store(case, read_only=True) as store:
        explanation = explained(store, id_)
    if json:
        console.emit_json(to_json(explanation))
    else:
        console.emit(console.explain_text(explanation))


def review(
    case: Path,
    decision: Literal["accept", "reject", "correct"],
    ids: Sequence[str],
    *,
    by: str,
    note: str | None,
    settings: Sequence[str],
    json: bool,
) -> None:
    """`dragoman review`: all of the ids or none."""
    from dragoman.case import Store
    from dragoman.case.reviews import find_line
    from dragoman.case.reviews import review as decide
    from dragoman.records import to_json

    changes: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise UsageError(f"--set {setting}: write a field and its value, as --set status=negated")
        changes[name.strip()] = value
    if not case.exists():
        raise UsageError(f"{case}: there is no such case")
    with Store(case) as store:
        lines = [find_line(store, id_) for id_ in ids]
        for line in lines:
            done = decide(store, line.id, decision, by=by, note=note, changes=changes)
            if json:
                console.emit_json(to_json(done))
            else:
                console.say(f"{line.kind} {line.id}: {done.review.decision} by {done.review.by}")
                for name, was, value in done.changes:
                    console.say(f"  {name}: {was} → {value}")


def mark(case: Path, outcome: str, ids: Sequence[str], *, by: str, note: str | None, json: bool) -> None:
    """`dragoman mark`."""
    from dragoman import findings
    from dragoman.case import Store

    if not case.exists():
        raise UsageError(f"{case}: there is no such case")
    with Store(case) as store:
        for id_ in ids:
            row = findings.mark(store, id_, outcome, by=by, note=note)
            if json:
                console.emit_json(row)
            else:
                console.say(
                    f"prediction {row['id']}: {row['outcome']}, by {row['marked_by']}\n  {row['sentence']}"
                )


def report(case: Path, output: Path, title: str | None) -> None:
    """`dragoman report`."""
    from dragoman.case import Store
    from dragoman.pipeline import report_page, write_report

    with Store(case, read_only=True) as store:
        if str(output) == "-":
            console.emit(report_page(store, title).rstrip("\n"))
            return
        size = write_report(store, output, title)
    console.say(f"wrote {output} ({size / 1_000_000:.1f} MB); open it in a browser")


def export(case: Path, format: Literal["jsonl", "csv", "parquet"], output: Path) -> None:
    """`dragoman export`."""
    from dragoman.case import Store

    with Store(case, read_only=True) as store:
        if format == "jsonl":
            n = _export_lines(store, output)
            console.say(
                f"wrote {console.plural(n, 'document')}" + ("" if str(output) == "-" else f" to {output}")
            )
            return
        from dragoman.case.export import export_tables

        if str(output) == "-":
            raise UsageError(f"{format} is a folder of files, one a table; name the folder with -o")
        written = export_tables(store, format, output)
    rows = ", ".join(f"{n:,} {name}" for name, n in written.items() if n)
    console.say(f"wrote {console.plural(len(written), 'file')} to {output}: {rows or 'all empty'}")


def _export_lines(store: Any, output: Path) -> int:
    import json

    from dragoman.case.reviews import reviews_of
    from dragoman.formats import line_record

    decisions = {
        each.review.id: (each.review.decision, each.review.by)
        for each in reviews_of(store)
        if each.review.decision != "reject"
    }
    n = 0
    if str(output) == "-":
        for coded in store.coded():
            console.emit_json(line_record(coded, None, decisions))
            n += 1
        return n
    try:
        with output.open("w", encoding="utf-8") as stream:
            for coded in store.coded():
                stream.write(json.dumps(line_record(coded, None, decisions), ensure_ascii=False) + "\n")
                n += 1
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", where=output, fix="name another file with -o"
        ) from error
    return n


def evaluate(kind: str, gold: Path, coding: CodeOptions, page: Path | None) -> None:
    """`dragoman evaluate`."""
    from dragoman.evaluate import evaluate as measure
    from dragoman.evaluate.gold import Gold
    from dragoman.formats.line import published
    from dragoman.pipeline import code_stream
    from dragoman.records import EVENT_TYPES, CodedDocument, Document, content_id

    def code_gold(records: list[Gold]) -> list[CodedDocument]:
        documents = (
            Document(
                content_id(each.text, None),
                each.text,
                published=published(each.date, each.id),
                read_as="jsonl",
            )
            for each in records
        )
        coded = code_stream(((None, document) for document in documents), coding)
        return [each for _, each in coded if each is not None]

    types = frozenset(EVENT_TYPES)
    if coding.codebook is not None:
        from dragoman.events import load_codebook

        types = frozenset(load_codebook(coding.codebook).kinds)
    with _gold_file(gold) as file:
        console.emit(measure(kind, file, code_gold, page, types).rstrip("\n"))
    if page is not None:
        console.say(f"wrote {page}; open it in a browser")


@contextlib.contextmanager
def _gold_file(gold: Path) -> Iterator[Path]:
    """The file of gold records; for "-" a copy of standard input, packed with gzip or not, that is gone afterwards."""
    if str(gold) != "-":
        yield gold
        return
    data = sys.stdin.buffer.read()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / ("standard input.gz" if data.startswith(b"\x1f\x8b") else "standard input")
        copy.write_bytes(data)
        try:
            yield copy
        except InputError as error:
            where = error.where.replace(str(copy), "standard input")
            raise InputError(error.what, where=where, fix=error.fix) from error


def codebook_check(folder: Path | None, *, examples: bool) -> int:
    """`dragoman codebook check`; returns the exit code."""
    from dragoman.events.codebook import PLOVER, load_codebook

    codebook = load_codebook(folder or PLOVER)
    triggers = sum(len(kind.triggers) for kind in codebook.kinds.values())
    cases = [example for kind in codebook.kinds.values() for example in kind.examples]
    wrong = 0
    if examples:
        from dragoman.pipeline import CodeOptions, code_example, coder_for

        coder = coder_for(CodeOptions(codebook=folder))
        for example in cases:
            found = code_example(coder, example.text)
            if sorted(found) != sorted(example.events):
                wrong += 1
                console.say(
                    f"{example.where}: {example.text!r} gives {found or 'nothing'}, not {list(example.events)}"
                )
    tried = f"; {len(cases) - wrong:,} of {len(cases):,} examples come out as written" if examples else ""
    console.say(
        f"{codebook.path}: {codebook.name}, {console.plural(len(codebook.kinds), 'type')}, "
        f"{console.plural(triggers, 'trigger')}; no problems{tried}"
    )
    return 1 if wrong else 0


def codebook_show(type_: str | None, folder: Path | None, *, json: bool) -> None:
    """`dragoman codebook show`."""
    from dragoman.events.codebook import PLOVER, load_codebook

    codebook = load_codebook(folder or PLOVER)
    kinds = codebook.kinds
    if type_ is not None:
        wanted = type_.upper()
        if wanted not in kinds:
            raise UsageError(f"{type_!r} is no type of {codebook.name}; there are {', '.join(kinds)}")
        kinds = {wanted: kinds[wanted]}
    rows: list[dict[str, Any]] = [
        {
            "type": kind.name,
            "quad": kind.quad,
            "score": kind.score,
            "modes": [
                f"{mode.name} {mode.score:+g}" if mode.score is not None else mode.name
                for mode in kind.modes.values()
            ],
            "triggers": sorted(
                {" ".join(trigger.words) for trigger in kind.triggers if not trigger.exception}
            ),
            "definition": kind.definition,
        }
        for kind in kinds.values()
    ]
    if json:
        for row in rows:
            console.emit_json(row)
    elif type_ is not None:
        (row,) = rows
        for name, value in row.items():
            console.emit(
                f"{name + ':':<12}{', '.join(map(str, value)) if isinstance(value, list) else value}"
            )
    else:
        shown = [row | {"triggers": len(row["triggers"])} for row in rows]
        console.emit(console.table_text(shown, ("type", "quad", "score", "modes", "triggers", "definition")))


def actors_check(folders: Sequence[Path]) -> None:
    """`dragoman actors check`."""
    from dragoman.actors import check_actors

    console.say(f"{console.plural(check_actors(*folders), 'actor')}; no problems")


def _knowledge(folder: Path | None) -> Any:
    from dragoman.actors import load_knowledge

    return load_knowledge(*(() if folder is None else (folder,)))


def actors_show(id_: str, folder: Path | None, *, json: bool) -> None:
    """`dragoman actors show`."""
    from dragoman.actors import show_actor
    from dragoman.records import to_json

    actor = to_json(show_actor(_knowledge(folder), id_))
    if json:
        console.emit_json(actor)
        return
    for name, value in actors_lines(actor):
        console.emit(f"{name + ':':<14}{value}")


def actors_lines(actor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, value) of an actor for a person to read; days in which it held behind each name, office and sector."""

    def held(entry: Mapping[str, Any]) -> str:
        first, last = entry.get("first"), entry.get("last")
        return f" ({first or '…'} to {last or '…'})" if first or last else ""

    for field in ("id", "name", "kind", "country"):
        if actor[field]:
            yield field, str(actor[field])
    for field, key in (("names", "name"), ("sectors", "code")):
        if actor[field]:
            yield field, "; ".join(f"{entry[key]}{held(entry)}" for entry in actor[field])
    for office in actor["offices"]:
        yield "office", f"{office['title']} of {office['of']}{held(office)}"
    for link in actor["affiliations"]:
        yield str(link["kind"]).replace("_", " "), f"{link['to']}{held(link)}"
    if actor["reference"]:
        yield "reference", str(actor["reference"])


def actors_find(name: str, folder: Path | None, limit: int, *, json: bool) -> None:
    """`dragoman actors find`."""
    from dragoman.actors import find_actors
    from dragoman.records import to_json

    found = find_actors(_knowledge(folder), name, limit)
    if json:
        for actor, likeness in found:
            console.emit_json({"likeness": likeness, **to_json(actor)})
        return
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "names": [each.name for each in actor.names][:6],
            "likeness": round(likeness),
        }
        for actor, likeness in found
    ]
    if rows:
        console.emit(console.table_text(rows, ("id", "name", "kind", "country", "names", "likeness")))
    else:
        console.say(f"nobody with a name like {name!r}")


def actors_import(
    path: Path, folder: Path, form: str | None, countries: Sequence[str], since: int | None
) -> None:
    """`dragoman actors import`."""
    from dragoman.actors import check_actors
    from dragoman.actors.importers import import_actors

    if form not in (None, "petrarch", "wikidata"):
        raise UsageError(f"--form is petrarch or wikidata, not {form!r}")
    told = time.monotonic()

    def heard(share: float) -> None:
        nonlocal told
        if time.monotonic() - told >= 10:
            told = time.monotonic()
            console.say(f"{path.name}: {share:.0%} read")

    known = _knowledge(None).entries
    out, count, left_out = import_actors(
        path, folder, form=form, countries=countries, since=since, known=known, heard=heard
    )
    check_actors(folder)
    console.say(
        f"{console.plural(count, 'actor')} in {out}; {left_out} that dragoman knows already left out\n"
        f"--actors {folder} makes `read`, `code` and the others use them"
    )


def actors_changed(change: Literal["merge", "split", "rename"], folder: Path, *values: str) -> None:
    """`dragoman actors merge`, `split` and `rename`."""
    from dragoman.actors import merge_actors, rename_actor, split_actor

    changes: dict[str, Callable[..., Path]] = {
        "merge": merge_actors,
        "split": split_actor,
        "rename": rename_actor,
    }
    path = changes[change](folder, *values)
    try:
        _knowledge(folder)
    except DragomanError as error:
        raise DragomanError(f"{path} was written, but does not fit:\n{error}") from error
    console.say(
        f"kept in {path}; it holds from the next reading on: "
        f"dragoman read --case FILE --actors {folder} --recode for what is in a case"
    )
