"""Files of every kind that is read, with something hostile in each field; all of it written here."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.datasets.tables import ACLED, GED, GTD, text_of
from tests.documents import made_files as made
from tests.views.hostile import HOSTILE
from timeline.model.correction_fields import COLUMNS

LONG = "w" * 4_000
MORE = (
    "a\0b\x07c\x1b[31md",
    LONG,
    "Z\u0351\u0352\u0353" * 40,
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "＝1+1\t+1\r\n-1",
    "\ud83d lone half",
    "{{title}}</textarea></style></title><style>*{display:none}</style>",
    "<base href=https://example.org/><meta http-equiv=refresh content=0;url=https://example.org/>",
    "<form action=https://example.org/><button autofocus>x</button></form>",
    "\u200b\u200d\ufeff",
)
ALL = (*HOSTILE, *MORE)
CASUALTY_DAY = "2020-02-03"


def sentence(words: str) -> str:
    """Return a sentence that tells of an incident, with hostile words in it."""
    return f"Rebels shelled the town of Saraqib on Monday, killing four people, {words} said."


def one_line(words: str) -> str:
    """Return words as they may stand in a line of a text file."""
    return " ".join(words.encode("utf-8", "replace").decode().replace("\0", "").split())


def records() -> Iterator[str]:
    """Yield lines of JSON of which every field is hostile, one field at a time and all at once."""
    for number, words in enumerate(ALL):
        text = f"{sentence(words)}\n\n{words}"
        yield json.dumps(
            {
                "id": f"{words} {number}",
                "text": text,
                "published": CASUALTY_DAY,
                "title": words,
                "publisher": {"name": words},
                "url": f"https://example.org/{words}" if number % 2 else words,
                "retrieved": words,
                "archived": words,
                "lang": words,
                "original": words,
            }
        )


def tables() -> Iterator[tuple[str, bytes]]:
    """Yield tables of known collections of which each cell of words is hostile."""
    for name, row in (("ged", GED), ("acled", ACLED), ("gtd", GTD)):
        rows = [row]
        for number, words in enumerate(ALL):
            cells = {
                column: words
                if isinstance(cell, str) and not _is_needed(column, cell)
                else cell
                for column, cell in row.items()
            }
            first = next(iter(row))
            rows.append({**cells, first: f"{number + 1:012}"})
        yield (
            f"{name}.csv",
            text_of(*rows).encode("utf-8", "surrogatepass").replace(b"\0", b""),
        )


def _is_needed(column: str, cell: str) -> bool:
    """Return whether a cell must stay for the row to be read at all."""
    return "date" in column or column in (
        "event_type",
        "sub_event_type",
        "eventid",
        "country_txt",
    )


def corrections(incidents: Sequence[str], actors: Sequence[str]) -> str:
    """Return corrections that are applied, with hostile words in each cell that takes words."""
    rows = []
    for number, words in enumerate(map(one_line, ALL)):
        signed = {
            "author": words or "A",
            "day": "2024-05-17",
            "reason": words or "none",
        }
        fixed = {
            "headline": words,
            "attribution": words,
            "initiator": words,
            "place": words,
        }
        rows.append({"action": "fix", "id": incidents[number], **fixed, **signed})
        if number < len(actors):
            renamed = {"action": "rename actor", "id": actors[number], "value": words}
            rows.append({**renamed, **signed})
    return text_of(*[dict.fromkeys(COLUMNS, "") | row for row in rows])


def project_files(folder: Path) -> None:
    """Write a project of hostile files into a folder that is one."""
    articles = folder / "articles"
    (articles / "records.jsonl").write_text("\n".join(records()), encoding="utf-8")
    for name, data in tables():
        (articles / name).write_bytes(data)
    for number, words in enumerate(map(one_line, ALL)):
        head = f"---\ntitle: {json.dumps(words)}\ndate: {CASUALTY_DAY}\npublisher: {json.dumps(words)}\n---\n"
        (articles / f"text-{number}.md").write_text(
            f"{head}# {words}\n\n{sentence(words)}\n"
        )
    page = made.PAGE.replace(
        "</article>", f"<p>{sentence('</p>'.join(HOSTILE))}</p></article>"
    )
    (articles / "page.html").write_text(page)
    (articles / "word.docx").write_bytes(made.docx(*map(sentence, HOSTILE)))
    (articles / "<img src=x onerror='window.ran=1'>-2020-02-03.txt").write_text(
        sentence("x")
    )
    title = json.dumps(one_line("".join(HOSTILE)))
    own = "".join(
        f'[[actor]]\nid = "own-{number}"\nname = {json.dumps(f"{words} Rebels")}\nkind = "armed-group"\n'
        f"[[place]]\nname = {json.dumps(f'Q{words}')}\nlat = 1.5\nlon = 2.5\n"
        for number, words in enumerate(map(one_line, HOSTILE))
    )
    (folder / "timeline.toml").write_text(f"title = {title}\n{own}", encoding="utf-8")
