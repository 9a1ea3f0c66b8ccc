"""Do closed questions change reports only as the ids answered say, and nothing where the answer is wrong?"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.llm.fake_server import Request, Response, fake_server, says
from tests.readers.test_model_builds import (
    built,
    reader_of,
    run,
    settings_of,
    write_articles,
)
from timeline import pipeline
from timeline.exporters.json import read
from timeline.llm.answers import Recorder
from timeline.model.timeline import TimelineData
from timeline.readers.model import ModelReader, model_reader
from timeline.settings import Settings, with_llm

TEXT = (
    "Rebels shelled the town of Lemo on Monday, killing four people, officials said. "
    "On Tuesday the army bombed Subek. The shelling of Lemo was heavy."
)
Answer = Callable[[str, Mapping[str, list[str]]], dict[str, str]]


def replies(answer: Answer) -> Callable[[Request], Response]:
    """Return a server that answers each question from the ids that its schema allows."""

    def reply(request: Request) -> Response:
        schema = request.content["response_format"]["json_schema"]["schema"]
        rows = {}
        for name, question in schema["properties"].items():
            ids = {
                field: cell["enum"] for field, cell in question["properties"].items()
            }
            rows[name] = answer(name, ids)
        return says(json.dumps(rows))

    return reply


def first_ids(_: str, ids: Mapping[str, list[str]]) -> dict[str, str]:
    return {field: values[0] for field, values in ids.items()}


def keeps(_: str, ids: Mapping[str, list[str]]) -> dict[str, str]:
    return {
        field: "yes" if field == "incident" else values[-1]
        for field, values in ids.items()
    }


def by_rules(folder: Path) -> TimelineData:
    return pipeline.build([folder], version="test", settings=Settings())


def incident_of(data: TimelineData, words: str) -> Any:
    [incident] = [one for one in data.incidents if words in one.reports[0].text]
    return incident


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "a", [TEXT])


def test_keeping_all_changes_only_signs(folder: Path) -> None:
    before = by_rules(folder)
    data, reader = built(folder, replies(keeps), mode="join,choose")
    assert [one.id for one in data.incidents] == [one.id for one in before.incidents]
    assert [one.date for one in data.incidents] == [
        one.date for one in before.incidents
    ]
    assert [one.places for one in data.incidents] == [
        one.places for one in before.incidents
    ]
    assert [one.actors for one in data.incidents] == [
        one.actors for one in before.incidents
    ]
    signs = {one.signs[-1] for one in data.incidents}
    assert signs == {"read by the rules, checked by a language model"}
    assert [one.confidence for one in data.incidents] == [
        one.confidence for one in before.incidents
    ]
    assert reader.acts_text() == (
        "0 reports left out as no incidents, 0 joined to others, 0 values changed"
    )


def test_no_leaves_an_incident_out(folder: Path) -> None:
    def answer(name: str, ids: Mapping[str, list[str]]) -> dict[str, str]:
        return {**keeps(name, ids), "incident": "no" if name == "r1" else "yes"}

    data, reader = built(folder, replies(answer), mode="choose")
    assert len(data.incidents) == len(by_rules(folder).incidents) - 1
    assert reader.acts["left out"] == 1


def test_a_chosen_value_stands_under_its_words(folder: Path) -> None:
    def answer(name: str, ids: Mapping[str, list[str]]) -> dict[str, str]:
        chosen = (
            {field: ids[field][0] for field in ("when", "where")}
            if name == "r2"
            else {}
        )
        return {**keeps(name, ids), **chosen}

    data, _ = built(folder, replies(answer), mode="choose")
    bombed = incident_of(data, "bombed")
    assert [place.name for place in bombed.places] == ["Lemo"]
    text = data.documents[0].text
    marks = [
        mark
        for passage in bombed.reports
        for mark in passage.marks
        if mark.slot.value in {"place", "date"}
    ]
    assert {text[mark.start : mark.end] for mark in marks} == {"Lemo", "Monday"}
    assert {mark.rule for mark in marks} == {"llm:fake"}
    for passage in bombed.reports:
        assert text[passage.start : passage.end] == passage.text
        assert all(passage.start <= mark.start < passage.end for mark in passage.marks)


def test_join_puts_two_reports_together(tmp_path: Path) -> None:
    text = (
        "Rebels shelled the town of Lemo on Monday. "
        "The army shelled the town of Subek on Tuesday, killing two people."
    )
    folder = write_articles(tmp_path / "b", [text])
    data, reader = built(folder, replies(first_ids), mode="join")
    [incident] = data.incidents
    assert len(by_rules(folder).incidents) == 2
    assert reader.acts["joined"] == 1
    assert {place.name for place in incident.places} == {"Lemo", "Subek"}
    assert len({passage.report for passage in incident.reports}) == 1
    assert [figure.best for figure in incident.casualties] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"r1": {"incident": "maybe", "where": "Paris"}, "r99": {"incident": "no"}}',
        '{"r1": ["no"], "r2": {"incident": 0}}',
        '{"r1": {"same_as": "r1"}}',
    ],
)
def test_answers_that_are_no_ids_change_nothing(folder: Path, text: str) -> None:
    data, reader = built(folder, lambda _: says(text), mode="join,choose")
    before = by_rules(folder)
    assert [one.date for one in data.incidents] == [
        one.date for one in before.incidents
    ]
    assert [one.places for one in data.incidents] == [
        one.places for one in before.incidents
    ]
    assert reader.dropped["choice"] > 0


def test_a_failing_server_leaves_the_rules(folder: Path) -> None:
    data, reader = built(folder, lambda _: Response(status=500), mode="choose")
    assert [one.id for one in data.incidents] == [
        one.id for one in by_rules(folder).incidents
    ]
    assert list(reader.failures) == [data.documents[0].id]
    assert data.documents[0].read_by == "rules"


def test_nothing_is_asked_about_a_text_without_reports(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "c", ["The weather was fine."])
    with fake_server(replies(keeps)) as server:
        reader = reader_of(server, mode="choose")
        pipeline.build(
            [folder], version="test", settings=settings_of("choose"), model=reader
        )
    assert not server.requests and not reader.failures


def test_every_id_is_explained_to_the_model(tmp_path: Path) -> None:
    days = range(1, 29)
    texts = [
        " ".join(
            f"Rebels shelled the town of Lemo on {day} January 2020." for day in days
        )
    ]
    requests: list[Request] = []

    def reply(request: Request) -> Response:
        requests.append(request)
        return replies(keeps)(request)

    built(write_articles(tmp_path / "d", texts), reply, mode="join,choose")
    assert len(requests) > 1  # twelve reports a call
    for request in requests:
        schema = request.content["response_format"]["json_schema"]["schema"]
        for name, question in schema["properties"].items():
            assert f"\n{name} (" in request.article
            for value in question["properties"].get("same_as", {"enum": ["none"]})[
                "enum"
            ][:-1]:
                assert f"\n{value} (" in request.article


def recorded(folder: Path, path: Path) -> TimelineData:
    with fake_server(replies(first_ids)) as server:
        reader = reader_of(server, mode="join,choose")
        recorder = Recorder(path, model="fake")
        asking = reader.asking.__class__(
            name="fake", model=reader.asking.model, recorder=recorder
        )
        settings = settings_of("join,choose")
        recording = ModelReader(asking, settings)
        data = pipeline.build(
            [folder], version="test", settings=settings, model=recording
        )
        recorder.close()
        return data


def test_recorded_answers_fit_their_questions_only(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "answers.jsonl"
    data = recorded(folder, path)
    settings, reader = model_reader(
        with_llm(Settings(), mode="join,choose"), replay=path
    )
    again = pipeline.build([folder], version="test", settings=settings, model=reader)
    assert [one.id for one in again.incidents] == [one.id for one in data.incidents]
    assert [one.date for one in again.incidents] == [one.date for one in data.incidents]
    article = next(folder.iterdir())
    article.write_text(TEXT.replace("Subek", "Norub"), encoding="utf-8")
    settings, reader = model_reader(
        with_llm(Settings(), mode="join,choose"), replay=path
    )
    pipeline.build([folder], version="test", settings=settings, model=reader)
    assert reader is not None
    [failure] = reader.failures.values()
    assert "answers other questions" in failure.what


def test_a_project_asks_closed_questions_once(tmp_path: Path) -> None:
    project = tmp_path / "war"
    run("init", project)
    write_articles(project / "articles" / "x", [TEXT])
    with fake_server(replies(keeps)) as server:
        toml = f'[llm]\nmode = "join,choose"\nmodel = "fake"\nurl = "{server.url}"\n'
        (project / "timeline.toml").write_text(toml, encoding="utf-8")
        first = run("build", project)
        (project / ".timeline" / "cache.sqlite").unlink()
        run("build", project)
    assert len(server.requests) == 1
    assert "checked" in first
    settings = read(project / "timeline.timeline.json").settings
    assert settings["llm"] == "join,choose"
    assert len(str(settings["llm_prompt"])) == 16
