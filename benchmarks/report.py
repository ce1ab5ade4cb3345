"""How long a large case takes to become a page, and the page to open: `python benchmarks/report.py [DOCUMENTS]`.

Makes a case of invented reports (8 events and 16 attributions a document), writes its page and opens it in headless
Chromium where there is one. Processor seconds are those of the browser and all its processes, so that a busy machine
changes them little; wall seconds are what a reader waits.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from dragoman.records import (
    QUAD_CLASSES,
    STATUSES,
    Attribution,
    CodedDocument,
    DateValue,
    Document,
    Event,
    Mention,
    Party,
    Span,
    content_id,
    event_id,
)
from dragoman.report import ReportData, build

ACTORS = [(f"group-{n}", f"Group {n}") for n in range(200)]
PUBLISHERS = [f"Paper {n}" for n in range(40)]


def invented(number: int, chance: random.Random, events: int = 8) -> CodedDocument:
    """One report with `events` sentences: somebody said, according to a wire, that somebody did something."""
    text, lines, said, mentions = f"Report {number}\n\n", [], [], []
    day = dt.date(1995, 8, 1) + dt.timedelta(days=chance.randrange(140))
    for line in range(events):
        (speaker, speaker_name), actor, recipient = chance.sample(ACTORS, 3)
        type_ = chance.choice(list(QUAD_CLASSES))
        begin = len(text)
        spans = {}
        for key, words in [
            ("source", speaker_name), ("cue", "said"), ("", "that"), ("actor", f"the envoys of {actor[1]}"),
            ("trigger", type_.lower()), ("recipient", f"the people of {recipient[1]}"), ("", "near the river on"),
            ("date", "Tuesday"), ("", "while the harbour stayed closed and nobody came to the gate,"),
            ("by", "according to"), ("wire", "the Wire."),
        ]:  # fmt: skip
            if key:
                spans[key] = Span(len(text), len(text) + len(words))
            text += words + " "
        claim = (Span(spans["actor"].begin, spans["by"].begin - 2),)
        said += [
            Attribution(f"a{2 * line}", (spans["source"],), (spans["cue"],), claim, source_actor=speaker, source_name=speaker_name, carried_by=f"a{2 * line + 1}"),
            Attribution(f"a{2 * line + 1}", (spans["wire"],), (spans["by"],), claim, source_name="Wire"),
        ]  # fmt: skip
        mentions.append(Mention(spans["actor"], "Organisation", actor=actor[0], name=actor[1]))
        lines.append((type_, spans, Span(begin, len(text) - 1), actor, recipient, line))
    id_ = content_id(text, None)
    return CodedDocument(
        Document(id_, text, f"Report {number}", publisher=chance.choice(PUBLISHERS), published=DateValue(day, day), language="en"),
        "benchmark",
        sentences=tuple(evidence for _, _, evidence, *_ in lines),
        mentions=tuple(mentions),
        events=tuple(
            Event(
                event_id(id_, type_, spans["trigger"]), type_, spans["trigger"], evidence,  # type: ignore[arg-type]
                status=chance.choices(STATUSES, [70, 8, 10, 8, 4])[0],  # type: ignore[arg-type]
                actors=(Party(spans["actor"], *actor),), recipients=(Party(spans["recipient"], *recipient),),
                date=DateValue(day, day, span=spans["date"]), said_by=spans["source"], attribution=f"a{2 * line}",
                confidence=0.9, because="invented",
            )
            for type_, spans, evidence, actor, recipient, line in lines
        ),
        attributions=tuple(said),
    )  # fmt: skip


def processor_seconds(root: int) -> float:
    """Processor time used so far by a process and all its descendants (Linux)."""
    times, children = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        times[pid] = (int(fields[11]) + int(fields[12])) / 100
        children.setdefault(int(fields[1]), []).append(pid)
    total, todo = 0.0, [root]
    while todo:
        pid = todo.pop()
        total += times.get(pid, 0.0)
        todo += children.get(pid, [])
    return total


def open_in_browser(path: Path) -> None:
    """Print what opening, filtering and reading an article cost in Chromium."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        print("no chromium and chromedriver here: the page was not opened")
        return
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    try:
        driver.command_executor.client_config.timeout = 600
        driver.get("about:blank")
        pid = driver.service.process.pid  # type: ignore[union-attr]
        for name, script in [
            ("open the page", None),
            ("filter by type", "const f = document.getElementById('f-type'); f.value = 'ASSAULT'; f.dispatchEvent(new Event('input'))"),
            ("search words", "const f = document.getElementById('f-text'); f.value = 'group 17'; f.dispatchEvent(new Event('input'))"),
            ("open an article", "document.querySelector('#events a.line').click()"),
        ]:  # fmt: skip
            used, began = processor_seconds(pid), time.monotonic()
            if script is None:
                driver.get(path.as_uri())
                assert driver.execute_script("return document.documentElement.dataset.ready") == "yes"
            else:
                driver.execute_async_script(
                    f"const done = arguments[arguments.length - 1]; {script}; setTimeout(() => requestAnimationFrame(() => done()), 160)"
                )
            print(
                f"{name:18} {processor_seconds(pid) - used:6.2f} s processor {time.monotonic() - began:6.2f} s wall"
            )
    finally:
        driver.quit()


def main() -> None:
    """Run it for as many documents as the first argument says (2,000)."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance = random.Random(1)
    coded = tuple(invented(number, chance) for number in range(documents))
    used, began = time.process_time(), time.monotonic()
    page = build(ReportData("Benchmark", coded))
    print(
        f"{'build the page':18} {time.process_time() - used:6.2f} s processor {time.monotonic() - began:6.2f} s wall"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_text(page, encoding="utf-8")
        events = sum(len(each.events) for each in coded)
        print(f"{documents} documents, {events} events: {path.stat().st_size / 1e6:.1f} MB")
        open_in_browser(path)


if __name__ == "__main__":
    main()
