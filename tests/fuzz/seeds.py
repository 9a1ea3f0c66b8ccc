"""Small files of every kind that is read, all of them written here; the campaign damages them."""

import gzip
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from io import BytesIO

import openpyxl
import pyarrow
import pyarrow.parquet
from fpdf import FPDF

from tests.builders import timeline_data
from tests.datasets.tables import ACLED, SAMPLES, text_of
from tests.documents import made_files as made
from tests.views.sample import small
from timeline import datasets, documents
from timeline.exporters.json import to_text

WRITTEN = datetime(2012, 3, 5, 10, tzinfo=UTC)
SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ARTICLE = (
    "Four killed in Subek\n\nBy our correspondent\n\n"
    "SUBEK, 5 March 2012 - Army gunners shelled the market of Subek on Monday, killing four people and wounding "
    "12 others, two witnesses said.\n\nRebels captured the town of Orlo on 3/4 March, a police officer said. The army "
    "denied it. “We lost 1,200 men – no more,” he said last week.\n\n* The toll rose from 7 to 9.\n"
)
MARKDOWN = f"---\ntitle: Four killed\ndate: 2012-03-05\npublisher: Tern Post\n---\n# Four [killed](http://x.org)\n\n{ARTICLE}"
HTML = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Four killed</title>'
    '<meta property="article:published_time" content="2012-03-05T10:00:00+02:00">'
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2012-03-05"}</script></head><body>'
    '<nav class="related"><a href="/x">Most read</a></nav><article><h1>Four killed in Subek</h1>'
    + "".join(f"<p>{part}</p>" for part in ARTICLE.split("\n\n"))
    + "<table><tr><td>Killed<td>4</table><ul><li>Subek<li>Orlo</ul></article></body></html>"
)
ROWS = [
    {
        "id": "one",
        "text": ARTICLE,
        "published": "2012-03-05",
        "title": "Four",
        "url": "https://example.org/a",
    },
    {"id": 2, "body": ARTICLE, "pubDate": 1330905600, "source": {"name": "Tern Post"}},
]
TOML = (
    'title = "War"\nabout = "Subek"\nfrom = "2012-01-01"\nto = 2012-12-31\nseparate = true\ndates = "news"\n'
    '[[actor]]\nid = "rg"\nname = "River Guard"\naliases = ["RG", "-"]\nkind = "armed-group"\ncountry = "SDN"\n'
    'from = 1999\nside = "SDN"\n[[place]]\nname = "Subek"\nlat = 12.5\nlon = 30.25\nprecision = "city"\n'
    '[mapping]\nname = "mine"\ndate = "day"\ntype = "what"\n[mapping.types]\n"shelling" = "ASSAULT/shelling"\n'
    '[[side]]\nname = "Army"\nmembers = ["rg"]\n'
)
CORRECTIONS = (
    "action,id,value,type,date,place,casualties,initiator,author,day,reason\n"
    'fix,i-1,,ASSAULT/shelling,2020-02-03,"Subek (12.5, 30.25); Dorn",killed 4; injured 9-12 soldiers,Army,A,2024-05-17,why\n'
    "merge,i-1,i-2,,,,,,A,2024-05-17,one event\nsplit,i-1,d1;d2,,,,,,A,2024-05-17,two\n"
    "rename actor,front,New Front,,,,,,A,2024-05-17,name\ndelete,i-1,,,,,,,A,2024-05-17,none\ncheck,i-1,,,,,,,A,2024-05-17,\n"
)
STORY = {
    "schema": "conflict-timeline-story/1",
    "title": "Two days",
    "steps": [
        {
            "text": "Look.",
            "question": "Who?",
            "answer": "They.",
            "view": "incident=i-1&from=2020-02-03",
        }
    ],
}
# Beginnings and inner files of formats that have no seed of their own yet.
GENERIC = (
    b"From: a@example.org\r\nDate: Mon, 5 Mar 2012 10:00:00 +0000\r\nSubject: Four\r\nMIME-Version: 1.0\r\n\r\n",
    b"{\\rtf1\\ansi{\\fonttbl\\f0 Times;}\\f0 ",
    b'<?xml version="1.0"?><root><item>',
    b"",
)
OFFICE = {
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>{}</office:body>'
    "</office:document-content>",
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "content.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="a"/></spine></package>',
    "a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>',
}


def pdf() -> bytes:
    """Write an article as PDF, of two pages."""
    made = FPDF()
    made.set_creation_date(WRITTEN)
    made.set_font("Helvetica", size=12)
    for part in (ARTICLE, ARTICLE):
        made.add_page()
        made.multi_cell(0, 8, part.encode("latin-1", "replace").decode("latin-1"))
    return bytes(made.output())


def email() -> bytes:
    """Write a message with a plain and an HTML part."""
    message = EmailMessage()
    message["From"] = "Desk <desk@example.org>"
    message["Date"] = "Mon, 05 Mar 2012 10:00:00 +0000"
    message["Subject"] = "Four killed"
    message.set_content(ARTICLE)
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(
        ARTICLE.encode(), maintype="text", subtype="plain", filename="a.txt"
    )
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"part {number}")
    return bytes(message)


def warc() -> bytes:
    """Write a web archive of one page."""
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + HTML.encode()
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2012-03-06T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def odt() -> bytes:
    """Write an article as OpenDocument."""
    paragraphs = "".join(
        f"<text:p>{part}<text:s text:c='2'/></text:p>" for part in ARTICLE.split("\n\n")
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{paragraphs}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
        }
    )


def office() -> bytes:
    """Write the inner files of word-processor documents and books, in one zip."""
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in ARTICLE.split("\n\n")
    )
    return zipped(
        {name: text.replace("{}", paragraphs).encode() for name, text in OFFICE.items()}
    )


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Pack files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # A member's own record has one date, where a bare name would take the clock's.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook() -> bytes:
    """Write a table as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ACLED))
    sheet.append(list(ACLED.values()))
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as saved:
        members = {name: saved.read(name) for name in saved.namelist()}
    # openpyxl writes the time of saving.
    members["docProps/core.xml"] = SAVED.sub(
        b"2012-03-05T10:00:00Z", members["docProps/core.xml"]
    )
    return zipped(members)


def parquet() -> bytes:
    """Write a table as Parquet."""
    out = BytesIO()
    columns = {name: [value, value] for name, value in ACLED.items()}
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def tables() -> dict[str, bytes]:
    """Return a table in every known collection's columns, by its name."""
    return {
        name: text_of(row, {**row, next(iter(row)): "7"}).encode()
        for name, row in SAMPLES.items()
    }


TITLES = ("Shelling in Subek", "Talks fail in Subek")


def nexis() -> list[str]:
    """Return the paragraphs of an export of Nexis Uni."""
    return made.nexis_lines(TITLES)


def docx() -> list[bytes]:
    """Write Word documents: an article with a table of events, and an export of a press database."""
    rows = [
        ["Date", "Event", "Killed"],
        ["5 March 2012", "The army shelled Subek.", "4"],
    ]
    article = made.docx(
        *ARTICLE.split("\n\n"), made.docx_table(rows), title="Four killed"
    )
    return [article, made.docx(*nexis())]


def epub() -> bytes:
    """Write an e-book of two chapters."""
    return made.epub(("Subek", ARTICLE * 2), ("Orlo", ARTICLE * 2))


def rtf() -> list[bytes]:
    """Write rich text: an article with a link, and exports of press databases."""
    link = (
        b'{\\field{\\*\\fldinst{HYPERLINK "https://example.org/x"}}{\\fldrslt Subek}}'
    )
    article = made.rtf(*ARTICLE.split("\n\n")).replace(b"Subek", link, 1)
    return [article, made.rtf(*nexis()), made.rtf(*(2 * made.FACTIVA_FIELDS)), made.rtf(*(2 * made.FACTIVA_PLAIN))]  # fmt: skip


def press() -> list[bytes]:
    """Write exports of press databases as text."""
    texts = ("\n".join(nexis()), made.lexis_text(2), made.proquest_text(2))
    return [text.encode() for text in texts]


def json_files() -> list[bytes]:
    """Write what news collectors, Telegram and Zotero export as JSON."""
    pieces = [
        "The army ",
        {"type": "bold", "text": "shelled"},
        " Subek on Monday, killing four.",
    ]
    message = {
        "id": 1,
        "type": "message",
        "date": "2012-03-05T10:00:00",
        "text": pieces,
    }
    chat = {"name": "Subek Watch", "type": "public_channel", "messages": [message]}
    guardian = {
        "webTitle": "Four",
        "webUrl": "https://example.org/a",
        "fields": {"bodyText": ARTICLE},
    }
    reference = {
        "id": "http://zotero.example.org/items/x",
        "type": "article-journal",
        "title": "Four",
        "issued": {"date-parts": [[2012, 3, 5]]},
        "abstract": ARTICLE,
        "URL": "https://example.org/a",
        "attachments": [{"localPath": "a.pdf"}],
    }
    records: list[object] = [
        {"status": "ok", "articles": ROWS},
        {"response": {"results": [guardian]}},
        {"response": {"docs": [{"headline": {"main": "Four"}, "pub_date": "2012-03-05", "abstract": ARTICLE}]}},
        {"about": "x", "chats": {"list": [chat]}},
        [reference, {**reference, "attachments": None, "file": "b.html;c.pdf"}],
    ]  # fmt: skip
    return [
        made.telegram(("2012-03-05T10:00:00", ARTICLE)),
        *(json.dumps(one).encode() for one in records),
    ]


DOCUMENTS: dict[str, Callable[[], list[bytes]]] = {
    ".txt": lambda: [ARTICLE.encode(), ARTICLE.encode("utf-16"), *press()],
    ".docx": docx,
    ".epub": lambda: [epub()],
    ".md": lambda: [MARKDOWN.encode()],
    ".html": lambda: [HTML.encode(), made.factiva_page().encode()],
    ".pdf": lambda: [pdf()],
    ".jsonl": lambda: ["\n".join(json.dumps(row) for row in ROWS).encode()],
    ".json": json_files,
    ".odt": lambda: [odt()],
    ".ris": lambda: [
        b"TY  - NEWS\r\nTI  - Four killed\r\nDA  - 2012/03/05\r\nT2  - Tern Post\r\nL1  - a.pdf\r\nN2  - Text.\r\nER  - \r\n"
        * 2
    ],
    ".eml": lambda: [email()],
    ".mbox": lambda: [made.SOUND[".mbox"]],
    ".csv": lambda: [made.SOUND[".csv"]],
    ".tsv": lambda: [made.SOUND[".tsv"]],
    ".rtf": rtf,
    ".warc": lambda: [warc()],
    ".warc.gz": lambda: [gzip.compress(warc(), mtime=0)],
    ".wacz": lambda: [
        zipped(
            {
                "archive/data.warc.gz": gzip.compress(warc(), mtime=0),
                "datapackage.json": b"{}",
            }
        )
    ],
}
TABLES: dict[str, Callable[[], list[bytes]]] = {
    ".csv": lambda: list(tables().values()),
    ".tsv": lambda: [data.replace(b",", b"\t") for data in tables().values()],
    ".xlsx": lambda: [workbook()],
    ".parquet": lambda: [parquet()],
    ".json": lambda: [json.dumps({"data": [ACLED, ACLED]}).encode()],
    ".zip": lambda: [zipped({f"{name}.csv": data for name, data in tables().items()})],
    ".gz": lambda: [gzip.compress(tables()["acled"], mtime=0)],
}


def generic() -> list[bytes]:
    """Return files for a format without a seed of its own."""
    return [office(), *(start + ARTICLE.encode() for start in GENERIC)]


@cache
def document_seeds(extension: str) -> list[bytes]:
    """Return files of the kind that an extension means."""
    same = {".htm": ".html", ".markdown": ".md"}
    return DOCUMENTS.get(same.get(extension, extension), generic)()


@cache
def table_seeds(extension: str) -> list[bytes]:
    """Return tables of the kind that an extension means."""
    same = {".tab": ".tsv"}
    return TABLES.get(
        same.get(extension, extension), lambda: [*generic(), workbook()]
    )()


@cache
def timelines() -> list[bytes]:
    """Return timelines as JSON."""
    return [to_text(timeline_data()).encode(), to_text(small()).encode()]


def table_extensions() -> list[str]:
    """Return the extensions of tables."""
    return [*datasets.EXTENSIONS, ".json"]


def document_extensions() -> list[str]:
    """Return the extensions of documents."""
    return documents.readers.names()
