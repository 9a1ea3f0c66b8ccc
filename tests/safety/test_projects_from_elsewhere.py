"""A project that comes from elsewhere reads and writes nothing outside of it; two who review it lose nothing."""

import multiprocessing
import os
from pathlib import Path

import pytest

from tests.cli.factories import GOOD, run
from tests.review.factories import prepared_project, session_of
from timeline.project.corrections import read_corrections
from timeline.project.folder import init
from timeline.project.prepare import Prepared

SECRET = "Rebels shelled the secret market of Subek on Monday, killing four people.\n"
LINKS = (
    "timeline.html",
    "timeline.timeline.json",
    "corrections.csv",
    "articles",
    ".timeline",
    ".timeline/cache.sqlite",
    ".timeline/lock",
    ".timeline/previous.timeline.json",
)


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
@pytest.mark.parametrize("name", LINKS)
def test_link_out_of_a_project_is_refused(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret-2012-03-05.txt").write_text(SECRET)
    target = outside if name in ("articles", ".timeline") else outside / "victim"
    if target != outside:
        target.write_text("mine")
    made = init(tmp_path / "war")
    (made.articles / "good-2012-03-05.txt").write_text(GOOD)
    path = made.folder / name
    if path.is_dir():
        path.rename(tmp_path / "moved")
    else:
        path.unlink(missing_ok=True)
    path.symlink_to(target)
    before = {one.name: one.read_bytes() for one in outside.iterdir()}
    for command in ("build", "show"):
        found = run(command, made.folder)
        assert found.code == 1
        assert f"{name} is a link that leads out of the project" in found.err
        assert "secret" not in found.out
    assert {one.name: one.read_bytes() for one in outside.iterdir()} == before


def test_link_within_a_project_is_followed(tmp_path: Path) -> None:
    made = init(tmp_path / "war")
    (made.folder / "texts").mkdir()
    made.articles.rmdir()
    made.articles.symlink_to("texts")
    (made.articles / "good-2012-03-05.txt").write_text(GOOD)
    assert run("build", made.folder).code == 0


def _act(folder: Path, prepared: Prepared, number: int) -> None:
    session = session_of(folder, prepared=prepared)
    for turn in range(15):
        name = sorted(session.incidents)[0]
        session.act({"action": "check", "id": name, "reason": f"{number}-{turn}"})


def test_two_who_review_at_once_lose_no_row(tmp_path: Path) -> None:
    folder = tmp_path / "war"
    prepared = prepared_project(folder)
    context = multiprocessing.get_context("fork")
    people = [
        context.Process(target=_act, args=(folder, prepared, number))
        for number in range(2)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert [person.exitcode for person in people] == [0, 0]
    rows, problems = read_corrections(folder / "corrections.csv")
    assert not problems
    reasons = [row["reason"] for row in rows]
    assert sorted(reasons) == sorted(
        f"{number}-{turn}" for number in range(2) for turn in range(15)
    )
