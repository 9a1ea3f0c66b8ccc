"""Are gold files read, and are their faults named?"""

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import InputError
from timeline.evaluation.gold import GoldCasualty, evidence_spans, read_gold
from timeline.model.text import TextSpan
from timeline.model.types import Status

ONE: dict[str, Any] = {
    "id": "g01",
    "evidence": ["was hit", [0, 3]],
    "type": "ASSAULT",
    "what": "aerial",
    "date": {"start": "2001-05-04", "end": "2001-05-05", "precision": "day"},
    "initiator": [["Blue", "Blue troops"]],
    "target": [],
    "places": [],
    "casualties": [{"kind": "killed", "count": None, "group": "people"}],
    "attribution": [],
    "status": "occurred",
}


def folder(path: Path, **files: object) -> Path:
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (path / f"{name}.json").write_text(text, encoding="utf-8")
    return path


def test_gold_is_read_without_foreign_fields(tmp_path: Path) -> None:
    [article] = read_gold(
        folder(tmp_path, a={"id": "a", "published": "2001-05-06", "incidents": [ONE]})
    )
    [incident] = article.incidents
    assert (article.id, incident.status, incident.initiator) == (
        "a",
        Status.OCCURRED,
        (("Blue", "Blue troops"),),
    )
    assert evidence_spans(article, "Oma was hit.") == {
        "g01": [TextSpan(start=4, end=11), TextSpan(start=0, end=3)]
    }


def test_articles_come_by_file_name(tmp_path: Path) -> None:
    gold = read_gold(
        folder(tmp_path, b={"id": "1", "incidents": []}, a={"id": "2", "incidents": []})
    )
    assert [article.id for article in gold] == ["2", "1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "a.json: is not a gold article: "),
        (
            {"id": "a", "incidents": [ONE | {"status": "maybe"}]},
            "a.json: is not a gold article: ",
        ),
        (
            {"id": "a", "incidents": [ONE, ONE]},
            "a.json: has two incidents 'g01'. Give each its own id.",
        ),
    ],
)
def test_file_that_is_no_gold_article_is_error(
    content: object, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_gold(folder(tmp_path, a=content))
    assert str(caught.value).startswith(f"{tmp_path}/{message}")


def test_two_articles_with_one_id_are_an_error(tmp_path: Path) -> None:
    article = {"id": "a", "incidents": []}
    with pytest.raises(
        InputError,
        match=r"b\.json: is the second article with id 'a'\. Give each its own id\.",
    ):
        read_gold(folder(tmp_path, a=article, b=article))


def test_an_empty_or_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        InputError,
        match=r"holds no \*\.json file\. Give the folder that holds the gold incidents\.",
    ):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="is not a folder"):
        read_gold(tmp_path / "none")


@pytest.mark.parametrize(
    ("casualty", "number", "unstated"),
    [
        (GoldCasualty(kind="killed", count=3), 3, False),
        (GoldCasualty(kind="killed"), None, True),
        (GoldCasualty(kind="killed", low=2, high=2), 2, False),
        (GoldCasualty(kind="killed", low=2, high=5), None, False),
        (GoldCasualty(kind="killed", low=2), None, False),
    ],
)
def test_the_number_of_a_gold_figure(
    casualty: GoldCasualty, number: int | None, unstated: bool
) -> None:
    assert (casualty.number, casualty.is_unstated) == (number, unstated)
