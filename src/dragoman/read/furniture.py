"""What one line or paragraph of a page is, if it is not body: byline, caption, reprint line, share button, ...

Every function here looks at one piece of text and knows nothing of the page around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.read.dates import DATE, parse_date
from dragoman.records import DateValue

__all__ = [
    "Byline",
    "Reprint",
    "as_byline",
    "as_reprint",
    "bullet",
    "date_line",
    "dateline",
    "is_caption",
    "is_heading",
    "is_separator",
    "is_share",
    "names",
    "teaser",
    "title_case",
]

_AGENCIES = (
    r"AFP|AP|Reuters|REUTERS|EPA|EFE|UPI|TASS|RIA(?: Novosti)?|SANA|ANI|PTI|IANS|DPA|dpa|ANSA|Anadolu(?: Agency)?|AA|IRNA|"
    r"Tasnim|Fars|Xinhua|Kyodo(?: News)?|Yonhap|Bloomberg|BBC|CNN|Getty(?: Images)?|AFP/Getty Images|Shutterstock|"
    r"Associated Press|The Associated Press|Agence France-Presse|Al[ -]Jazeera|Al[ -]Arabiya|Sputnik|Interfax|"
    r"Canadian Press|The Canadian Press|PA|Press Association|AAP|SIPA|Corbis|NurPhoto|Wikimedia(?: Commons)?|Flickr"
)
_PHOTO = r"(?:file\s+|handout\s+|archive\s+)?(?:photos?|images?|pictures?|photographs?|screen ?(?:shot|grab)|illustration|graphic|map)"

_CREDIT = re.compile(
    rf"""(?:
      [(\[](?:{_PHOTO}\b[^()\[\]]{{0,80}}|[^()\[\]]{{0,60}}\b{_PHOTO}|[^()\[\]]{{0,40}}/\s*(?:{_AGENCIES}))[)\]]
      | \((?:{_AGENCIES})\b[^()\[\]]{{0,60}}\)
      | (?<=[.!?”"])\s*\((?:[A-Z][\w.&’'-]*|al-\w+|el-\w+|/|via|via\ the|and|of|the)(?:[\s/,|-]+(?:[A-Z][\w.&’'-]*|al-\w+|via|and|of|the)){{0,5}}\.?\)
      | [.!?”"\s]\s*(?:Photo|Image|Picture|Photograph|Credit|Photo\ credit|Image\ credit)s?\s*(?::|by\b|courtesy\b)[^.]{{2,80}}\.?
      | (?<=[.!?”"])\s*(?:[A-Z][\w.’'-]*\s+){{1,3}}(?:/|via|for)\s*(?:{_AGENCIES}|The\ [A-Z]\w+(?:\ [A-Z]\w+)?)
    )\s*$""",
    re.X,
)
_CREDIT_ONLY = re.compile(
    rf"""(?:
      (?:{_PHOTO})(?:\ credit|\ courtesy|\ by|\ via)?\s*[:|—–-]\s*.{{2,120}}
      | (?:photo|image|picture|photograph|illustration|credit|caption)s?(?:\s+(?:credit|courtesy|by|via))\b\s*:?.{{2,100}}
      | (?:credits?|captions?|file\ (?:photo|image|picture))\s*(?::.{{0,200}})?
      | (?:image\s+(?:copyright|caption|source)\b|©|\(c\)|copyright)\s*.{{2,80}}
      | .{{0,80}}(?:/|\bvia\s+)\s*(?:getty(?:\ images)?|ap|afp|reuters|epa|shutterstock|the\ washington\ post|huffpost)(?:\s+(?:images?|photos?))?\.?
      | (?:getty(?:\ images)?|ap\ photo|reuters\ photo)(?:\s*/.{{1,60}})?\.?
    )""",
    re.X | re.I,
)
_FILE_PHOTO = re.compile(
    r"^(?:file\s*[:–—-]|in this (?:\w+\.? \d{1,2},? \d{4},? )?(?:file )?(?:photo|image)\b|\(file\b)", re.I
)
_PLACED = re.compile(r"\((?:L|R|C|left|right|center|centre|2nd [LR])\)")

_NAME_WORD = r"(?:[A-Z][\w’'.]*(?:-[A-Z][\w’']*)*|[A-Z]\.(?:-?[A-Z]\.)*|al-[A-Z][\w’']*|el-[A-Z][\w’']*)"
_PARTICLE = r"(?:al|el|bin|bint|ibn|abu|de|del|della|da|di|dos|du|van|von|der|den|ter|la|le|y|e)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{0,4}}"
_ROLE = r"(?:[,|–—/(-]|\s+[·•|]|\s+in\s+[A-Z]|\s+at\s+[A-Z]|\s+for\s+(?:the\s+)?[A-Z]|\s+of\s+(?:the\s+)?[A-Z]|\s+reporting\b)"
_BYLINE = re.compile(
    rf"^(?:(?i:(?:written|posted|published|reported|edited|analysis|opinion|commentary|story|text|words|report|column|"
    rf"guest post|an? \w+ by|authored)\s+)?(?i:by)\s*:?\s+|(?i:authors?|byline)\s*:\s*(?:(?i:by)\s+)?)"
    rf"(?P<names>{_NAME}(?:\s*(?:,|&|\band\b|\bAND\b|\bwith\b)\s*(?:and\s+)?{_NAME})*)(?P<rest>{_ROLE}.{{0,120}}|\s+(?i:on)\s+.{{4,40}}|\s*\.?)$"
)
_NOBODY = re.compile(
    r"(?:by|from)\s+(?:(?:our|a|an|the)\s+)?(?:own\s+)?(?:(?:special|staff|foreign|diplomatic|political|defence|defense|chief|"
    r"senior|local|wire|agency|news)\s+)*(?:correspondents?|reporters?|staff|writers?|desk|agencies|services|editors?)"
    r"(?:\s+(?:in|at)\s+[A-Z].{2,40})?\.?",
    re.I,
)
_NAME_DATE = re.compile(rf"^(?P<names>{_NAME})\s*[|·•–—,-]\s*(?P<date>{DATE})$", re.I)
_NOT_A_NAME = re.compile(
    r"^(?:the|then|now|this|that|these|those|an?|all|far|and|or|not|so|some|most|many|about|when|what|\d.*|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|winter|spring|summer|autumn|contrast|comparison|law|decree|tonight|today|tomorrow|midnight|noon|"
    r"definition|default|design|chance|mistake|land|sea|air)$",
    re.I,
)
_MONTH_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december"
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "its", "nor", "of", "off", "on",
          "onto", "or", "over", "per", "so", "than", "that", "the", "to", "up", "via", "vs", "vs.", "was", "with", "yet"}  # fmt: skip

_REPRINT = re.compile(
    r"""^[\s*_~()\[\]“"'–—•]*(?:
      (?:(?:this|the|a|an)\s+(?:\w+\s+){0,3}?(?:article|piece|post|story|essay|op-?ed|column|commentary|analysis|report|interview|
         text|entry|item|blog(?:\s+post)?|paper|version|translation|excerpt|editorial|it)\s+(?:\w+\s+){0,2}?)?
      (?:has\s+been\s+|had\s+been\s+|was\s+|were\s+|is\s+|also\s+)*
      (?:(?:originally|first|initially|previously|also|earlier)\s+){1,2}
      (?:posted|published|appeared|printed|ran|run|aired|written|carried|released|featured|appearing|publish)
      \s+(?:online\s+|here\s+)?(?:in|on|at|by|with|for|as\s+part\s+of|under|via)\s*:?
    | (?:re-?(?:printed|published|posted|blogged)|cross-?\s?posted|x-posted|syndicated)
      (?:\s+(?:here|with(?:\s+the)?(?:\s+kind)?\s+permission|courtesy|by\s+permission|with\s+thanks))*\s+(?:from|at|on|in|of|to|with|by)\s*:?
    | (?:first|originally)\s+(?:published|posted|appeared)\s*:
    )\s+(?P<where>.{2,160}?)[\s.*_~)\]”"']*$""",
    re.I | re.X,
)
_WHERE_ENDS = re.compile(
    rf"""\s*(?:
      [.;]\s+(?=[A-Z]) | ,?\s+(?:and|but)\s+(?:is|was|has|it|can|may|re-?published)\b | ,?\s+(?:where|which|under|by|in\s+its|as\s+part)\b
      | ,?\s*(?:on|in|dated?)\s+(?:{DATE.replace("?P<", "?P<w_")}|the\s+\d|\d|(?:January|February|March|April|May|June|July|August|September|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)
      | ,\s*(?:{DATE.replace("?P<", "?P<v_")}) | \s+\(.* | \s*[,–—-]\s*(?:https?:|www\.) | ,?\s+(?:with|courtesy|at|here|online|at:)\s+.* | \s*https?:.*
    )""",
    re.X | re.I,
)

_SHARE = re.compile(
    r"""(?:
      (?:click\s+to\s+)?share(?:\s+(?:this|it|on|via|with|the)\b.{0,60}|\s*:)? | (?:share|tweet|print|e-?mail|pin(?:\s+it)?|save|like|facebook|twitter|
        whatsapp|linkedin|reddit|telegram|pinterest|tumblr|pocket|google\+|copy\s+link|more|x|\d|\s|[|·•,/:+-])++ (?<=\D)
      | like\s+this:? | like\s+loading\W* | loading\W* | (?:\d+\s+)?shares? | \d[\d,.]*k?\s+(?:shares?|comments?|views?|likes?)
      | (?:leave|post|add|write)\s+a\s+(?:comment|reply) | (?:no|\d+)\s+(?:comments?|replies|responses) | comments?\s*(?:\(\d+\)|off|are\s+closed.*)? | view\s+all\s+comments
      | (?:follow|like|find|join)\s+(?:us|me|him|her|them|the\s+author|[A-Z@].{1,60})\s+(?:on|at)\s+(?:twitter|facebook|instagram|linkedin|telegram|youtube|x)\b.{0,60}
      | (?:sign\s+up|subscribe)\b.{0,120}(?:newsletters?|e-?mails?|updates?|alerts?|feeds?|here|channel|free)\b.{0,40} | subscribe
      | advertise?ments?(?:\s+.{0,30})? | sponsored(?:\s+content)? | skip\s+(?:to|past)\b.{0,60} | (?:continue|story\s+continues|article\s+continues)\s+(?:reading\s+)?(?:the\s+main\s+story|below).*
      | (?:filed\s+under|posted\s+in|tagged(?:\s+with)?|tags?|categories|category|topics?|labels?|more\s+(?:on|from|about)|related(?:\s+(?:articles?|stories|posts|topics|content|links|coverage))?|
          see\s+also|also\s+read|read\s+also|read\s+more|most\s+read|recommended|you\s+(?:may|might)\s+also\s+like|trending|watch|listen|editors?[’']?\s+picks?)\s*(?::.{0,160})?
      | (?:posted\s+in|filed\s+under)\s+.{2,120} | (?:all\s+rights\s+reserved).{0,40} | back\s+to\s+top | (?:←|→|«|»|‹|›).{0,80} | (?:older|newer|previous|next)\s+(?:posts?|articles?|story|page)\W*
      | (?:reprints?\s+and\s+permissions?|rights\s+and\s+permissions|report\s+(?:a\s+)?(?:typo|error|this\s+ad).{0,30}) | twitter:?\s*@\w+\.? | @\w{3,}\.?
      | enable\s+(?:javascript|cookies).{0,80} | this\s+video\s+(?:is|has|can).{0,60} | \[?(?:video|gallery|photos?|slideshow|audio)\]?
    )""",
    re.I | re.X,
)
_CLOSING = re.compile(
    r"(?:leave a (?:comment|reply)|(?:no|\d+) (?:comments?|replies|responses)|filed under|posted in|tagged|tags?:|categories:|"
    r"category:|share this|like this|like loading|share$|share:)",
    re.I,
)
_SIGN_OFF = re.compile(
    r"^[(\[]?(?:additional\s+)?(?:(?:reporting|editing|writing|compiled|edited|written|translated|contributing|with\s+reporting)\s+(?:by|from)\b"
    r"|(?:contributing|contributors?)\s*:).{3,300}$",
    re.I,
)
_BOOKKEEPING = re.compile(
    r"^(?:ABSTRACT|FULL TEXT|CORRECTION APPENDED|LETTERS|As published in .{3,60}|©.{2,80}|\(?(?:c|C)\) \d{4}.{0,60}|Copyright .{2,80}|"
    r"\d+ (?:min|minutes?) read|(?:Reading time|Read time).{0,20}|Page \d+(?: of \d+)?|ISSN .{5,30})\.?$"
)

_TEASER = re.compile(
    r"""(?P<all>
      (?:(?:\[?(?:…|\.\.\.)\]?)\s*)?
      (?:
        \(?continue\s+reading(?!\s+(?:the\s+main|below))\b(?P<named>[^\n]{0,200})
      | [\[(<]?(?:read|see|view)\s+(?:more|the\s+rest|the\s+full\s+(?:article|story|post|text|report)|full\s+(?:article|story|post))(?:\s+(?:of|at|on|in)\s+[^\n]{2,80})?\s*(?:[\])>»›→.…]|&raquo;|>>)*
      | [\[(]?(?:more)\s*(?:[\])»›→…]|&raquo;|>>)+ | \(more…?\) | read\s+on\s*[»›→]* | keep\s+reading\b[^\n]{0,120}
      | click\s+here\s+to\s+(?:read|continue)[^\n]{0,80}
      )
      | \[(?:…|\.\.\.|&hellip;)\]
    )\s*$""",
    re.I | re.X,
)
_BULLET = re.compile(r"^(?:[•●▪■◦‣⁃·►▶➤✓*o–-](?=\s)\s+)(?=\S)")
_PRESS = re.compile(
    rf"(?:the\s+)?(?:{_AGENCIES}|[A-Z].*\b(?:Press|Agency|News|Times|Post|Staff|Desk|Board|Herald|Tribune|"
    r"Courier|Journal|Gazette|Review|Mirror|Observer|Wire|Bulletin|Chronicle|Telegraph|Dispatch|Daily|Weekly|Magazine))",
    re.I,
)
_SEPARATOR = re.compile(r"^(?:[-_=*~#•·\s.]{3,}|[-_=*~#•]{2,}|<?hr\s*/?>?)$")
_DATELINE = re.compile(
    rf"""^(?:
      (?P<place>[A-Z][A-Z.'’/-]+(?:[\s-]+[A-Z][A-Z.'’/-]+){{0,3}}(?:,\s*(?:[A-Z][\w.’']*\s*){{1,3}})?(?:[/;,]\s*[A-Z][A-Z.’'-]+(?:\s[A-Z]+)*)*)
      (?:,?\s+(?P<day>(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?(?:,?\s+\d{{4}})?)))?,?
      (?:\s*\((?P<agency>[A-Z][\w .&/’'-]{{1,30}})\))?\s*(?:--+|[-–—―‒:])\s+
    | (?P<place2>[A-Z][a-z’'-]+(?:[\s-](?:[A-Z]|al-|el-)[a-z’'-]+){{0,2}}(?:,\s*[A-Z][\w.’' ]{{1,20}})?)(?:,\s+[A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?,?)?
      \s+\((?P<agency2>{_AGENCIES}|[A-Z]{{2,6}})\)\s*(?:--+|[-–—―‒])\s+
    )""",
    re.X,
)
_DATE_LINE = re.compile(
    rf"^(?:(?:first\s+)?(?:posted|published|updated?|last\s+(?:updated|modified)|issued|created|release\s+date|date|on)(?:\s+(?:at|on))?\s*[:|–-]?\s*)?(?P<date>{DATE})[\s.|·•]*$",
    re.I,
)
_UPDATED = re.compile(r"^\s*(?:last\s+)?(?:updated?|modified)", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and when, as one line says it."""

    author: str | None
    """None where it names nobody ("By our correspondent in Geneva")."""
    published: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Reprint:
    """Where a reprint line says the article stood first."""

    publisher: str


def names(text: str) -> list[str]:
    """The names of "A, B and C", in order."""
    return [
        name for name in (part.strip(" ,.") for part in re.split(r",|&|\b(?:and|AND|with)\b", text)) if name
    ]


def as_byline(line: str) -> Byline | None:
    """ "By Jane Doe and John Roe, in Geneva", "Posted by Jane Doe on January 3, 2017", "Jane Doe | 3 Jan 2017"."""
    line = line.strip(" \t*_|•·\u200b")
    if not 5 <= len(line) <= 200:
        return None
    if _NOBODY.fullmatch(line):
        return Byline(None)
    match = _BYLINE.match(line)
    if match is not None:
        found = names(match["names"])
        if not found or (_NOT_A_NAME.match(found[0].split()[0]) and not _PRESS.fullmatch(found[0])):
            return None
        # "By Jane Doe, Reuters": the agency is where she works, not a second author.
        found = [name for name in found if not _PRESS.fullmatch(name)] or found
        rest = match["rest"].strip()
        if rest and rest != "." and _SENTENCE_END.search(rest) and len(rest) > 60:
            return None
        date = re.search(DATE, rest, re.I)
        return Byline(", ".join(_cased(name) for name in found), parse_date(date[0]) if date else None)
    dated = _NAME_DATE.match(line)
    if dated is not None and dated["names"][0].isupper():
        first = dated["names"].split()
        if len(first) >= 2 and all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in first):
            if _PRESS.fullmatch(dated["names"]):
                return None
            if _NOT_A_NAME.match(first[0]) or re.match(r"(?:posted|published|updated)$", first[0], re.I):
                return None
            return Byline(_cased(dated["names"]), parse_date(dated["date"]))
    return None


def _cased(name: str) -> str:
    """ "JANE DOE" as "Jane Doe"; anything else as it stands."""
    if name.isupper() and len(name) > 4:
        return " ".join(
            word if word.endswith(".") and len(word) <= 4 else word.title() for word in name.split()
        )
    return name


def as_reprint(line: str) -> Reprint | None:
    """ "Originally posted in X", "This article first appeared in X on 3 May", "Reprinted with permission from X"."""
    if not 12 <= len(line) <= 320:
        return None
    match = _REPRINT.match(line)
    if match is None:
        return None
    where = match["where"].strip()
    ends = _WHERE_ENDS.search(where)
    if ends is not None and ends.start() > 0:
        where = where[: ends.start()]
    where = re.sub(
        r"^(?:the\s+(?:website|site|blog|pages?|magazine|newspaper)\s+(?:of\s+)?)",
        "",
        where.strip(),
        flags=re.I,
    )
    where = where.strip(" .,;:*_“”\"'‘’()[]")
    if (
        not where
        or len(where) > 80
        or not any(character.isupper() or character == "." for character in where)
    ):
        return None
    if re.match(rf"^(?:{DATE}|(?:the|{_MONTH_NAMES})\b.{{0,6}})$", where, re.I):
        return None
    # "was first published by the United Nations to wide acclaim, diplomats said" is a sentence about something else.
    words = _WORD.findall(where)
    high = sum(word != word.lower() or word in _SMALL for word in words)
    if high < 0.65 * len(words) and not re.fullmatch(r"[\w.-]+\.\w{2,}(?:/\S*)?", where):
        return None
    return Reprint(re.sub(r"^the\s+(?=[A-Z])", "", where))


def is_caption(line: str, *, last: bool = False) -> bool:
    """A picture's caption or credit: "Rebels in Idlib on May 3. (Reuters)", "Photo: Jane Doe/AFP".

    last: the line is the last paragraph of its article, where "(AFP)" signs off a wire story rather than a picture.
    """
    line = line.strip()
    if len(line) > 600:
        return False
    if (
        _CREDIT_ONLY.fullmatch(line)
        and len(line) <= 160
        and not (len(line) > 60 and re.search(r"[.!?]\s", line))
    ):
        return True
    if _FILE_PHOTO.match(line) and len(line) <= 500:
        return True
    if _PLACED.search(line) and len(line) <= 350 and _CREDIT.search(line):
        return True
    credit = _CREDIT.search(line)
    if credit is None or credit.start() < 10:
        return False
    pictured = re.search(_PHOTO, credit[0], re.I) is not None or "/" in credit[0]
    if last and not pictured:
        return False
    body = line[: credit.start() + 1]
    # A quotation with somebody who says it is the story, whatever stands in brackets behind it.
    if re.search(r"[“\"].{20,}[”\"]", body) and not pictured:
        return False
    return len(re.findall(r"[.!?](?=\s+[A-Z“])", body)) <= 2 and len(body) <= 450


def is_share(line: str) -> bool:
    """Buttons, counters, tag lists, newsletter boxes and other signs of the page's machinery."""
    line = line.strip(" \t*_|•·\u200b[]")
    return 0 < len(line) <= 200 and _SHARE.fullmatch(line) is not None


def closes(line: str) -> bool:
    """A line that stands below an article ("Filed under: ...", "3 Comments", "Share this:")."""
    return _CLOSING.match(line.strip(" \t*_|•·[]")) is not None and is_share(line)


def is_sign_off(line: str) -> bool:
    """ "(Reporting by A in B; Editing by C)"."""
    return len(line) <= 400 and _SIGN_OFF.match(line.strip()) is not None


def is_bookkeeping(line: str) -> bool:
    """What an archive or a printer adds: "FULL TEXT.", "Page 2 of 3", "(c) 2016 ..."."""
    return len(line) <= 120 and _BOOKKEEPING.match(line.strip()) is not None


def teaser(paragraph: str) -> tuple[int, int] | None:
    """Where in `paragraph` an ending like "Continue reading", "Read more »" or "[…]" stands, else None.

    After text it must be cut off from it: "you can read more" in a sentence is none.
    """
    tail_from = max(0, len(paragraph) - 320)
    match = _TEASER.search(paragraph, tail_from)
    if match is None:
        return None
    begin, end = match.start("all"), match.end("all")
    named = match["named"]
    if named is not None and re.match(r"\s+(?:[a-z]+\s+){3,}[a-z]+.*\.$", named):
        return None
    before = paragraph[:begin].rstrip()
    strong = re.match(r"[\[(…<.]|continue\s+reading|keep\s+reading", match["all"], re.I) or re.search(
        r"[»›→…>]|\)$|\]$", match["all"]
    )
    if before and not strong:
        return None
    if (
        before
        and before[-1] not in ".!?…”\"’')]:;,—–-"
        and named is None
        and not match["all"].startswith(("[", "(", "…", "."))
    ):
        return None
    return begin, end


def bullet(line: str) -> int:
    """Length of the bullet sign and the space behind it at the start of `line`; 0 if it has none."""
    match = _BULLET.match(line)
    return 0 if match is None else match.end()


def is_separator(line: str) -> bool:
    """A rule drawn across the page: "* * *", "-----"."""
    return _SEPARATOR.match(line.strip()) is not None


def dateline(paragraph: str) -> tuple[int, DateValue | None] | None:
    """Length of an opening like "BEIRUT, Jan 3 (Reuters) - " and its date, if it has a full one; else None."""
    match = _DATELINE.match(paragraph[:160])
    if match is None:
        return None
    place = match["place"]
    if place is not None:
        letters = sum(character.isalpha() for character in place.split(",")[0])
        by_agency = match["agency"] is not None or match["day"] is not None
        if letters < 3 or (
            not by_agency
            and match[0].rstrip()[-1] in "-:"
            and not match[0].rstrip().endswith("--")
            and " -" not in match[0]
        ):
            return None
        # "UPDATE: ...", "CORRECTION — ..." and a speaker's name in a transcript open a paragraph in capitals, too.
        if re.match(
            r"(?:UPDATE|CORRECTION|BREAKING|WATCH|READ|NOTE|EDITOR|VIDEO|EXCLUSIVE|OPINION|ANALYSIS|Q|A)\b",
            place,
        ) or match[0].rstrip().endswith(":"):
            return None
        if not by_agency and len(place.split(",")[0].split()) > 3:
            return None
    return match.end(), parse_date(match["day"]) if match["day"] else None


def date_line(line: str) -> DateValue | None:
    """The date of a line that holds nothing else: "January 24, 2017", "Published: 24 Jan 2017 10:32 GMT"."""
    line = line.strip(" \t*_|•·\u200b")
    if len(line) > 80 or _UPDATED.match(line):
        return None
    match = _DATE_LINE.match(line)
    if match is None:
        # "The Marsa Post, 24 January 2017" above an article that was cut out and typed.
        named = _NAME_DATE.match(re.sub(r"^The ", "", line))
        if named is None or not _PRESS.fullmatch(named["names"]):
            return None
        match = named
    value = parse_date(match["date"])
    return None if value is None or value.precision == "year" else value


def title_case(line: str) -> float:
    """Share of the words of four letters and more that begin with a capital, in [0, 1]."""
    words = [word for word in _WORD.findall(line) if len(word) > 3 and word.lower() not in _SMALL]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def is_heading(line: str, *, longest: int = 200) -> bool:
    """Whether the line has the shape of a title or subheading: short, begins high, does not end like a sentence."""
    line = line.strip()
    if not 3 <= len(line) <= longest or ("\n" in line and line.count("\n") > 2):
        return False
    first = next((character for character in line if character.isalnum()), "")
    if not first or not (first.isupper() or first.isdigit() or not first.islower()):
        return False
    if line[0] in "•●▪*[(<{@|-–—" or line.endswith((",", ";", ":", "-", "—")):
        return False
    # "... in Watertown, N.Y." ends a sentence oftener than a title.
    if line.endswith(".") and not (re.search(r"\b(?:[A-Z]\.){2,}$", line) and title_case(line) >= 0.6):
        return False
    # A transcript's question, not a heading that asks.
    if re.match(r"(?:Q|A|[A-Z]{3,}(?: [A-Z]{2,})*):\s", line) and line[-1] in "?!":
        return False
    letters = sum(character.isalpha() for character in line)
    if letters < 0.5 * len(line) or re.search(r"https?://|www\.|@\w", line):
        return False
    # An unfinished quotation or one with its speaker is body: "“We will not go,” he said"
    if line.count("“") != line.count("”") or line.count('"') % 2 or re.search(r",\s+[“\"]", line):
        return False
    if re.search(r"[,.!?](?:[”\"]|'')\s+\w+", line):
        return False
    # So is a sentence all in quotation marks; a title in them has no full stop inside.
    return not re.search(r"\.(?:[”\"]|'')$", line) and not (
        line[0] in "“\"'" and re.search(r"[.?!](?:[”\"]|'')$", line)
    )
