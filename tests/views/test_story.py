"""Is a story read as it was saved, and is everything else refused with a reason?"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.views import hostile, sample
from tests.views.hostile import HOSTILE
from timeline.errors import InputError
from timeline.views.escape import clean
from timeline.views.page import page_html
from timeline.views.payload import payload
from timeline.views.story import STORY_SCHEMA, Step, Story, read_story

STEP = {
    "text": "Look.",
    "question": "What?",
    "answer": "This.",
    "view": "day=2020-02-03",
}
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "idlib-2020.story.json"


def write(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "s.json"
    path.write_text(
        content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
    )
    return path


def test_story_is_read_as_page_saves_it(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "schema": STORY_SCHEMA,
            "title": "T",
            "steps": [STEP, {"question": "Only this?"}],
        },
    )
    assert read_story(path) == Story(
        title="T",
        steps=(
            Step(text="Look.", question="What?", answer="This.", view="day=2020-02-03"),
            Step(text="", question="Only this?"),
        ),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "s.json: is not JSON. Make one in the page: Teach, Write a lesson."),
        (
            [],
            's.json: is not a story: it has no "schema": "conflict-timeline-story/1".',
        ),
        ({"schema": STORY_SCHEMA}, 's.json: "steps" is not a list of 1 to 200 steps.'),
        (
            {"schema": STORY_SCHEMA, "steps": []},
            's.json: "steps" is not a list of 1 to 200 steps.',
        ),
        (
            {"schema": STORY_SCHEMA, "title": 1, "steps": [STEP]},
            's.json: "title" is not a text',
        ),
        ({"schema": STORY_SCHEMA, "steps": ["x"]}, "s.json, step 1: is not an object"),
        (
            {"schema": STORY_SCHEMA, "steps": [STEP, {"view": "x"}]},
            "s.json, step 2: has neither text nor question.",
        ),
        (
            {"schema": STORY_SCHEMA, "steps": [STEP | {"html": "x"}]},
            "s.json, step 1: has a field 'html'.",
        ),
        (
            {"schema": STORY_SCHEMA, "steps": [STEP | {"text": 3}]},
            's.json, step 1: "text" is not a text',
        ),
        (
            {"schema": STORY_SCHEMA, "steps": [STEP | {"answer": "x" * 4001}]},
            's.json, step 1: "answer" is not a text',
        ),
    ],
)
def test_a_file_that_is_no_story_is_refused(
    tmp_path: Path, content: Any, message: str
) -> None:
    with pytest.raises(InputError) as error:
        read_story(write(tmp_path, content))
    assert message in str(error.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"cannot be read \(no such file or directory\)"
    ):
        read_story(tmp_path / "no.json")


def test_hostile_story_is_cleaned_and_adds_nothing() -> None:
    story = Story(
        title=HOSTILE[0],
        steps=tuple(
            Step(text=one, question=one, answer=one, view=one) for one in HOSTILE
        ),
    )
    data = payload(sample.small(), story=story)
    assert data["story"] is not None
    assert [step["text"] for step in data["story"]["steps"]] == [
        clean(one) for one in HOSTILE
    ]
    html = page_html(hostile.hostile(), story=story)
    assert "<script>window.ran" not in html


def test_shipped_story_is_story_with_questions_and_answers() -> None:
    story = read_story(EXAMPLE)
    assert len(story.steps) >= 5
    assert all(step.question and step.answer for step in story.steps)
