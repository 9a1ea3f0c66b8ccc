"""Where is the browser, and did the page stay silent and offline while it was tested?"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.builders import actor_role, day, incident, place, timeline_data
from tests.views import generated, hostile, sample
from tests.views.hostile import HOSTILE
from timeline.model.actors import Role
from timeline.model.incidents import Casualty
from timeline.model.places import PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind
from timeline.views.page import write_page
from timeline.views.story import Step, Story
from timeline.views.thinning import counted

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

LESSON = Story(
    title="Two days in Subek",
    steps=(
        Step(text="Look at everything.", view="dates=all"),
        Step(
            text="One day.",
            question="Who says how many died?",
            answer="Three outlets.",
            view="day=2020-02-03",
        ),
        Step(
            text="Where?",
            question="In which order?",
            answer="As dated.",
            view="tab=map&q=Tamra&nonsense=1&from=x",
        ),
    ),
)
HOSTILE_LESSON = Story(
    title=HOSTILE[0],
    steps=tuple(Step(text=one, question=one, answer=one, view=one) for one in HOSTILE),
)

Visit = Callable[..., Page]


def chromium() -> str | None:
    """Find the browser: TIMELINE_CHROMIUM, Debian's chromium, or one on the path."""
    named = os.environ.get("TIMELINE_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    if Path("/usr/bin/chromium").is_file():
        return "/usr/bin/chromium"
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless browser; skip without one, fail where everything is required."""
    executable = chromium()
    if executable is None:
        reason = (
            "no Chromium found: install Debian's chromium, or set TIMELINE_CHROMIUM to its path"
        )
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages that the tests open into one folder."""
    folder = tmp_path_factory.mktemp("pages")
    write_page(sample.small(), folder / "small.html")
    write_page(generated.generated(500), folder / "large.html", plotlyjs="directory")
    write_page(hostile.hostile(), folder / "hostile.html", plotlyjs="directory")
    write_page(sample.nothing(), folder / "nothing.html", plotlyjs="directory")
    write_page(sample.small(), folder / "story.html", plotlyjs="directory", story=LESSON)
    write_page(
        hostile.hostile(), folder / "hostile-story.html", plotlyjs="directory", story=HOSTILE_LESSON
    )
    write_page(generated.generated(4_000), folder / "packed.html", plotlyjs="directory")
    write_page(
        generated.generated(400),
        folder / "part.html",
        plotlyjs="directory",
        whole=counted(generated.generated(500).incidents),
    )
    write_page(timeline_data(), folder / "one.html", plotlyjs="directory")
    write_page(timeline_data(incident(date=None)), folder / "undated.html", plotlyjs="directory")
    write_page(crowd(), folder / "crowd.html", plotlyjs="directory")
    return folder


# Milliseconds after which a page that does not answer fails its test. No test measures how long it takes.
PATIENCE = 120_000


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds; the page's own rules forbid Playwright's wait_for_function to ask twice."""
    for _ in range(PATIENCE // 20):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {expression}")


def crowd() -> TimelineData:
    """Make a timeline of forty actors, with a title and a toll that are long."""
    told = [
        incident(
            id=f"i-{n}",
            actors=(actor_role(f"Côte Band {n:02}", Role.INITIATOR),),
            date=day(f"2020-03-{n % 28 + 1:02}"),
        )
        for n in range(40)
    ]
    toll = Casualty(
        kind=CasualtyKind.KILLED,
        group="on the side of " + "the Highland Council " * 3,
        low=8,
        best=8,
        high=8,
    )
    away = place("Tamra", lat=13.0, precision=PlacePrecision.DISTRICT)
    told[0] = replace(told[0], casualties=(toll,), places=(away,))
    return timeline_data(
        *told, title="Incidents of forty bands along the coast and in the hills, " * 2
    )


@pytest.fixture
def visit(browser: Browser, pages: Path) -> Iterator[Visit]:
    """Open pages; at the end, none may have asked for anything, written to the console, or failed."""
    heard: list[str] = []
    contexts = []

    def open_page(
        name: str, fragment: str = "", *, before: str | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if before is not None:
            page.add_init_script(before)
        own = pages.as_uri()
        page.on(
            "request",
            lambda one: (
                None if one.url.startswith((own, "data:", "blob:")) else heard.append(one.url)
            ),
        )
        page.on("console", lambda message: heard.append(f"console: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.goto(f"{own}/{name}.html{fragment}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []
