"""The command `dragoman`. Each command parses its arguments and calls one plain function of `commands` or the stages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from dragoman._version import __version__
from dragoman.errors import DragomanError, UsageError

__all__ = ["app", "main"]

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A sourced record of a conflict from the reporting on it: who did what to whom, and who says so.\n\n"
    "Start with `dragoman read FOLDER --case syria.duckdb`, then `dragoman show events --case syria.duckdb`, "
    "`dragoman report --case syria.duckdb -o report.html`.\n\n"
    "Data goes to standard output, all else to standard error. Exit code: 0 done, 1 something in the input is at "
    "fault, 2 wrong usage, 130 interrupted. Nothing ever goes over the network.",
)
codebook_app = typer.Typer(no_args_is_help=True, help="Look at a codebook, or check one of your own.")
actors_app = typer.Typer(
    no_args_is_help=True, help="Look up who is who, or correct it with files of your own."
)
app.add_typer(codebook_app, name="codebook")
app.add_typer(actors_app, name="actors")

CaseOption = Annotated[
    Path, typer.Option("--case", help="The case: one file.", envvar="DRAGOMAN_CASE", metavar="FILE")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON record a line.")]
CodebookOption = Annotated[
    Path | None, typer.Option(help="A folder with a codebook of your own.", metavar="FOLDER")
]
ActorsOption = Annotated[
    Path | None, typer.Option(help="A folder with actors of your own, beside ours.", metavar="FOLDER")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(min=0, help="Processes to code with; as many as cores if not given.", metavar="N"),
]
DateOption = Annotated[
    str | None,
    typer.Option(help="Day of publication of what carries none: 2017-01-23, 2017-01.", metavar="DATE"),
]
PublisherOption = Annotated[str | None, typer.Option(help="Publisher of what names none.", metavar="NAME")]
ColumnOption = Annotated[
    str | None, typer.Option(help="Column that holds the text, in CSV and JSON; guessed if not given.")
]
EncodingOption = Annotated[
    str | None, typer.Option(help="Encoding of texts that declare none, as windows-1256.")
]
MaxBytesOption = Annotated[int, typer.Option(help="Files larger than this are refused.", metavar="N")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: `dragoman read saved/ feeds.zip --case syria.duckdb --date 2017-01-23`")
def read(
    case: CaseOption,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files and folders: web pages, texts, PDFs, feeds, WARC, CSV, JSON, zip; - for input."
        ),
    ] = None,
    date: DateOption = None,
    publisher: PublisherOption = None,
    recode: Annotated[
        bool,
        typer.Option(
            "--recode", help="Code anew what is in the case, after a change of model, codebook, actors."
        ),
    ] = False,
    doubtful: Annotated[
        bool,
        typer.Option(
            "--doubtful", help="Keep lines of low confidence too; else `show uncoded` tells of them."
        ),
    ] = False,
    codebook: CodebookOption = None,
    actors: ActorsOption = None,
    text_column: ColumnOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = 20_000_000,
    workers: WorkersOption = None,
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read files and folders into a case and code what is new.

    What was read before is passed over, and a run that was stopped or killed goes on where it was. Inputs that
    cannot be read are named with reason and cure, and kept in the case as refused; the exit code is then 1.
    """
    from dragoman import commands

    raise typer.Exit(
        commands.read(
            case,
            paths or [],
            commands.read_options(date, publisher, text_column, encoding, max_bytes),
            commands.code_options(codebook, actors, doubtful=doubtful),
            recode=recode,
            workers=workers,
            json=json,
            quiet=quiet,
        )
    )


@app.command(epilog='Example: `echo \'{"id": "1", "text": "Rebels shelled the town."}\' | dragoman code -`')
def code(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="JSON lines with `id` and `text`, or any files; - (or nothing) for input."),
    ] = None,
    date: DateOption = None,
    publisher: PublisherOption = None,
    codebook: CodebookOption = None,
    actors: ActorsOption = None,
    text_column: ColumnOption = None,
    encoding: EncodingOption = None,
    max_bytes: MaxBytesOption = 20_000_000,
    workers: WorkersOption = None,
) -> None:
    """Code texts without a case: JSON lines or files in, one JSON line a document out, in the order of the input.

    Ids of JSON lines are kept and their texts are neither split nor changed. A faulty line is named with its number,
    the rest goes on, and the exit code is 1. The record, field by field: docs/record.md.
    """
    from dragoman import commands

    raise typer.Exit(
        commands.code(
            paths or ["-"],
            commands.read_options(date, publisher, text_column, encoding, max_bytes),
            commands.code_options(codebook, actors),
            workers=workers,
        )
    )


@app.command(epilog='Example: `echo "They don\'t agree." | dragoman parse`')
def parse(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Texts, one a file, read exactly as they are; - (or nothing) for input."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Words, sentences and dependencies of a text as CoNLL-U, with multiword lines (don't = 1-2)."""
    from dragoman import commands

    raise typer.Exit(commands.parse(paths or ["-"], json=json))


@app.command(
    epilog="Example: `dragoman show events --case syria.duckdb --type ASSAULT --since 2017-01-01 --actor tur`"
)
def show(
    kind: Annotated[
        str,
        typer.Argument(
            help="documents, events, attributions, actors, places, ties, positions, incidents, contradictions, "
            "refused, uncoded, duplicates, reviews, publishers, predictions or calibration"
        ),
    ],
    case: CaseOption,
    type: Annotated[str | None, typer.Option(help="Type of event or tie; several with commas.")] = None,
    status: Annotated[
        str | None, typer.Option(help="asserted, negated, future, hypothetical or historical.")
    ] = None,
    mode: Annotated[str | None, typer.Option(help="Mode of the type, such as aerial.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who acts: id, name or words.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom: id, name or words.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who is credited: id, name or words.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Part of the publisher's name.")] = None,
    document: Annotated[str | None, typer.Option(help="Id of a document, or its beginning.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.", metavar="DATE")] = None,
    text: Annotated[str | None, typer.Option(help="Words in the sentence, content or title.")] = None,
    reason: Annotated[str | None, typer.Option(help="Part of the reason (refused, uncoded).")] = None,
    confidence: Annotated[float | None, typer.Option(help="At least this confidence, 0 to 1.")] = None,
    origins: Annotated[int | None, typer.Option(help="At least this many independent origins.")] = None,
    single: Annotated[bool, typer.Option("--single", help="Resting on one origin alone.")] = False,
    contradicted: Annotated[bool, typer.Option("--contradicted", help="With a contradiction.")] = False,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Decided on by a person.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", min=0, help="At most so many, 0 for all; 50 if not given, with --json all."
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show lines of the record as a table, or with --json as one record a line."""
    from dragoman import commands

    filters: dict[str, object] = {
        "type": type,
        "status": status,
        "mode": mode,
        "actor": actor,
        "recipient": recipient,
        "speaker": speaker,
        "publisher": publisher,
        "document": document,
        "since": since,
        "until": until,
        "text": text,
        "reason": reason,
        "confidence": confidence,
        "origins": origins,
        "single": single,
        "contradicted": contradicted,
        "reviewed": reviewed,
    }
    if limit is None and not json:
        limit = 50
    commands.show(case, kind, filters, limit or None, json=json)


@app.command(epilog="Example: `dragoman explain e5f1c0 --case syria.duckdb`")
def explain(
    id: Annotated[
        str, typer.Argument(help="Id of a line, or its beginning; from the first column of `show`.")
    ],
    case: CaseOption,
    json: JsonOption = False,
) -> None:
    """Why a line is as it is: its sentence, which rule or score made it, who says so, what people decided."""
    from dragoman import commands

    commands.explain(case, id, json=json)


@app.command(
    epilog="Examples: `dragoman review reject e5f1c0 --by Ada --note 'a football match' --case syria.duckdb`, "
    "`dragoman review correct e5f1c0 --by Ada --set status=negated --set 'actors=Turkish jets=tur' "
    "--case syria.duckdb`"
)
def review(
    decision: Annotated[
        Literal["accept", "reject", "correct"], typer.Argument(help="accept, reject or correct")
    ],
    ids: Annotated[list[str], typer.Argument(help="Ids of lines, or their beginnings.", metavar="ID...")],
    case: CaseOption,
    by: Annotated[str, typer.Option(help="Who decides.", metavar="NAME", envvar="DRAGOMAN_REVIEWER")],
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    set: Annotated[
        list[str] | None,
        typer.Option("--set", help="With correct: a field and its value.", metavar="FIELD=VALUE"),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Accept, reject or correct a line. A person's decision wins over the machine's and is kept when texts are read
    or coded again."""
    from dragoman import commands

    commands.review(case, decision, ids, by=by, note=note, settings=set or [], json=json)


@app.command(
    epilog="Example: `dragoman mark came-true p1f0 --by Ada --note 'signed on the day' --case dayton.duckdb`"
)
def mark(
    outcome: Annotated[
        Literal["came-true", "did-not", "partly", "open"],
        typer.Argument(help="came-true, did-not, partly or open"),
    ],
    ids: Annotated[
        list[str], typer.Argument(help="Ids of predictions, or their beginnings.", metavar="ID...")
    ],
    case: CaseOption,
    by: Annotated[str, typer.Option(help="Who found it so.", metavar="NAME", envvar="DRAGOMAN_REVIEWER")],
    note: Annotated[str | None, typer.Option(help="How one knows.")] = None,
    json: JsonOption = False,
) -> None:
    """Say what came of a prediction (`dragoman show predictions`). The mark is kept when texts are read or coded again;
    from five marked predictions on `dragoman show calibration` says how often who was right."""
    from dragoman import commands

    commands.mark(case, outcome, ids, by=by, note=note, json=json)


@app.command(epilog="Example: `dragoman report --case syria.duckdb -o report.html`")
def report(
    case: CaseOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The page to write; - for output.", metavar="FILE")
    ],
    title: Annotated[
        str | None, typer.Option(help="Title of the page; the case's name if not given.")
    ] = None,
) -> None:
    """Write a case as one HTML page that opens offline."""
    from dragoman import commands

    commands.report(case, output, title)


@app.command(epilog="Example: `dragoman export --case syria.duckdb --format parquet -o syria/`")
def export(
    case: CaseOption,
    format: Annotated[
        Literal["jsonl", "csv", "parquet"],
        typer.Option(
            help="jsonl: the records of `dragoman code`, a line a document; csv, parquet: a file a table."
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file (jsonl; - for output) or a folder (csv, parquet).")
    ],
) -> None:
    """Write a case for other tools, with people's decisions applied."""
    from dragoman import commands

    commands.export(case, format, output)


@app.command(epilog="Example: `dragoman evaluate events gold.jsonl -o errors.html`")
def evaluate(
    kind: Annotated[str, typer.Argument(help="What to score: events, attributions or ties.")],
    gold: Annotated[
        Path,
        typer.Argument(
            help='Gold records, JSON lines; their form: docs/commands.md, "Gold records". - for input.',
            metavar="GOLD",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write a page of errors (events).", metavar="FILE")
    ] = None,
    codebook: CodebookOption = None,
    actors: ActorsOption = None,
) -> None:
    """Accuracy against gold records: by type, with counts, intervals and confusions."""
    from dragoman import commands

    commands.evaluate(kind, gold, commands.code_options(codebook, actors), output)


@codebook_app.command("check", epilog="Example: `dragoman codebook check my-codebook/`")
def codebook_check(
    folder: Annotated[Path | None, typer.Argument(help="A codebook's folder; ours if not given.")] = None,
    examples: Annotated[
        bool,
        typer.Option("--examples", help="Run its examples too: each sentence must give the events it names."),
    ] = False,
) -> None:
    """Check a codebook and list every problem by file and line."""
    from dragoman import commands

    raise typer.Exit(commands.codebook_check(folder, examples=examples))


@codebook_app.command("show", epilog="Example: `dragoman codebook show ASSAULT`")
def codebook_show(
    type: Annotated[str | None, typer.Argument(help="A type; all of them if not given.")] = None,
    codebook: CodebookOption = None,
    json: JsonOption = False,
) -> None:
    """The types of a codebook with modes, scores and triggers."""
    from dragoman import commands

    commands.codebook_show(type, codebook, json=json)


@actors_app.command("check", epilog="Example: `dragoman actors check my-actors/`")
def actors_check(
    folders: Annotated[list[Path] | None, typer.Argument(help="Folders with actors of your own.")] = None,
) -> None:
    """Check actor files and list every problem by file and line."""
    from dragoman import commands

    commands.actors_check(folders or [])


@actors_app.command("show", epilog="Example: `dragoman actors show irn-foreign-ministry`")
def actors_show(
    id: Annotated[str, typer.Argument(help="Id of an actor.")],
    actors: ActorsOption = None,
    json: JsonOption = False,
) -> None:
    """What is known of an actor: names, offices, sectors, with dates."""
    from dragoman import commands

    commands.actors_show(id, actors, json=json)


@actors_app.command("find", epilog="Example: `dragoman actors find zarif`")
def actors_find(
    name: Annotated[str, typer.Argument(help="A name, or something like it.")],
    actors: ActorsOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1)] = 10,
    json: JsonOption = False,
) -> None:
    """Actors with a name like this, the likeliest first."""
    from dragoman import commands

    commands.actors_find(name, actors, limit, json=json)


@actors_app.command(
    "import", epilog="Example: `dragoman actors import latest-all.json.bz2 --country SYR --actors my-actors/`"
)
def actors_import(
    file: Annotated[Path, typer.Argument(help="A PETRARCH actor dictionary, or a Wikidata JSON dump.")],
    actors: Annotated[
        Path, typer.Option("--actors", help="Your folder of actors; the file goes there.", metavar="FOLDER")
    ],
    form: Annotated[
        str | None,
        typer.Option("--form", help="petrarch or wikidata; told by the file's name if not given."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", help="Keep only actors of this country (alpha-3); may be given again."),
    ] = None,
    since: Annotated[
        int | None, typer.Option(help="Of a dump, leave out who died or ended before that year.")
    ] = None,
) -> None:
    """Make an actor file of a PETRARCH dictionary or a Wikidata dump; whom dragoman knows already is left out."""
    from dragoman import commands

    commands.actors_import(file, actors, form, country or [], since)


OwnActors = Annotated[
    Path,
    typer.Option("--actors", help="Your folder of actors; the decision is kept there.", metavar="FOLDER"),
]


@actors_app.command("merge", epilog="Example: `dragoman actors merge hay-at-tahrir hts --actors my-actors/`")
def actors_merge(
    gone: Annotated[str, typer.Argument(help="Id of the actor that is really the other.")],
    into: Annotated[str, typer.Argument(help="Id of the actor that it is.")],
    actors: OwnActors,
) -> None:
    """Make two actors one."""
    from dragoman import commands

    commands.actors_changed("merge", actors, gone, into)


@actors_app.command(
    "split",
    epilog="Example: `dragoman actors split 'the Guard' irn-irgc republican-guard --actors my-actors/`",
)
def actors_split(
    name: Annotated[str, typer.Argument(help="The name that stands for somebody else.")],
    actor: Annotated[str, typer.Argument(help="Id of the actor that has it now.")],
    into: Annotated[str, typer.Argument(help="Id of the actor it stands for; made if there is none.")],
    actors: OwnActors,
) -> None:
    """Take a name away from an actor and give it to another."""
    from dragoman import commands

    commands.actors_changed("split", actors, name, actor, into)


@actors_app.command(
    "rename", epilog="Example: `dragoman actors rename hts 'Hayat Tahrir al-Sham' --actors my-actors/`"
)
def actors_rename(
    actor: Annotated[str, typer.Argument(help="Id of the actor.")],
    name: Annotated[str, typer.Argument(help="Its name from now on.")],
    actors: OwnActors,
) -> None:
    """Show an actor under another name."""
    from dragoman import commands

    commands.actors_changed("rename", actors, actor, name)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit with its code. A DragomanError becomes one message; anything else is a bug."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # JSON is UTF-8 whatever the terminal is set to, and no odd file name stops a message.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    code: int | str | None = 0
    try:
        app(arguments, prog_name="dragoman")
    except DragomanError as error:
        sys.stderr.write(f"dragoman: {error}\n")
        code = 2 if isinstance(error, UsageError) else 1
    except SystemExit as end:
        code = end.code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
