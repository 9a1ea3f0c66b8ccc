"""Does the page say which language model read what, and where it was sent?"""

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import document, timeline_data
from timeline.model.timeline import TimelineData
from timeline.views.payload import payload
from timeline.views.reader import reader_words


def data(settings: dict[str, Any], *read_by: str | None) -> TimelineData:
    documents = [
        replace(document(), id=f"doc-{number}", read_by=reader)
        for number, reader in enumerate(read_by)
    ]
    return timeline_data(documents=(document(), *documents), settings=settings)


def settings_of(mode: str, **changes: Any) -> dict[str, Any]:
    url = "http://127.0.0.1:8080/v1"
    return {
        "llm": mode,
        "llm_model": "m",
        "llm_sent_to": url,
        "llm_answers": None,
    } | changes


def test_says_nothing_without_a_model() -> None:
    assert reader_words(data({}, None)) is None
    assert payload(timeline_data())["reader"] is None


@pytest.mark.parametrize(
    ("settings", "readers", "words"),
    [
        (
            settings_of("read"),
            ["llm:m", "llm:m", "rules"],
            "2 articles were read by the language model m, sent to http://127.0.0.1:8080, "
            "and 1 only by the rules, because it gave no answer.",
        ),
        (
            settings_of("both", llm_answers="a.jsonl (sha256 12)", llm_sent_to=None),
            ["llm:m"],
            "1 article was read by the rules and by the language model m "
            "(recorded answers: a.jsonl (sha256 12)).",
        ),
        (
            settings_of("join,choose"),
            ["llm:m"],
            "1 article was read by the rules and checked by the language model m, "
            "sent to http://127.0.0.1:8080.",
        ),
    ],
)
def test_says_who_read_and_where_it_was_sent(
    settings: dict[str, Any], readers: list[str], words: str
) -> None:
    timeline = data(settings, *readers)
    assert reader_words(timeline) == words
    assert payload(timeline)["reader"] == words


def test_no_path_or_control_character_is_shown() -> None:
    settings = settings_of(
        "read", llm_model="m\x00\u202e", llm_sent_to="https://h.example/secret/v1"
    )
    words = reader_words(data(settings, "llm:m")) or ""
    assert (
        "secret" not in words and "\x00" not in words and "https://h.example" in words
    )
