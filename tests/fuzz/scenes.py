"""What is disturbed while it writes: builds of projects, corrections, reviews, shards, new projects, pages."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Protocol

from tests.builders import timeline_data
from tests.cluster.factories import articles, planned
from tests.project.factories import Reader, article, project, put, table
from tests.project.test_incremental import files
from tests.review.factories import TODAY, prepared_project, reports_of
from tests.views.sample import small
from timeline import pipeline
from timeline.cluster import shards
from timeline.errors import UsageError
from timeline.exporters.json import to_text
from timeline.model.incidents import Report
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.project.corrections import read_corrections
from timeline.project.folder import Project, init
from timeline.project.incremental import incremental_build
from timeline.project.prepare import Prepared, prepare_project
from timeline.review.session import ReviewSession
from timeline.settings import Settings
from timeline.views.page import write_page

ONE = article("one", "Subek", "Dorn")
STATES = (
    (ONE, article("two", "Subek", "Tarn", published="2020-02-05", killed=6)),
    (
        ONE,
        article("two", "Velm", "Tarn", published="2020-02-05", killed=9),
        article("three", "Dorn", "Subek"),
    ),
)


class Scene(Protocol):
    """Work that writes files, and may be ended at any moment.

    Attributes:
        seconds: About how long it takes undisturbed.
    """

    seconds: float

    def put(self) -> None:
        """Make ready what the work is done on."""

    def work(self) -> None:
        """Do it; this is what is disturbed."""

    def check(self) -> None:
        """Check that all that lies there is whole, as before or as after."""

    def end(self) -> None:
        """Do the work again undisturbed, and check that it ends as if nothing had happened."""


class Builds:
    """Builds of a project whose articles change, with corrections that change with them."""

    seconds = 0.2

    def __init__(self, folder: Path) -> None:
        """Make the project, and what an undisturbed build gives for each state of it."""
        self.made = project(folder, *STATES[0])
        self.now = 1
        self.rows: tuple[str, str] = ("", "")
        self._build()
        [first, *_] = incremental_build(
            self.made, version="1", today=date(2021, 1, 1), reader=Reader()
        ).data.incidents
        fixed = {"action": "fix", "id": first.id, "date": "2020-01-30"}
        renamed = {"action": "rename actor", "id": "front", "value": "New Front"}
        self.rows = (table(fixed), table(fixed, renamed))
        whole = []
        for _ in range(4):
            self.put()
            self._build()
            whole.append(files(self.made))
        assert whole[0] == whole[2]
        assert whole[1] == whole[3]
        assert b"New Front" in whole[1]["timeline.timeline.json"]
        self.whole = whole[:2]

    def put(self) -> None:
        """Put the articles and corrections of the other state into the project."""
        self.now = 1 - self.now
        shutil.rmtree(self.made.articles)
        self.made.articles.mkdir()
        for document in STATES[self.now]:
            put(self.made, document)
        self.made.corrections.write_text(self.rows[self.now], encoding="utf-8")

    def work(self) -> None:
        """Build, without a parser."""
        self._build()

    def _build(self) -> None:
        incremental_build(
            self.made,
            version="1",
            today=date(2021, 1, 1),
            reader=Reader(),
            page=self.made.page,
            write_page=_quick_page,
        )

    def check(self) -> None:
        """Check that each file is that of the build before or of this one."""
        check_either(files(self.made), self.whole[1 - self.now], self.whole[self.now])

    def end(self) -> None:
        """Build again."""
        self._build()
        assert files(self.made) == self.whole[self.now], (
            "the next build ends with other bytes"
        )


def _quick_page(data: TimelineData, path: Path) -> int:
    """Write in place of the page what is quick to make, as the page is written."""
    write_atomically(path, to_text(data))
    return 1


class Reviews:
    """Acts of a person who reviews a project: each is one row more in its corrections, or one less."""

    seconds = 0.1

    def __init__(self, folder: Path) -> None:
        """Make the project."""
        self.folder = folder / "reviewed"
        prepared_project(self.folder)
        self.path = self.folder / "corrections.csv"
        self.acts = 0
        self.before = self.after = self.path.read_bytes()

    def put(self) -> None:
        """Note what stands in the file, and what will."""
        if self.acts % 40 == 0:
            init_row = self.path.read_text(encoding="utf-8").partition("\n")[0]
            self.path.write_text(f"{init_row}\n", encoding="utf-8")
        self.acts += 1
        self.before = self.path.read_bytes()
        self.work()
        self.after = self.path.read_bytes()
        assert self.after != self.before
        self.path.write_bytes(self.before)

    def work(self) -> None:
        """Open a session, act, and undo every fifth act."""
        session = ReviewSession(self._prepared(), self.path, author="anna", today=TODAY)
        name = sorted(session.incidents)[self.acts % len(session.incidents)]
        session.act(
            {"action": "fix", "id": name, "date": f"2020-01-{1 + self.acts % 28:02}"}
        )
        session.act({"action": "check", "id": name})
        if self.acts % 5 == 0:
            session.undo()

    def _prepared(self) -> Prepared:
        """Prepare the project; what a kill took from its store is read again."""

        def read(
            unread: Sequence[Document], _: Settings
        ) -> Iterator[tuple[Document, list[Report]]]:
            yield from reports_of(unread)

        return prepare_project(Project(self.folder), today=TODAY, reader=read)

    def check(self) -> None:
        """Check that the file holds whole rows: those before, and of the new ones none to all."""
        now = self.path.read_bytes()
        assert now.startswith(self.before), "an earlier row is lost"
        rows, problems = read_corrections(self.path)
        assert not problems, problems
        before = self.before.count(b"\n") - 1
        assert before <= len(rows) <= before + 2, "a row is there in part, or twice"

    def end(self) -> None:
        """Act again."""
        self.path.write_bytes(self.before)
        self.work()
        assert self.path.read_bytes() == self.after


class Shards:
    """Articles read in shards; what was read is never read again, and gives the same timeline."""

    seconds = 0.5

    def __init__(self, folder: Path) -> None:
        """Make the articles, and what an undisturbed reading gives."""
        self.source = articles(folder / "articles", 4)
        self.results = folder / "shards"
        self.plan = planned(self.source, size=1)
        self.work()
        self.whole = files_in(self.results)
        self.text = self._text()

    def put(self) -> None:
        """Take away all results but one."""
        for path in sorted(self.results.iterdir())[1:]:
            path.unlink()

    def work(self) -> None:
        """Read the shards that have no result."""
        shards.write_plan(self.plan, self.results)
        unread = shards.unread(self.plan.shards, self.results)
        shards.read_in_processes(self.plan, unread, self.results, jobs=1)

    def check(self) -> None:
        """Check that each result is whole."""
        check_either(files_in(self.results), {}, self.whole)

    def end(self) -> None:
        """Read what is left, and build."""
        self.work()
        assert files_in(self.results, but_drafts=True) == self.whole
        assert self._text() == self.text

    def _text(self) -> str:
        return to_text(pipeline.build_from_shards(self.results, version="1"))


class NewProjects:
    """Projects that are begun: what is there is a project, or can be begun again."""

    seconds = 0.01

    def __init__(self, folder: Path) -> None:
        """Begin one undisturbed."""
        self.folder = folder / "new"
        self.work()
        self.whole = files_in(self.folder)

    def put(self) -> None:
        """Take it away, but for an article that lies there already."""
        shutil.rmtree(self.folder)
        (self.folder / "articles").mkdir(parents=True)
        (self.folder / "articles" / "a.txt").write_text("Rebels shelled Subek.")

    def work(self) -> None:
        """Begin it."""
        init(self.folder)

    def check(self) -> None:
        """Check that each file is whole, and the article is there."""
        check_either(files_in(self.folder), {}, self.whole)
        assert (self.folder / "articles" / "a.txt").is_file()

    def end(self) -> None:
        """Begin it again, if it is none yet."""
        with suppress(UsageError):
            self.work()
        assert files_in(self.folder, but_drafts=True) == self.whole


class Pages:
    """The page itself, as it is written in one file."""

    seconds = 0.3

    def __init__(self, folder: Path) -> None:
        """Write two pages undisturbed."""
        self.path = folder / "pages" / "lesson.html"
        self.path.parent.mkdir()
        self.whole = []
        self.now = 0
        for _ in range(2):
            self.put()
            self.work()
            self.whole.append(files_in(self.path.parent))

    def put(self) -> None:
        """Turn to the other page."""
        self.now = 1 - self.now

    def work(self) -> None:
        """Write it."""
        write_page(small() if self.now else timeline_data(), self.path)

    def check(self) -> None:
        """Check that it is the page before or this one."""
        check_either(files_in(self.path.parent), *self.whole)

    def end(self) -> None:
        """Write it again."""
        self.work()
        assert files_in(self.path.parent, but_drafts=True) == self.whole[1 - self.now]


SCENES: Mapping[str, Callable[[Path], Scene]] = {
    "builds": Builds,
    "reviews": Reviews,
    "shards": Shards,
    "new projects": NewProjects,
    "pages": Pages,
}


def files_in(folder: Path, *, but_drafts: bool = False) -> dict[str, bytes]:
    """Return the contents of the files in a folder by their names."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not (but_drafts and is_draft(path.name))
    }


def is_draft(name: str) -> bool:
    """Return whether a file is a draft that a killed program left; a later one deletes it."""
    return name.startswith(".timeline-") or (name.startswith(".") and ".html." in name)


def check_either(
    there: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Check that each file is as before or as after; none that was there may be missing."""
    for name in {*before, *there}:
        if is_draft(name):
            continue
        content = there.get(name)
        assert content in (before.get(name), after.get(name)), (
            f"{name} is neither old nor new"
        )
