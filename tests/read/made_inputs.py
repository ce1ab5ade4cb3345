"""Inputs made for the tests: pages, feeds, archives, PDF files, sound and hostile."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = (
    "The foreign minister of Valdia met the envoy in Geneva on Monday, and both sides agreed to resume the talks in "
    "March, officials said.\n\nRebels shelled the port of Marsa on Tuesday while the delegations were still at the table."
)
"""Two paragraphs of an article."""


def article_page(*, title: str = "Talks to resume in March", head: str = "", body: str = BODY) -> str:
    """A web page of one article."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | The Valdia Post</title>"
        f"<meta property='og:type' content='article'>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>© 2031 Valdia Post</footer></body></html>"
    )


def pdf(text: str, *, password: str | None = None, pages: int = 1) -> bytes:
    """A PDF with one line of text a line; password: what it is encrypted with."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(612, 792)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        lines = " ".join(
            "({}) Tj T*".format(line.replace("(", r"\(").replace(")", r"\)")) for line in text.split("\n")
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 720 Td 14 TL {lines} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def encrypted_zip() -> bytes:
    """A zip whose one member says that it is encrypted."""
    data = bytearray(zipped([("a.txt", BODY.encode())]))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    return bytes(data)


def false_size_zip() -> bytes:
    """A zip whose directory says that a member of 12 MB has 100 bytes."""
    data = bytearray(zipped([("a.txt", b"0" * 12_000_000)]))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def bomb(size: int = 12_000_000) -> bytes:
    return zipped([("a.txt", b"0" * size)])


def warc(pages: Iterable[tuple[str, str, bytes]], *, packed: bool = True, status: str = "200 OK") -> bytes:
    """A WARC of (address, content type, body)."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for address, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        )
    return buffer.getvalue()


def feed(*items: tuple[str, str], dated: str = "Tue, 24 Jan 2017 10:32:00 GMT") -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>https://post.example/{number}</link><pubDate>{dated}</pubDate>"
        f"<description><![CDATA[{markup}]]></description></item>"
        for number, (title, markup) in enumerate(items)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Valdia Post</title>'
        f"<language>en</language>{entries}</channel></rss>"
    )


def nested(tag: str, depth: int) -> bytes:
    return f"<html><body>{f'<{tag}>' * depth}deep{f'</{tag}>' * depth}<p>{BODY}</p></body></html>".encode()


def _self_feeding_pdf() -> bytes:
    """A PDF whose tree of pages leads back to itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n103\n%%EOF"
    )


_PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)

REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte of nothing": lambda: b"\x00",
    "blanks only": lambda: b" \n\t \r\n",
    "byte order mark only": lambda: b"\xef\xbb\xbf",
    "utf-16 mark only": lambda: b"\xff\xfe",
    "odd number of utf-16 bytes": lambda: b"\xff\xfe" + "Rebels shelled the port.".encode("utf-16-le") + b"\x41",
    "utf-16 with half a pair": lambda: b"\xff\xfe" + b"\x00\xd8A\x00" * 40,
    "all byte values": lambda: bytes(range(256)) * 40,
    "zeros": lambda: bytes(5000),
    "text with zeros in it": lambda: b"Rebels\x00shelled\x00the\x00port\x00" * 50 + b"\x00\x00\x00" * 100,
    "control characters": lambda: bytes([1, 2, 3, 4, 5, 6, 14, 15]) * 200,
    "marks without a letter": lambda: b"... --- ... !!! ???\n" * 5,
    "a picture": lambda: _PNG,
    "a JPEG picture": lambda: b"\xff\xd8\xff\xe0" + bytes(range(200)),
    "a picture named as text": lambda: b"GIF89a" + bytes(100),
    "a program": lambda: b"\x7fELF" + bytes(range(256)),
    "an RTF document": lambda: rb"{\rtf1\ansi Rebels shelled the port.}",
    "an old Word document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "a Word document": lambda: zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]),
    "an Excel sheet": lambda: zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>")]),
    "an EPUB book": lambda: zipped([("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<c/>")]),
    "a 7-Zip archive": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50),
    "a RAR archive": lambda: b"Rar!\x1a\x07\x00" + bytes(50),
    "an xz file": lambda: b"\xfd7zXZ\x00" + bytes(50),
    "an SQLite database": lambda: b"SQLite format 3\x00" + bytes(100),
    "a DuckDB file": lambda: bytes(8) + b"DUCK" + bytes(100),
    "a Parquet file": lambda: b"PAR1" + bytes(100),
    "an encrypted PDF": lambda: pdf(BODY, password="secret"),
    "a PDF that breaks off": lambda: pdf(BODY)[:300],
    "a PDF of its first line only": lambda: b"%PDF-1.7\n",
    "a PDF of noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "a PDF without text": lambda: pdf(""),
    "a PDF whose pages lead back to themselves": _self_feeding_pdf,
    "a zip bomb": bomb,
    "a zip bomb in a zip": lambda: zipped([("a.zip", bomb()), ("b.zip", bomb())]),
    "a zip that lies about sizes": false_size_zip,
    "a zip nested five deep": lambda: _nested_zip(5),
    "a zip that breaks off": lambda: zipped([("a.txt", BODY.encode())])[:60],
    "an empty zip": lambda: zipped([]),
    "a zip that leads out": lambda: zipped([("../../evil.txt", BODY.encode())]),
    "a zip with an absolute path": lambda: zipped([("/etc/evil.txt", BODY.encode())]),
    "a zip with a drive letter": lambda: zipped([("C:\\evil.txt", BODY.encode())]),
    "an encrypted zip": encrypted_zip,
    "a zip with an empty member": lambda: zipped([("a.txt", b"")]),
    "a zip with a damaged member": lambda: _damaged_zip(),
    "a gzip bomb": lambda: gzip.compress(b"0" * 12_000_000),
    "a gzip file that breaks off": lambda: gzip.compress(BODY.encode())[:-12],
    "gzip noise": lambda: b"\x1f\x8b\x08" + bytes(range(200)),
    "gzip in gzip in gzip in gzip": lambda: _nested_gzip(6),
    "a WARC of noise": lambda: b"WARC/1.0\r\nnonsense",
    "a WARC without pages": lambda: warc([("https://a.example/x.css", "text/css", b"p {}")], status="404 Not Found")[:0] or b"WARC/1.0\r\n\r\n",
    "HTML nested 10,000 deep": lambda: nested("div", 10_000),
    "HTML of nested bold": lambda: nested("b", 10_000),
    "HTML of nested lists": lambda: nested("ul><li", 5_000).replace(b"</ul><li>", b"</li></ul>"),
    "HTML of nested tables": lambda: nested("table><tr><td", 4_000).replace(b"</table><tr><td>", b"</td></tr></table>"),
    "HTML without text": lambda: b"<html><head><title>x</title></head><body></body></html>",
    "HTML of scripts only": lambda: b"<html><body><script>var a = 'Rebels shelled the port.';</script></body></html>",
    "HTML that is a comment": lambda: b"<html><!-- " + b"Rebels shelled the port. " * 20 + b"</html>",
    "XML that is no feed": lambda: b'<?xml version="1.0"?><catalog><item>Rebels</item></catalog>',
    "XML of a billion laughs": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel>'
        b"<title>&b;</title></channel></rss>"
    ),
    "XML that asks for a file": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        b"<item><title>t</title><description>&x;</description></item></channel></rss>"
    ),
    "a feed without entries": lambda: b'<rss version="2.0"><channel><title>x</title></channel></rss>',
    "a feed without text": lambda: feed(("Headline only", "")).encode(),
    "JSON nested 100,000 deep": lambda: b"[" * 100_000 + b"]" * 100_000,
    "JSON without articles": lambda: b'{\n "a": 1,\n "b": [1, 2]\n}',
    "a line of JSON cut off": lambda: b'{"id": "1", "text": "Rebels shel',
    "a line of JSON without text": lambda: b'{"id": "1", "n": 2}\n',
    "a line of JSON with an empty text": lambda: b'{"id": "1", "text": "  "}\n',
    "a line of JSON with half a character": lambda: b'{"id": "1", "text": "Rebels \\ud800 shelled"}\n',
    "a table without a text column": lambda: b"id,year,count\n1,2017,4\n2,2018,5\n",
    "a table with an empty text": lambda: b"id,text\n1,\n",
    "a mail without text": lambda: (
        b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\niVBORw0KGgo="
    ),
    "a page over the limit": lambda: b"<html><body><p>" + b"Rebels shelled the port. " * 900_000,
    "a text over the limit": lambda: b"Rebels shelled the port.\n" * 900_000,
}  # fmt: skip
"""Inputs of which each gives exactly one refusal and no document."""

READ: dict[str, Callable[[], bytes]] = {
    "a line of 1 MB": lambda: b"Rebels shelled the port on Tuesday. " * 30_000,
    "400,000 empty lines": lambda: BODY.encode() + b"\n" * 400_000 + b"The end came on Friday.",
    "a word of 1 MB": lambda: b"a" * 1_000_000 + b" Rebels shelled the port.",
    "one letter a line": lambda: b"a\n" * 20_000,
    "a page of unclosed tags": lambda: b"<html><body>" + b"<p>Rebels shelled the port on Tuesday, officials said.<br>" * 3_000,
    "a page of 3,000 attributes": lambda: (
        b"<html><body><div " + b" ".join(b"a%d=1" % i for i in range(3_000)) + b"><p>" + BODY.encode() + b"</p></div></body></html>"
    ),
    "a page that breaks off in a tag": lambda: article_page().encode()[:-60],
    "a page declared as what it is not": lambda: article_page(head="<meta charset='utf-16'>", body=BODY + " Café.").encode(),
    "a page of an unknown charset": lambda: article_page(head="<meta charset='x-nonsense'>").encode(),
    "utf-8 cut within a character": lambda: (BODY + " Café").encode()[:-1],
    "two encodings in one file": lambda: "Café\n".encode("cp1252") + "Über\n\n".encode() + BODY.encode(),
    "carriage returns only": lambda: BODY.replace("\n", "\r").encode(),
    "right to left overrides": lambda: ("\u202e" + BODY + "\u202c").encode(),
    "half a million brackets": lambda: b"(" * 250_000 + b")" * 250_000 + b"\n\n" + BODY.encode(),
    "a million quotation marks": lambda: ("“" * 300_000 + "\n\n" + BODY).encode(),
    "bylines without end": lambda: b"By Jane Doe\n\n" * 5_000 + BODY.encode(),
    "teasers without end": lambda: "Continue reading “Talks”\n\n".encode() * 5_000 + BODY.encode(),
    "titles without end": lambda: b"Talks To Resume In March\n\n" * 5_000 + BODY.encode(),
    "a table of one long cell": lambda: b'id,text\n1,"' + b"Rebels shelled the port. " * 40_000 + b'"\n',
    "CSV with a stray quotation mark": lambda: b'id,text\n1,"Rebels shelled" the port.\n2,They left.\n',
    "JSON lines with a huge number": lambda: b'{"id": 1' + b"0" * 3000 + b', "text": "Rebels shelled the port."}\n',
}  # fmt: skip
"""Odd inputs that are read all the same."""


def _nested_zip(depth: int) -> bytes:
    data = zipped([("a.txt", BODY.encode())])
    for _ in range(depth):
        data = zipped([("inner.zip", data)])
    return data


def _nested_gzip(depth: int) -> bytes:
    data = BODY.encode()
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def _damaged_zip() -> bytes:
    data = bytearray(zipped([("a.txt", BODY.encode())]))
    data[45] ^= 0xFF
    return bytes(data)


def json_lines(*rows: dict[str, object]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
