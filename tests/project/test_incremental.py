"""Is only what changed read again, is everything written whole, and does an interruption cost nothing but time?"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.project.factories import Reader, article, project, put, table
from timeline.documents import readers
from timeline.errors import InputError, LexiconError, SettingsError, UsageError
from timeline.exporters import json as timeline_json
from timeline.model.timeline import TimelineData
from timeline.project.folder import Project
from timeline.project.incremental import (
    BuildOutcome,
    check_options,
    data_beside,
    incremental_build,
    project_of,
)

ONE = article("one", "Subek", "Dorn")
TWO = article("two", "Subek", "Tarn", published="2020-02-05", killed=6)


def write_page(data: TimelineData, path: Path) -> int:
    path.write_text(timeline_json.to_text(data), encoding="utf-8")
    return 1


def build(
    made: Project,
    reader: Reader | None = None,
    *,
    page: str | None = None,
    look: str = "",
) -> BuildOutcome:
    return incremental_build(
        made,
        version="1",
        today=date(2021, 1, 1),
        reader=reader or Reader(),
        page=made.folder / page if page else made.page,
        write_page=write_page,
        look=look,
    )


def files(made: Project) -> dict[str, bytes]:
    return {
        one.name: one.read_bytes() for one in made.folder.iterdir() if one.is_file()
    }


def again(made: Project) -> list[str]:
    """Build again and give the documents that were read for it."""
    reader = Reader()
    build(made, reader)
    return reader.read


def test_first_build_reads_all_second_nothing_same_bytes(tmp_path: Path) -> None:
    made = project(tmp_path, ONE, TWO)
    first = build(made)
    before = files(made)
    assert (first.read, first.unchanged, first.changes) == (2, False, None)
    assert first.data.title == "war"
    reader = Reader(end=0)
    second = build(made, reader)
    assert (second.read, second.unchanged, second.data) == (0, True, first.data)
    assert files(made) == before
    assert sorted(before) == [
        ".gitattributes",
        "corrections.csv",
        "timeline.html",
        "timeline.timeline.json",
        "timeline.toml",
    ]


def test_only_new_and_changed_articles_are_read(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    build(made)
    put(made, TWO)
    assert again(made) == ["two"]
    put(made, article("one", "Subek", "Velm"))
    assert again(made) == ["one"]
    (made.articles / "two.md").unlink()
    done = build(made, reader := Reader())
    assert reader.read == []
    assert sorted(one.places[0].name for one in done.data.incidents) == [
        "Subek",
        "Velm",
    ]
    assert done.changes
    assert [one.places[0].name for one in done.changes.went] == ["Tarn"]
    assert [(one.field, one.old, one.new) for one in done.changes.changed[0].fields][
        -1
    ] == (("documents", "one; two", "one"))


def test_fields_of_a_document_beside_its_text_count(tmp_path: Path) -> None:
    made = project(tmp_path, ONE, TWO)
    build(made)
    put(made, article("one", "Subek", "Dorn", published="2020-02-06"))
    assert again(made) == ["one"]
    (made.articles / "one.md").rename(made.articles / "renamed.md")
    assert again(made) == ["renamed"]


TOML = [
    ('title = "Another"', []),
    ('about = "Dorn"', []),
    ("separate = true", []),
    ('dates = "news"', ["one", "two"]),
    ('[[actor]]\nid = "a"\nname = "A"', ["one", "two"]),
    ('[[place]]\nname = "P"', ["one", "two"]),
]


@pytest.mark.parametrize(("text", "read"), TOML, ids=[text[:8] for text, _ in TOML])
def test_only_settings_of_reading_have_all_read_again(
    tmp_path: Path, text: str, read: list[str]
) -> None:
    made = project(tmp_path, ONE, TWO)
    build(made)
    before = files(made)
    made.settings.write_text(text + "\n")
    assert again(made) == read
    assert files(made)["timeline.timeline.json"] != before["timeline.timeline.json"]


def test_corrections_are_written_without_reading_again(tmp_path: Path) -> None:
    made = project(tmp_path, ONE, TWO)
    first = build(made)
    dorn = next(one.id for one in first.data.incidents if one.places[0].name == "Dorn")
    made.corrections.write_text(
        table(
            {
                "action": "fix",
                "id": dorn,
                "date": "2020-02-01",
                "place": "Damascus",
                "initiator": "Hezbollah",
            },
            {"action": "delete", "id": "i0"},
            {"action": "bogus"},
        )
    )
    done = build(made, reader := Reader())
    assert reader.read == []
    read = timeline_json.read(made.data)
    assert read == done.data
    fixed = next(one for one in read.incidents if one.id == dorn)
    assert [one.author for one in fixed.corrections] == ["L. Baker"] * 3
    assert [one.id for one in fixed.places] == ["geonames:170654"]
    assert fixed.actors[-1].id == "hezbollah"
    assert [row["action"] for row in read.corrections] == ["fix"]
    assert [one.where for one in read.problems] == [
        "corrections.csv, line 4",
        "corrections.csv, line 3",
    ]
    made.corrections.unlink()
    assert build(made).data == first.data


def test_own_places_are_known_to_corrections(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    made.settings.write_text(
        '[[place]]\nname = "High Dorn"\nlat = 1\nlon = 2\n[[actor]]\nid = "rg"\nname = "River G"\n'
    )
    dorn = build(made).data.incidents[0].id
    made.corrections.write_text(
        table(
            {
                "action": "fix",
                "id": dorn,
                "place": "high dorn",
                "initiator": "rg",
                "target": "River G",
            }
        )
    )
    fixed = next(one for one in build(made).data.incidents if one.id == dorn)
    assert [(one.id, one.lat) for one in fixed.places] == [("place:high-dorn", 1.0)]
    assert [one.id for one in fixed.actors] == ["rg", "rg"]


@pytest.mark.parametrize("end", [0, 1, 2, 3])
def test_interrupted_build_keeps_its_readings_and_same_bytes(
    tmp_path: Path, end: int
) -> None:
    documents = [ONE, TWO, article("three", "Velm"), article("four", "Kassim")]
    whole, broken = (
        project(tmp_path / "whole", *documents),
        project(tmp_path / "broken", *documents),
    )
    build(whole)
    with pytest.raises(KeyboardInterrupt):
        build(broken, Reader(end=end))
    assert not broken.page.exists()
    reader = Reader()
    build(broken, reader)
    assert len(reader.read) == 4 - end
    assert files(broken) == files(whole)


def test_interruption_of_writing_is_repaired_by_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, broken = project(tmp_path / "whole", ONE), project(tmp_path / "broken", ONE)
    for made in (whole, broken):
        build(made)
        put(made, TWO)
    done = build(whole)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for step in (
        "timeline.project.incremental.write_atomically",
        "timeline.project.incremental.difference",
        "timeline.project.incremental.Store.finish",
    ):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(step, stop)
            build(broken)
    assert timeline_json.read(broken.previous).documents == (
        timeline_json.read(whole.previous).documents
    )
    for draft in (
        ".timeline-0123abcd.part",
        ".timeline.html.x1y2z3_4",
        ".timeline/.timeline-0123abcd.part",
    ):
        (broken.folder / draft).write_text("half")
    assert build(broken).data == done.data
    assert not list(broken.cache.glob("*.part"))
    assert files(broken) == files(whole)


def test_changed_or_lost_page_is_written_without_reading(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    build(made)
    before = files(made)
    made.page.write_text("changed")
    assert again(made) == []
    made.data.unlink()
    assert again(made) == []
    assert files(made) == before
    assert build(made).unchanged
    assert not build(made, look="directory").unchanged
    assert not build(made, page="other.html").unchanged
    assert (
        data_beside(made.folder / "other.html").read_bytes()
        == before["timeline.timeline.json"]
    )


def test_new_or_changed_files_are_noticed_except_hidden(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    build(made)
    (made.articles / ".hidden").write_text("x")
    assert build(made).unchanged
    (made.articles / "inner").mkdir()
    (made.articles / "inner" / "b\udce9.doc").write_bytes(b"x")
    done = build(made)
    assert not done.unchanged
    assert [one.what for one in done.data.problems] == [
        "1 file of another kind (.doc) was not read."
    ]
    assert build(made).unchanged
    (made.articles / "inner" / "b\udce9.doc").write_bytes(b"y")
    assert not build(made).unchanged


def test_deleted_cache_costs_one_reading_and_no_id(tmp_path: Path) -> None:
    late = article("late", "Subek", published="2020-02-09")
    made = project(tmp_path, late)
    identity = build(made).data.incidents[0].id
    put(made, article("early", "Subek", published="2020-02-04"))
    build(made)
    shutil.rmtree(made.cache)
    reader = Reader()
    assert [one.id for one in build(made, reader).data.incidents] == [identity]
    assert reader.read == ["early", "late"]
    made.data.write_text("{}")
    shutil.rmtree(made.cache)
    assert [one.id for one in build(made).data.incidents] != [identity]


def test_looking_at_project_reads_new_and_writes_nothing(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    reader = Reader()
    found = incremental_build(made, version="1", today=None, reader=reader)
    assert (len(found.data.incidents), reader.read) == (2, ["one"])
    assert not made.page.exists()
    assert again(made) == []


def test_future_date_is_checked_again_every_time(tmp_path: Path) -> None:
    made = project(tmp_path, article("one", "Subek", published="2021-06-01"))
    assert [one.what for one in build(made).data.problems] == [
        "its publication date 2021-06-01 is in the future."
    ]
    assert not build(made).unchanged


def test_wrong_project_is_reported_before_any_writing(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    build(made)
    before = files(made)
    made.settings.write_text("titel = 1\n")
    with pytest.raises(SettingsError):
        build(made)
    made.settings.write_text("")
    made.corrections.write_text("acton\n")
    with pytest.raises(
        InputError,
        match=r"corrections\.csv: there is no column 'acton'\. Did you mean 'action'\?",
    ):
        build(made)
    made.corrections.unlink()
    (made.articles / "one.md").unlink()
    with pytest.raises(InputError) as raised:
        build(made)
    assert str(raised.value) == (
        f"{made.articles}: nothing could be read. articles: there are no documents in this folder. "
        f"Put files of these kinds into it: {', '.join(readers.names())}."
    )
    made.articles.rmdir()
    with pytest.raises(InputError, match="articles: there is no such file or folder"):
        build(made)
    assert {
        name: files(made)[name] for name in ("timeline.html", "timeline.timeline.json")
    } == {name: before[name] for name in ("timeline.html", "timeline.timeline.json")}


def test_unknown_own_actors_stop_a_build_needing_them(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    identity = build(made).data.incidents[0].id
    made.settings.write_text('[[actor]]\nid = "a"\nname = "A"\ncountry = "XX"\n')
    made.corrections.write_text(
        table({"action": "fix", "id": identity, "initiator": "Somebody"})
    )
    with pytest.raises(
        LexiconError, match=r"timeline\.toml, actor 1 \(a\): there is no country 'XX'"
    ):
        build(made)


def test_project_takes_settings_from_its_files_only(tmp_path: Path) -> None:
    made = project(tmp_path, ONE)
    assert project_of([made.folder]) == made
    assert project_of([made.articles, tmp_path]) is None
    with pytest.raises(UsageError) as raised:
        project_of([tmp_path, made.folder])
    assert str(raised.value) == (
        f"{made.folder}: this is a project; it cannot be built together with other paths. "
        f"Put the articles into {made.articles}, or give only files and folders that are not projects."
    )
    check_options({"title": None, "separate": False})
    cures = {
        "about": "Write it there.",
        "settings": "Leave it out.",
        "date": "Write the day into the article's file name, or into its front matter.",
    }
    for name, cure in cures.items():
        with pytest.raises(UsageError) as raised:
            check_options({"title": None, name: "x"})
        assert (
            str(raised.value)
            == f"--{name}: a project takes this from its own files (timeline.toml). {cure}"
        )


PAGE = (
    '<html><head><title>Dorn</title><meta property="article:published_time" content="2020-02-04"></head><body><article>'
    "<p>Front fighters shelled the town of Dorn on Monday, killing 4 people, as two witnesses told a reporter there.</p>"
    "</article></body></html>"
)


def test_slow_files_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(tmp_path, ONE)
    (made.articles / "page.html").write_text(PAGE, encoding="utf-8")
    first = build(made)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    made.page.unlink()
    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    assert build(made).data == first.data
    assert [one.title for one in first.data.documents] == [None, "Dorn"]
    (made.articles / "page.html").write_text(
        PAGE + "<!-- changed -->", encoding="utf-8"
    )
    [problem] = build(made).data.problems
    assert (problem.where, "(AssertionError)" in problem.what) == ("page.html", True)
