"""Makes the two packed examples, dayton/packed-november-1995.zip and dayton/signing-1995-12-14.pdf, from the texts below.

    python examples/make.py

The bytes are the same every time. The articles were written for this project.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

HERE = Path(__file__).parent / "dayton"

INITIALLED = """Bosnia peace agreement initialled in Ohio

By Mira Lund

DAYTON, Ohio, 21 November 1995 (Harbour Courier) - The presidents of Bosnia, Croatia and Serbia initialled a peace agreement at Wright-Patterson Air Force Base on Tuesday. President Bill Clinton announced the agreement in Washington before they did so.

The agreement preserves Bosnia as one state with two entities. Sarajevo will be united under the Federation. An arbitrator will decide the future of Brcko, the question on which the talks almost failed.

NATO will send 60,000 soldiers to Bosnia, and 20,000 of them will be American. Mr Clinton promised to consult Congress first. Republican leaders in Congress have criticised the plan.

Momcilo Krajisnik, a Bosnian Serb member of the joint delegation, refused to accept the map. The Yugoslav delegation initialled it for the Bosnian Serbs in his place.

The United Nations Security Council is expected to suspend the sanctions against Yugoslavia this week. President Alija Izetbegovic said that the peace might not be just, but that it was more just than a continuation of the war.
"""

REPRINTED = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bosnia peace agreement initialled in Ohio</title>
<meta property="og:site_name" content="Lakeside Mirror"><meta property="article:published_time" content="1995-11-22">
<link rel="canonical" href="https://lakeside-mirror.example/1995/11/22/bosnia"></head>
<body><article><h1>Bosnia peace agreement initialled in Ohio</h1>
<p>The presidents of Bosnia, Croatia and Serbia initialled a peace agreement at Wright-Patterson Air Force Base on Tuesday. President Clinton announced the agreement in Washington shortly before they did so.</p>
<p>The agreement preserves Bosnia as one state with two entities. Sarajevo will be united under the Federation. An arbitrator will decide the future of Brcko, the question on which the talks nearly failed.</p>
<p>NATO will send 60,000 soldiers to Bosnia, and 20,000 of them will be American. Mr Clinton promised to consult Congress first.</p>
<p>Momcilo Krajisnik, a Bosnian Serb member of the joint delegation, refused to accept the map. The Yugoslav delegation initialled it for the Bosnian Serbs in his place.</p>
<p>The United Nations Security Council is expected to suspend the sanctions against Yugoslavia this week. President Izetbegovic said that the peace might not be just, but that it was more just than a continuation of the war.</p>
<p>This article first appeared in Harbour Courier</p></article></body></html>
"""

SIGNED = [
    "Bosnia peace agreement signed in Paris",
    "Meridian Post, 14 December 1995",
    "",
    "The presidents of Bosnia, Croatia and Serbia signed the peace agreement for Bosnia at",
    "the Elysee Palace in Paris on Thursday. President Jacques Chirac of France received",
    "them. President Bill Clinton, Chancellor Helmut Kohl, Prime Minister John Major, Prime",
    "Minister Felipe Gonzalez and Prime Minister Viktor Chernomyrdin witnessed the agreement.",
    "",
    "The war killed more than 200,000 people, the Bosnian government says. No independent",
    "count exists. It drove more than two million people from their homes, according to the",
    "United Nations.",
    "",
    "NATO will take over from the United Nations force on December 20. The Bosnian Serbs",
    "released the two French pilots shot down in August on Tuesday, two days before the",
    "ceremony. France had threatened Belgrade with consequences if they were not freed.",
    "",
    "Serbs in the suburbs of Sarajevo voted against the agreement on Tuesday. The NATO",
    "powers ignored the vote.",
]  # fmt: skip


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page in Helvetica; enough for plain English text, each line as given."""
    shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    stream = "BT /F1 11 Tf 56 780 Td 16 TL\n" + "\n".join(f"({line}) Tj T*" for line in shown) + "\nET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Title (Bosnia peace agreement signed in Paris) /CreationDate (D:19951214180000Z) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{at:010} 00000 n \n" for at in places
    )
    return (
        out
        + f"{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def main() -> None:
    """Write both files beside the other examples."""
    (HERE / "signing-1995-12-14.pdf").write_bytes(pdf(SIGNED))
    with zipfile.ZipFile(HERE / "packed-november-1995.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {
            "harbour-courier-1995-11-21.txt": INITIALLED,
            "lakeside-mirror-1995-11-22.html": REPRINTED,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, (1995, 12, 1, 0, 0, 0)), text)


if __name__ == "__main__":
    main()
