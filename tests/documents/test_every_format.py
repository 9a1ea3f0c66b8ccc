"""Every registered format is read, counted, and reported when it is damaged; none is left out here.

The formats come from the registry of readers, so that a new one fails here until it has its file.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.factories import line, run
from tests.documents import made_files as made
from tests.documents.made_files import ONE, SOUND
from tests.documents.test_formats import TITLES, written
from timeline.documents import read, readers

GOOD = "good-2020-02-04.txt"
# What a file holds without a frame that would show where it breaks off: a part is a shorter text.
PLAIN = frozenset(
    {
        ".csv",
        ".eml",
        ".htm",
        ".html",
        ".markdown",
        ".mbox",
        ".md",
        ".ris",
        ".tsv",
        ".txt",
    }
)
FRAMED = sorted(set(readers.names()) - PLAIN)
EVERY = pytest.mark.parametrize("extension", readers.names())
# Exports of press databases and messengers, which have the extensions of other formats.
LAYOUTS = {
    "nexis.docx": made.docx(*made.nexis_lines(TITLES)),
    "nexis.rtf": made.rtf(*made.nexis_lines(TITLES)),
    "factiva.html": made.factiva_page().encode(),
    "proquest.txt": made.proquest_text(2).encode(),
    "telegram.json": made.telegram(("2020-02-04T10:00:00", ONE)),
}


def damaged(extension: str, folder: Path, content: bytes) -> list[tuple[str, bool]]:
    """Read a file beside a good one; return where problems lie and whether it was skipped."""
    written(folder, GOOD, ONE)
    written(folder, f"bad{extension}", content)
    reading = read([folder])
    assert "good-2020-02-04" in {document.id for document in reading.documents}
    return [
        (problem.where, problem.skipped)
        for problem in reading.problems
        if problem.where.startswith("bad")
    ]


def test_every_registered_format_has_its_file() -> None:
    assert sorted(SOUND) == readers.names()


@EVERY
def test_a_sound_file_is_read(extension: str, tmp_path: Path) -> None:
    written(tmp_path, f"a{extension}", SOUND[extension])
    reading = read([tmp_path])
    assert reading.documents
    assert not [problem for problem in reading.problems if problem.skipped]
    assert all(document.provenance for document in reading.documents)


@EVERY
def test_bytes_of_no_format_are_skipped(extension: str, tmp_path: Path) -> None:
    noise = b"\x00\x01" + random.Random(5).randbytes(3_000)
    assert damaged(extension, tmp_path, noise) == [(f"bad{extension}", True)]


@pytest.mark.parametrize("extension", [*FRAMED, ".eml", ".ris"])
def test_words_of_no_format_are_skipped(extension: str, tmp_path: Path) -> None:
    words = b"\x07garbage\xff that is no file of this kind " * 9
    assert any(is_skipped for _, is_skipped in damaged(extension, tmp_path, words))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("extension", FRAMED)
def test_a_truncated_file_is_reported(
    extension: str, share: float, tmp_path: Path
) -> None:
    content = SOUND[extension]
    wheres = damaged(extension, tmp_path, content[: int(share * len(content))])
    assert wheres, "nothing says that the file is not whole"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("extension", sorted(PLAIN))
def test_a_part_of_plain_text_costs_nothing(
    extension: str, share: float, tmp_path: Path
) -> None:
    content = SOUND[extension]
    written(tmp_path, f"bad{extension}", content[: int(share * len(content))])
    reading = read([tmp_path])
    assert reading.documents or reading.problems


@EVERY
def test_a_corrupt_middle_costs_no_other_file(extension: str, tmp_path: Path) -> None:
    content = bytearray(SOUND[extension])
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    wheres = damaged(extension, tmp_path, bytes(content))
    is_text_with_a_hole = extension in PLAIN
    assert wheres or is_text_with_a_hole


def test_summary_counts_each_format(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    for extension, content in SOUND.items():
        written(folder, f"a{extension.replace('.', '_')}{extension}", content)
    for name, content in LAYOUTS.items():
        written(folder, name, content)
    read_here = Counter(
        document.provenance.format
        for document in read([folder]).documents
        if document.provenance
    )
    built = run("build", folder, "-o", tmp_path / "all.html")
    assert built.code == 0, built.err
    told = line(built.out, "documents")
    assert f"{read_here.total()} (" in told
    for format, count in read_here.items():
        assert f"{count} {format}" in told
    assert not [one for one in built.out.splitlines() if one.startswith("skipped")]
    assert {"Word", "e-book", "e-mail", "web archive", "PDF", "OpenDocument"} <= set(
        read_here
    )
    assert {"Nexis Uni", "Factiva", "ProQuest", "Telegram"} <= set(read_here)
