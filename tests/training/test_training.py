"""Do the parts of the training that need no torch hold? Texts are our own."""

from datetime import date

import numpy as np
import pytest

from tests.benchmarks.silver import Labelled
from tests.training import decide
from tests.training.export import Read, read
from tests.training.prepare import CHUNK, COUNTED, Labels, wanted_roles, windows_of
from timeline.evaluation.gold import GoldArticle, GoldIncident
from timeline.model.types import Status

TEXT = (
    "Gunmen attacked a police post in Garissa on Friday, killing nine officers. "
    "The army said the gunmen had come from Liboi. "
    "Officials fear an attack on the market."
)
QUOTE = "Gunmen attacked a police post in Garissa"
ROW = {
    "id": "one",
    "incidents": [
        {
            "type": "ASSAULT",
            "status": "occurred",
            "genericity": "specific",
            "evidence": [QUOTE],
            "trigger": "attacked",
            "when": {"words": "on Friday", "start": "2012-02-03", "end": "2012-02-03"},
            "who": [{"role": "initiator", "words": "Gunmen", "name": "gunmen"}],
            "where": [{"words": "Garissa", "name": "Garissa"}],
            "casualties": [{"kind": "killed", "words": "nine officers", "best": 9}],
            "says": [{"words": "The army", "name": "army"}],
        }
    ],
}


@pytest.fixture(scope="module")
def article() -> Read:
    incident = GoldIncident(
        id="s1", evidence=(QUOTE,), type="ASSAULT", date=None, status=Status.OCCURRED
    )
    labels = Labelled(
        GoldArticle(id="one", incidents=(incident,)), TEXT, date(2012, 2, 4), {}
    )
    return read("syria", labels, ROW)


def test_export_keeps_what_the_rules_read(article: Read) -> None:
    from timeline.pipeline import mentions_of
    from timeline.settings import Settings

    mentions, _ = mentions_of(article.document, settings=Settings())
    assert [one.mention.trigger for one in article.mentions] == [
        one.trigger for one in mentions
    ]
    assert article.mentions[0].mention.arguments == mentions[0].arguments


def test_export_keeps_refused_triggers(article: Read) -> None:
    told = {one.mention.trigger for one in article.mentions}
    assert article.proposals
    for proposal, reason in article.proposals:
        assert reason
        assert proposal.mention.trigger not in told


def test_rules_alone_give_what_a_build_gives(article: Read) -> None:
    from timeline.pipeline import read_document
    from timeline.settings import Settings

    built = {
        report.id for report in read_document(article.document, settings=Settings())
    }
    made = decide.incidents_of(article, article.mentions)
    assert {passage.report for one in made for passage in one.reports} == built


def words_in(article: Read, wanted: dict[int, set[str]], role: str) -> list[str]:
    chosen = [
        article.candidates[number] for number, roles in wanted.items() if role in roles
    ]
    return [TEXT[one.first : one.last] for one in chosen]


def test_labels_give_roles_to_candidates(article: Read) -> None:
    near = range(len(article.candidates))
    wanted = wanted_roles(article, Labels(article), "s1", near, sentence=0)
    assert "Gunmen" in words_in(article, wanted, "initiator")
    assert words_in(article, wanted, "place") == ["Garissa"]
    assert words_in(article, wanted, "date") in (["Friday"], ["on Friday"])
    assert any("nine" in words for words in words_in(article, wanted, "killed"))
    assert words_in(article, wanted, "speaker") == ["The army"]
    assert not words_in(article, wanted, "injured")


def test_roles_are_dropped_and_added(article: Read) -> None:
    mention = article.mentions[0].mention
    near = range(len(article.candidates))
    wanted = wanted_roles(article, Labels(article), "s1", near, sentence=0)
    dropped = {value[:3] for value in decide.given_values(mention)}
    bare = decide.with_roles(mention, [], dropped)
    assert (bare.arguments, bare.counts, bare.attribution, bare.when) == (
        (),
        (),
        (),
        None,
    )
    chosen = [
        (article.candidates[number], role)
        for number, roles in wanted.items()
        for role in roles
        if role == "place" or role in COUNTED
    ]
    full = decide.with_roles(bare, chosen, set())
    assert [one.name for one in full.arguments] == ["Garissa"]
    assert {one.best for one in full.counts} == {9}


@pytest.mark.parametrize("size", [1, 40, CHUNK, 1000, 5000])
def test_windows_hold_every_subword_once(size: int) -> None:
    starts = np.arange(size) * 5
    sentences = [(number * 100, number * 100 + 99) for number in range(size // 20 + 1)]
    windows = windows_of(starts, sentences)
    held = [at for _, first, end in windows for at in range(first, end)]
    assert held == list(range(size))
    assert all(
        context <= first and end - context < 510 for context, first, end in windows
    )
