"""Hostile words in every field of every file: nothing runs, nothing is fetched, nothing breaks the layout."""

import csv
import json
import threading
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import hostile_files
from tests.browser.conftest import Visit
from tests.cli.factories import run
from tests.exporters.test_formulas import SIGNS, cells_as_opened, is_number
from timeline.cli.inputs import today
from timeline.cli.reviewing import open_session
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS
from timeline.model.timeline import TimelineData
from timeline.review.desk import Desk
from timeline.review.server import ReviewServer
from timeline.views.page import write_page

pytestmark = pytest.mark.browser
FOREIGN = ":is(main, aside, dialog, header, footer) :is(img, script, iframe, form[action], base, meta, object, embed)"
TABS = ("", "#tab=map", "#tab=network", "#tab=sequences", "#tab=table", "#all=yes")
WIDTHS = (390, 1440)


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project of hostile files."""
    folder = tmp_path_factory.mktemp("hostile") / "war"
    assert run("init", folder).code == 0
    hostile_files.project_files(folder)
    assert run("build", folder).code == 0
    built = timeline_json.read(folder / "timeline.timeline.json")
    names = [one.id for one in built.incidents]
    rows = hostile_files.corrections(names, [actor.id for actor in built.actors[:5]])
    (folder / "corrections.csv").write_text(rows, encoding="utf-8")
    assert run("build", folder).code == 0
    return folder


@pytest.fixture(scope="module")
def data(war: Path) -> TimelineData:
    return timeline_json.read(war / "timeline.timeline.json")


def test_every_kind_of_file_was_read(data: TimelineData) -> None:
    formats = {
        one.provenance.format for one in data.documents if one.provenance is not None
    }
    assert {"JSON", "Markdown", "HTML", "Word", "text"} <= formats
    assert {dataset.format for dataset in data.datasets} >= {"ucdp_ged", "acled", "gtd"}
    assert len(data.incidents) > 60
    assert len(data.corrections) > 20


def is_calm(page: Page) -> None:
    """Check that nothing ran, and that no element came out of the words."""
    assert page.evaluate("window.ran") is None
    assert page.locator(FOREIGN).count() == 0
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.href)")
    assert [
        link for link in links if not link.startswith(("http:", "https:", "file:"))
    ] == []


@pytest.mark.parametrize("layout", ["case", "archive", "embed"])
def test_page_of_hostile_files_stays_whole(
    visit: Visit, pages: Path, war: Path, layout: str
) -> None:
    name = f"files-{layout}"
    if not (pages / f"{name}.html").exists():
        data = timeline_json.read(war / "timeline.timeline.json")
        write_page(data, pages / f"{name}.html", layout=layout)
    for width in WIDTHS:
        page = visit(name, viewport={"width": width, "height": 844})
        for fragment in TABS:
            page.evaluate("fragment => { location.hash = fragment; }", fragment)
            page.wait_for_timeout(150)
            is_calm(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                fragment
            )
        for _ in range(6):
            page.keyboard.press("j")
            is_calm(page)
        panel = page.locator("#panel")
        if panel.count() and panel.is_visible():
            assert panel.evaluate("one => one.scrollWidth <= one.clientWidth + 1")


def test_review_of_hostile_files_stays_whole(war: Path, browser: Browser) -> None:
    session = open_session(war, coder="anna", is_blind=False, today=today())
    heard: list[str] = []
    with ReviewServer(Desk(session).routes()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request",
            lambda one: (
                None
                if one.url.startswith(server.url.rsplit("/", 1)[0])
                else heard.append(one.url)
            ),
        )
        page.goto(server.url)
        expect(page.locator("#progress")).to_contain_text("checked", timeout=60_000)
        for _ in range(12):
            assert page.evaluate("window.ran") is None
            assert (
                page.locator(
                    "main :is(img, script, iframe, base, meta, form[action])"
                ).count()
                == 0
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 1440
            page.keyboard.press("j")
            page.wait_for_timeout(100)
        page.close()
        server.shutdown()
    assert heard == []


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_export_of_hostile_files_is_read_back(
    name: str, data: TimelineData, tmp_path: Path
) -> None:
    path = tmp_path / "out"
    EXPORTERS.get(name)(data, path)
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        content = file.read_bytes()
        if name in ("gexf", "graphml", "xes"):
            ElementTree.fromstring(content)
        elif content[:1] in (b"{", b"["):
            for line in content.split(b"\n") if name == "jsonl" else [content]:
                assert not line.strip() or json.loads(line)
        elif name.startswith(
            ("csv", "acled", "polecat", "timelinejs-csv", "traminer", "tables")
        ):
            text = content.decode("utf-8-sig", "replace")
            list(csv.reader(text.splitlines()))
            cells = [
                c
                for c in cells_as_opened(text)
                if c.lstrip(' "').startswith(tuple(SIGNS))
            ]
            assert [cell for cell in cells if not is_number(cell) and cell != "-"] == []
