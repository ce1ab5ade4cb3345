"""Zip, gzip and WARC: what is packed in them, a member at a time, never more in memory than one."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from dragoman.read.decode import Undecodable
from dragoman.read.options import ReadOptions
from dragoman.records import Refused

__all__ = ["Bomb", "Budget", "Member", "gunzip", "unwarc", "unzip"]

_RATIO = 200
"""Text packs 3 to 1, machine-made HTML 30 to 1; a bomb 1,000 to 1."""
_SAFE = 1_000_000
"""A member of up to so many bytes is never taken for a bomb."""
_DEEPEST = 3
_OFFICE = {"word/": "a Word document", "xl/": "an Excel sheet", "ppt/": "a presentation", "META-INF/container.xml": "an EPUB book",
           "content.xml": "an OpenDocument file"}  # fmt: skip
_LEFT_OUT = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)")


class Bomb(Exception):
    """An archive that unpacks to more than it may; nothing more of it is read."""

    def __init__(self, member: str, reason: str) -> None:
        self.member, self.reason = member, reason
        super().__init__(reason)


@dataclass(slots=True)
class Budget:
    """How many bytes an archive, with the archives in it, may still unpack to, and how deep it is."""

    left: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, unpacked."""

    name: str
    data: bytes
    encoding: str | None = None
    url: str | None = None


def unzip(stream: IO[bytes], name: str, options: ReadOptions, budget: Budget) -> Iterator[Member | Refused]:
    """The files of a zip archive in the order of their names.

    Names are only shown, never written to, and still one that leads out of the archive is refused: whoever made it
    meant harm. Raises Undecodable for a damaged archive, Bomb for one that unpacks without end.
    """
    if budget.depth >= _DEEPEST:
        raise Undecodable(f"archives nested over {_DEEPEST} deep", "unpack it first")
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Undecodable(f"a damaged zip archive ({error})", "download or pack it again") from None
    with archive:
        infos = sorted(
            (info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename
        )
        names = {info.filename for info in infos}
        for sign, what in _OFFICE.items():
            if any(member.startswith(sign) for member in names) and (
                "[Content_Types].xml" in names or "mimetype" in names
            ):
                raise Undecodable(what, "save it as PDF or as text")
        if not infos:
            raise Undecodable("an empty zip archive", "put files into it, or leave it out")
        for info in infos:
            if _LEFT_OUT.search(info.filename):
                continue
            shown = f"{name}!{_shown(info.filename)}"
            if (
                info.filename.startswith(("/", "\\"))
                or re.match(r"[A-Za-z]:", info.filename)
                or ".." in re.split(r"[\\/]", info.filename)
            ):
                yield Refused(
                    shown, "its path leads out of the archive", "pack the archive again", info.file_size
                )
                continue
            if info.flag_bits & 0x1:
                yield Refused(
                    shown, "encrypted", "unpack it with its password, and give the files", info.file_size
                )
                continue
            try:
                with archive.open(info) as member:
                    data = _bounded(member, info, shown, options, budget)
            except Undecodable as error:
                yield Refused(shown, error.reason, error.cure, info.file_size)
                continue
            except (
                zipfile.BadZipFile,
                zlib.error,
                OSError,
                EOFError,
                NotImplementedError,
                ValueError,
                RuntimeError,
            ) as error:
                yield Refused(
                    shown,
                    f"damaged in the archive ({str(error)[:80]})",
                    "download or pack the archive again",
                    info.file_size,
                )
                continue
            yield Member(_shown(info.filename), data)


def _bounded(
    member: IO[bytes], info: zipfile.ZipInfo, shown: str, options: ReadOptions, budget: Budget
) -> bytes:
    limit = min(options.max_bytes, budget.left)
    parts: list[bytes] = []
    size = 0
    # What the archive says of sizes may be false, so what comes out is counted.
    while part := member.read(262_144):
        size += len(part)
        if size > _SAFE and size > _RATIO * max(1, info.compress_size):
            raise Bomb(shown, f"packed over {_RATIO} to 1, as a zip bomb is")
        if size > limit:
            break
        parts.append(part)
    if size > limit or info.file_size > options.max_bytes:
        if max(info.file_size, size) > _RATIO * max(1, info.compress_size):
            raise Bomb(shown, f"packed over {_RATIO} to 1, as a zip bomb is")
        if size > budget.left:
            raise Bomb(shown, f"unpacks to over {options.max_archive_bytes:,} bytes")
        raise Undecodable(f"over {options.max_bytes:,} bytes", "raise --max-bytes, or split it")
    budget.left -= size
    return b"".join(parts)


def _shown(name: str) -> str:
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name
    )[:300]


def gunzip(data: bytes, options: ReadOptions, budget: Budget, name: str) -> bytes:
    """What a gzip file holds. Raises Undecodable if it is damaged or too large, Bomb if it unpacks without end."""
    if budget.depth >= _DEEPEST:
        raise Undecodable(f"archives nested over {_DEEPEST} deep", "unpack it first")
    parts: list[bytes] = []
    size = 0
    rest = data
    limit = min(options.max_bytes, budget.left)
    try:
        while rest.lstrip(b"\x00"):
            unpacker = zlib.decompressobj(31)
            feed = rest
            while not unpacker.eof:
                part = unpacker.decompress(feed, 262_144)
                feed = unpacker.unconsumed_tail
                if not part and not feed and not unpacker.eof:
                    raise Undecodable("a gzip file that breaks off", "download it again")
                parts.append(part)
                size += len(part)
                if size > _SAFE and size > _RATIO * len(data):
                    raise Bomb(name, f"packed over {_RATIO} to 1, as a bomb is")
                if size > limit:
                    raise Undecodable(
                        f"over {options.max_bytes:,} bytes when unpacked", "raise --max-bytes, or split it"
                    )
            rest = unpacker.unused_data
    except zlib.error as error:
        raise Undecodable(f"a damaged gzip file ({error})", "download it again") from None
    budget.left -= size
    return b"".join(parts)


def unwarc(stream: IO[bytes], name: str, options: ReadOptions, budget: Budget) -> Iterator[Member | Refused]:
    """The pages of a WARC file, packed or not: responses that were fetched well, resources and extracted texts.

    Pictures, scripts and style sheets are passed over. Raises Undecodable where the file is damaged; what stood
    before is given first.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = 0
    try:
        for record in ArchiveIterator(stream, no_record_parse=False, arc2warc=True):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            found += 1
            member = _page(record, name, options)
            if member is None:
                continue
            if isinstance(member, Member):
                budget.left -= len(member.data)
                if budget.left < 0:
                    raise Bomb(
                        f"{name}!{member.name}", f"unpacks to over {options.max_archive_bytes:,} bytes"
                    )
            yield member
    except (
        ArchiveLoadFailed,
        EOFError,
        OSError,
        zlib.error,
        ValueError,
        KeyError,
        AttributeError,
        IndexError,
        UnicodeError,
    ) as error:
        where = "breaks off or is damaged" if found else "cannot be read"
        raise Undecodable(
            f"a WARC file that {where} after {found} pages ({str(error).splitlines()[0][:60] if str(error) else type(error).__name__})",
            "fetch or copy it again",
        ) from None
    if not found:
        raise Undecodable("a WARC file without pages", "check that it was written whole")


def _page(record: Any, name: str, options: ReadOptions) -> Member | Refused | None:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or None
    if address is None or not address.startswith(("http:", "https:", "urn:", "file:")):
        return None
    headers = record.http_headers
    if headers is not None:
        if not str(headers.get_statuscode() or "200").startswith("2"):
            return None
        kind = str(headers.get_header("Content-Type") or "")
    else:
        kind = str(record.rec_headers.get_header("Content-Type") or "")
    if not re.search(r"html|text/plain|pdf|\bxml|rss|atom", kind, re.I) and kind:
        return None
    if re.search(r"svg|css|javascript|sitemap", kind, re.I) or re.search(
        r"/(?:robots\.txt|sitemap[^/]*\.xml)$", address
    ):
        return None
    shown = f"{name}!{_shown(address)}"
    with contextlib.closing(io.BytesIO()) as buffer:
        while part := record.content_stream().read(262_144):
            buffer.write(part)
            if buffer.tell() > options.max_bytes:
                return Refused(shown, f"over {options.max_bytes:,} bytes", "raise --max-bytes", buffer.tell())
        data = buffer.getvalue()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", kind, re.I)
    if not data.strip():
        return None
    return Member(
        _shown(address),
        data,
        charset[1] if charset else None,
        address if address.startswith("http") else None,
    )
