"""Does the page work in Firefox, too? It draws, takes mouse and keys, asks for nothing and writes no error."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PAGES
from tests.firefox import Firefox, firefox, started

Open = Callable[..., Firefox]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    executable = firefox()
    if executable is None:
        reason = "no Firefox found (Debian: apt-get install firefox-esr)"
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with started(executable, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture
def open_page(running: Firefox, pages: Path) -> Iterator[Open]:
    """Open pages; at the end, none may have asked for anything or written to the console."""
    opened: list[str] = []

    def opens(
        name: str, fragment: str = "", size: tuple[int, int] = (1440, 1000)
    ) -> Firefox:
        path = pages / f"{name}.html"
        if not path.exists():
            PAGES[name](path)
        running.resize(*size)
        running.ask("WebDriver:Navigate", url="about:blank")
        running.open(f"{path.as_uri()}{fragment}")
        opened.append(path.name)
        return running

    yield opens
    assert (
        running.run(
            "return performance.getEntriesByType('resource').map(one => one.name)"
        )
        == []
    )
    assert [message for name in opened for message in running.console(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "small",
        "graded-case",
        "archive",
        "large",
        "packed",
        "hostile",
        "story",
        "nothing",
    ],
)
def test_page_draws(open_page: Open, name: str) -> None:
    page = open_page(name)
    assert page.run("return document.querySelectorAll('h1').length") >= 1
    if name in {"graded-case", "archive", "large", "packed"}:
        marks = "#main svg circle, #main svg path.bar"
        assert page.run(f"return document.querySelectorAll('{marks}').length") > 3
    wide = page.run("return document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_mouse_chooses_filters_and_drags(open_page: Open) -> None:
    page = open_page("large")
    page.click(".item[aria-current]")
    page.until("location.hash.includes('incident=')")
    page.click("#tab-map")
    page.until("document.querySelector('#stage .map')")
    page.click("#chip-what")
    page.click("[data-facet=type] input")
    page.until("location.hash.includes('type=')")
    before = page.run("return document.documentElement.dataset.view")
    box = page.run(
        "const b = document.querySelector('.hit').getBoundingClientRect(); return [b.left, b.top, b.width]"
    )
    left, top, width = (round(value) for value in box)
    page.drag((left + width // 4, top + 60), (left + width // 2, top + 60))
    page.until("location.hash.includes('from=')")
    assert page.run("return document.documentElement.dataset.view") != before


def test_keys_search_and_step(open_page: Open) -> None:
    page = open_page("archive")
    page.run("document.body.focus()")
    page.press("/")
    page.press("subek")
    page.until("location.hash.includes('q=subek')")
    page.press("\ue00c")  # Escape leaves the field
    page.press("j")
    page.until("location.hash.includes('incident=')")
    page.press("3")
    page.until("document.querySelector('#stage .matrix')")
    theme = page.run("return document.documentElement.dataset.theme")
    page.press("t")
    page.until(f"document.documentElement.dataset.theme !== '{theme}'")
    page.press("t")


def test_lesson_uncovers_and_ends(open_page: Open) -> None:
    page = open_page("story", "#step=2")
    page.until("document.documentElement.dataset.lesson !== undefined")
    for uncovered in range(1, 4):
        page.press(" ")
        page.until(f"document.querySelectorAll('.blank.open').length === {uncovered}")
    page.press(" ")
    page.until(
        "document.querySelector('#lesson-answer').textContent === 'Three outlets.'"
    )
    page.press("\ue00c")
    page.until("document.querySelector('#lesson').hidden")


def test_paper_and_phone(open_page: Open) -> None:
    page = open_page("archive", size=(520, 900))
    page.until("document.documentElement.dataset.phone === 'yes'")
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.documentElement.dataset.theme") == "light"
    page.run("window.dispatchEvent(new Event('afterprint'))")
