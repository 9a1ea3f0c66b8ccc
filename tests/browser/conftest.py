"""Where is the browser, and did the page stay silent and offline while it was tested?"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.builders import (
    actor_role,
    day,
    document,
    incident,
    passage,
    place,
    timeline_data,
)
from tests.views import generated, hostile, sample
from tests.views.hostile import HOSTILE
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Correction, DocumentSpan, Incident
from timeline.model.places import PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind, Status
from timeline.views.page import write_page
from timeline.views.story import Step, Story
from timeline.views.thinning import counted

LESSON = Story(
    title="Two days in Subek",
    steps=(
        Step(text="Look at everything.", view=""),
        Step(
            text="One day.",
            question="Who says how many died?",
            answer="Three outlets.",
            view="incident=i-subek",
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


def _part(path: Path) -> int:
    whole = counted(generated.generated(500))
    return write_page(generated.generated(400), path, whole=whole)


# Pages that the tests open; each is written when it is first asked for.
PAGES: dict[str, Callable[[Path], int]] = {
    "small": lambda path: write_page(sample.small(), path),
    "archive": lambda path: write_page(sample.small(), path, layout="archive"),
    "reviewed": lambda path: write_page(reviewed(), path, layout="archive"),
    "sided": lambda path: write_page(sided(), path, layout="archive"),
    "sided-case": lambda path: write_page(long_sided(), path),
    "graded": lambda path: write_page(graded(), path, layout="archive"),
    "embed": lambda path: write_page(graded(), path, layout="embed"),
    "graded-case": lambda path: write_page(graded(), path),
    "large": lambda path: write_page(generated.generated(500), path),
    "hostile": lambda path: write_page(hostile.hostile(), path, layout="archive"),
    "hostile-case": lambda path: write_page(hostile.hostile(), path),
    "nothing": lambda path: write_page(sample.nothing(), path),
    "story": lambda path: write_page(sample.small(), path, story=LESSON),
    "hostile-story": lambda path: write_page(
        hostile.hostile(), path, story=HOSTILE_LESSON
    ),
    "packed": lambda path: write_page(generated.generated(4_000), path),
    "part": _part,
    "one": lambda path: write_page(timeline_data(), path),
    "undated": lambda path: write_page(timeline_data(incident(date=None)), path),
    "crowd": lambda path: write_page(crowd(), path),
    "copied": lambda path: write_page(copied(), path, layout="archive"),
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages."""
    return tmp_path_factory.mktemp("pages")


def reviewed() -> TimelineData:
    """Return a small timeline of which a person has checked one incident."""
    timeline = sample.small()
    check = Correction(
        field="checked",
        was=None,
        now=None,
        author="anna",
        day=date(2020, 3, 1),
        reason="read it",
    )
    incidents = tuple(
        replace(one, corrections=(check,) if one.id == "i-subek" else ())
        for one in timeline.incidents
    )
    return replace(timeline, incidents=incidents)


def graded() -> TimelineData:
    """Make a timeline in which what happened on a day stands out, under a quotation; the rest is weaker."""
    timeline = sample.small()
    return replace(
        timeline, incidents=tuple(_graded(one) for one in timeline.incidents)
    )


def sided() -> TimelineData:
    """Make a timeline with two sides."""
    sides = {"government-forces": "Government", "northern-front": "Northern Front"}
    timeline = sample.small()
    actors = (replace(actor, side=sides.get(actor.id)) for actor in timeline.actors)
    return replace(timeline, actors=tuple(actors))


def long_sided() -> TimelineData:
    """Make a timeline of two sides with long names."""
    names = {
        "Government": "Delta government side",
        "Northern Front": "Northern armed opposition",
    }
    timeline = sided()
    actors = (
        replace(actor, side=names.get(actor.side or "")) for actor in timeline.actors
    )
    return replace(timeline, actors=tuple(actors))


def _graded(told: Incident) -> Incident:
    is_dated = told.date is not None and told.date.start == told.date.end
    if told.status is not Status.OCCURRED or not is_dated or not told.reports:
        return told
    passage = told.reports[0]
    span = DocumentSpan(document=passage.document, start=passage.start, end=passage.end)
    side = "Government" if told.id == "i-raid" else None
    return replace(
        told,
        headline=passage.text,
        headline_span=span,
        prominent=True,
        attribution_side=side,
    )


# Milliseconds after which a page that does not answer fails its test. No test measures how long it takes.
PATIENCE = 120_000


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds; the page's own rules forbid Playwright's wait_for_function to ask twice."""
    for _ in range(PATIENCE // 20):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {expression}")


def copied() -> TimelineData:
    """Make a timeline of an incident that two documents tell of in the same words."""
    documents = (document(), document(id="copy", publisher="Copy Press"))
    copy = passage(document="copy", report="copy#24")
    return timeline_data(incident(reports=(passage(), copy)), documents=documents)


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
        context = browser.new_context(
            **({"viewport": {"width": 1440, "height": 900}} | options)
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if before is not None:
            page.add_init_script(before)
        own = pages.as_uri()
        path = pages / f"{name}.html"
        if not path.exists():
            PAGES[name](path)
        page.on(
            "request",
            lambda one: (
                None
                if one.url.startswith((own, "data:", "blob:"))
                else heard.append(one.url)
            ),
        )
        page.on(
            "console",
            lambda message: heard.append(f"console: {message.type}: {message.text}"),
        )
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.goto(f"{own}/{name}.html{fragment}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []
