"""Files of every format for tests, written by us in the layouts that the programs write."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from fpdf import FPDF

ONE = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
TWO = "Four people were killed and nine were hurt, a doctor at the town's only hospital said."
THREE = "Rebels ambushed an army convoy near Tarin on Tuesday, killing six soldiers, police said."
PAGE = (
    "<html><head><title>Shelling in Subek</title>"
    '<meta property="article:published_time" content="2020-02-04T10:00:00+01:00"></head>'
    f"<body><article><h1>Shelling in Subek</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # A member's own record has one date, where a bare name would take the clock's.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx_paragraph(words: str, style: str = "") -> str:
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{shape}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def docx_table(rows: Sequence[Sequence[str]]) -> str:
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{docx_paragraph(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def docx(*blocks: str, title: str = "") -> bytes:
    """Return a Word document of blocks: paragraphs as plain text, or ready XML."""
    body = "".join(
        one if one.startswith("<w:") else docx_paragraph(one) for one in blocks
    )
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></c>'
    return packed({"word/document.xml": document, "docProps/core.xml": core})


def odt(*paragraphs: str) -> bytes:
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:table="b"'
    body = "".join(
        one if one.startswith("<") else f"<text:p>{escape(one)}</text:p>"
        for one in paragraphs
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


def rtf(*paragraphs: str) -> bytes:
    def encoded(words: str) -> str:
        plain = words.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(
            char if ord(char) < 128 else f"\\u{ord(char)}?" for char in plain
        )

    body = "".join(f"\\pard {encoded(one)}\\par\n" for one in paragraphs)
    fonts = "{\\fonttbl{\\f0\\fswiss Arial;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252{fonts}\n{body}}}".encode("ascii")


def epub(*chapters: tuple[str, str]) -> bytes:
    """Return an e-book of chapters: (title, text)."""
    items, refs, members = "", "", {}
    for number, (title, text) in enumerate(chapters, 1):
        items += f'<item id="c{number}" href="c%20{number}.xhtml" media-type="application/xhtml+xml"/>'
        refs += f'<itemref idref="c{number}"/>'
        members[f"OEBPS/c {number}.xhtml"] = (
            f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>{title}</title></head>"
            f"<body><h1>{title}</h1><p>{text}</p></body></html>"
        )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>A war</dc:title><dc:date>2020-02-04</dc:date>"
        f"<dc:publisher>Subek Press</dc:publisher></metadata><manifest>{items}</manifest>"
        f"<spine>{refs}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>'
    return packed(
        {"META-INF/container.xml": container, "OEBPS/p.opf": package, **members}
    )


def eml(text: str = f"{ONE}\n\n{TWO}\n", kind: str = "plain") -> bytes:
    return (
        "From: Daily Courier <news@example.org>\r\nDate: Tue, 4 Feb 2020 23:10:00 +0200\r\n"
        f"Subject: Shelling in Subek\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{text}"
    ).encode()


def warc_record(
    page: str = PAGE, url: str = "https://example.org/2020/02/04/subek"
) -> bytes:
    body = page.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2020-03-01T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def telegram(*messages: tuple[str, str]) -> bytes:
    """Return a chat of messages: (date-time, text)."""
    items = [
        {"id": number, "type": "message", "date": stamp, "date_unixtime": "1580724000",
         "from": "Subek Watch", "text": text}
        for number, (stamp, text) in enumerate(messages, 1)
    ]  # fmt: skip
    return json.dumps(
        {"name": "Subek Watch", "type": "public_channel", "id": 7, "messages": items}
    ).encode()


NEXIS_COVER = [
    "User Name: A. Reader",
    "Date and Time: Friday, 6 March 2020 10:14:00 GMT",
    "Job Number: 1",
]


def nexis_article(
    title: str, text: Sequence[str] = (ONE, TWO), outlet: str = "Daily Courier (Subek)"
) -> list[str]:
    return [
        title, outlet, "February 4, 2020 Tuesday 10:15 AM GMT", "",
        "Copyright 2020 Courier Newspapers Limited All Rights Reserved",
        "Section: NEWS; Version:1", "Length: 512 words", "Byline: Jane Doe", "Body", "",
        *text, "", "Classification", "Language: ENGLISH", "Subject: ARMED FORCES (90%)",
        "Load-Date: February 5, 2020", "", "End of Document",
    ]  # fmt: skip


def nexis_lines(titles: Sequence[str], *, missing: Sequence[int] = ()) -> list[str]:
    """Return the paragraphs of an export of Nexis Uni, without the articles of some numbers."""
    lines = [*NEXIS_COVER, f"Documents ({len(titles)})"]
    for number, title in enumerate(titles, 1):
        lines += [
            f"{number}. {title}",
            "Client/Matter: -None-",
            "Search Terms: Subek",
            "Narrowed by: -None-",
        ]
    lines.append(
        "About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2020 LexisNexis"
    )
    for number, title in enumerate(titles, 1):
        if number not in missing:
            lines += nexis_article(title, (f"Report {number}. {ONE}", TWO))
    return lines


def lexis_text(count: int, *, total: int | None = None) -> str:
    """Return articles in the layout of the older LexisNexis, which numbers them in their text."""
    articles = [
        f"{number} of {total or count} DOCUMENTS\n\nDaily Courier\n\nFebruary 4, 2020 Tuesday\nLate Edition - Final\n\n"
        f"Shelling no. {number} in Subek\n\nBYLINE: Jane Doe\n\nSECTION: Section A; Pg. 1\n\nLENGTH: 512 words\n\n"
        f"DATELINE: SUBEK\n\n{ONE}\n\n{TWO}\n\nLOAD-DATE: February 5, 2020\n\nLANGUAGE: ENGLISH\n\n"
        "Copyright 2020 Courier Newspapers\n\n"
        for number in range(1, count + 1)
    ]  # fmt: skip
    return "\n".join(articles)


FACTIVA_FIELDS = [
    "HD Shelling in Subek", "BY By Jane Doe", "WC 512 words", "PD 4 February 2020", "ET 10:15",
    "SN Daily Courier", "SC DCOUR", "LA English", "CY Copyright 2020 Courier Newspapers", "LP",
    ONE, "TD", TWO, "CO coco : Courier Holdings", "NS gcat : News", "RE subek : Subek",
    "AN Document DCOUR00020200204eg2400001",
]  # fmt: skip
FACTIVA_PLAIN = [
    "News", "Shelling in Subek", "By Jane Doe", "512 words", "4 February 2020", "10:15", "Daily Courier",
    "DCOUR", "English", "Copyright 2020 Courier Newspapers. All Rights Reserved.", "", ONE, "", TWO, "",
    "Document DCOUR00020200204eg2400001", "",
]  # fmt: skip


def factiva_page(count: int = 2) -> str:
    article = "".join(
        f"<tr><td><b>{line.split(' ')[0]}</b></td><td>{line.partition(' ')[2]}</td></tr>"
        if line[:2].isupper() and line[2:3] in ("", " ") else f"<tr><td></td><td>{line}</td></tr>"
        for line in FACTIVA_FIELDS
    )  # fmt: skip
    tables = f"<div class='article'><table>{article}</table></div>" * count
    return f"<html><head><title>Factiva</title></head><body>{tables}</body></html>"


def proquest_text(count: int) -> str:
    rule = "_" * 60
    articles = [
        f"{rule}\n\nDocument {number} of {count}\n\nShelling in Subek\n\nAuthor: Doe, Jane\n\nPublication info: Daily Courier ; Subek [Subek] 04 Feb 2020: A.1.\n\n"
        f"Full text: {ONE}\n\n{TWO}\n\nSubject: Armed forces\n\nTitle: Shelling no. {number} in Subek\n\n"
        "Publication title: Daily Courier; Subek\n\nPublication date: Feb 4, 2020\n\nSection: A\n\n"
        f"ProQuest document ID: 10{number}\n\nDocument URL: https://example.org/doc/{number}\n\n"
        for number in range(1, count + 1)
    ]  # fmt: skip
    return "".join(articles) + f"{rule}\n\nContact us at: https://example.org/contact\n"


def pdf(*paragraphs: str) -> bytes:
    file = FPDF()
    file.set_font("Helvetica", size=12)
    file.add_page()
    for words in paragraphs:
        file.multi_cell(0, 8, words)
        file.ln()
    return bytes(file.output())


def news_api(*texts: str) -> bytes:
    articles = [
        {"title": "Shelling in Subek", "url": f"https://example.org/{number}", "content": text,
         "source": {"id": None, "name": "Daily Courier"}, "publishedAt": "2020-02-04T10:00:00Z"}
        for number, text in enumerate(texts)
    ]  # fmt: skip
    return json.dumps({"status": "ok", "articles": articles}).encode()


ENTRY = f"TY  - NEWS\nTI  - Ambush\nDA  - 2020/02/05/\nAB  - {THREE}\nER  - \n"


# One sound file of every extension that can be read.
def mbox(*texts: str) -> bytes:
    """Return a mailbox with a message for each text."""
    head = "From jane@example.org Tue Feb  4 10:00:00 2020\n"
    fields = "From: Jane <jane@example.org>\nDate: Tue, 04 Feb 2020 10:00:00 +0000\nSubject: Subek"
    return "".join(f"{head}{fields}\n\n{text}\n\n" for text in texts).encode()


SOUND: dict[str, bytes] = {
    ".csv": f'title,date,text\n"Subek",2020-02-04,"{ONE}"\n"Tarin",2020-02-05,"{THREE}"\n'.encode(),
    ".docx": docx(ONE, TWO),
    ".eml": eml(),
    ".epub": epub(("Subek", f"{ONE} {TWO}")),
    ".htm": PAGE.encode(),
    ".html": PAGE.encode(),
    ".json": news_api(ONE, THREE),
    ".jsonl": b"\n".join(
        json.dumps({"text": text}).encode() for text in (ONE, TWO, THREE)
    ),
    ".markdown": f"# Subek\n\n{ONE}\n".encode(),
    ".mbox": mbox(ONE, THREE),
    ".md": f"# Subek\n\n{TWO}\n".encode(),
    ".odt": odt(ONE, THREE),
    ".pdf": pdf(ONE, TWO, THREE),
    ".ris": ENTRY.encode(),
    ".rtf": rtf(ONE, TWO),
    ".tsv": f"title\turl\ttext\nSubek\thttps://example.org\t{ONE}\n".encode(),
    ".txt": f"{ONE}\n\n{TWO}\n".encode(),
    ".wacz": packed({"archive/a.warc": warc_record()}),
    ".warc": warc_record(),
    ".warc.gz": gzip.compress(warc_record()),
}
