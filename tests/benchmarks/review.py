"""Count actions and time of the four acts of review in a browser: `python -m tests.benchmarks.review [INCIDENTS]`.

A project of invented incidents is served and driven with Playwright, by mouse and by keyboard. An
action is one drag, click, key or typed word of a person; the time runs from the first action to the
changed page, on this machine, without the time that a person thinks. The CPU time is that of the
server's process for one act: it does not grow when other programs keep the machine busy.
"""

import argparse
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Response, expect, sync_playwright

from tests.builders import SENTENCE, day, document, incident, passage, place
from tests.headless import ARGUMENTS, chromium
from tests.review.hands import drag
from timeline.lexicon.incident_types import incident_types
from timeline.model.incidents import Incident, Passage, Report
from timeline.model.text import Document, TextSpan
from timeline.project.apply_corrections import Resolver
from timeline.project.prepare import Prepared
from timeline.review.desk import Desk
from timeline.review.server import ReviewServer
from timeline.review.session import ReviewSession
from timeline.settings import Settings

A_DOCUMENT = 10  # incidents
DAYS = 700
TIMES = 5  # that each act is done
PATIENCE = 300_000  # milliseconds: a busy machine may take long
PLACES = 300


def project(count: int) -> Prepared:
    """Make a project of so many incidents, ten to an article."""
    incidents = tuple(map(_incident, range(count)))
    texts: dict[str, list[str]] = {}
    for one in incidents:
        [told] = one.reports
        texts.setdefault(told.document, []).append(told.text)
    documents: dict[str, Document] = {
        name: document("\n".join(sentences), id=name) for name, sentences in texts.items()
    }
    resolver = Resolver(
        reports={report.id: report for report in map(_report, incidents)},
        documents=documents,
        types=incident_types(),
        find_actor=lambda name: None,
        find_place=lambda name: None,
    )
    return Prepared(
        title="Benchmark",
        incidents=incidents,
        resolver=resolver,
        documents=documents,
        problems=(),
        settings=Settings(),
        datasets=(),
        read=0,
        keys=(),
        ledger={},
    )


def _incident(number: int) -> Incident:
    first = day("2012-01-01")
    later = timedelta(days=number % DAYS)
    return incident(
        id=f"i{number:06}",
        reports=(_passage(number),),
        date=replace(first, start=first.start + later, end=first.end + later),
        places=(place(f"Town{number % PLACES}"),),
        confidence=0.3 + (number % 7) / 10,
        salience=1.0 + number % 11,
    )


def _report(whole: Incident) -> Report:
    [told] = whole.reports
    return Report(
        id=told.report,
        document=told.document,
        publisher=None,
        type=whole.type,
        mode=whole.mode,
        status=whole.status,
        date=whole.date,
        actors=whole.actors,
        places=whole.places,
        casualties=whole.casualties,
        attribution=whole.attribution,
        passages=whole.reports,
    )


def _passage(number: int) -> Passage:
    name = f"doc{number // A_DOCUMENT}"
    start = (number % A_DOCUMENT) * (len(SENTENCE) + 1)
    whole = passage()
    return replace(
        whole,
        report=f"{name}#{start}",
        document=name,
        start=start,
        end=start + len(SENTENCE),
        text=SENTENCE.replace("Subek", f"T{number % 10_000:04}"),
        trigger=TextSpan(start=start + 24, end=start + 31),
        marks=tuple(
            replace(mark, start=mark.start + start, end=mark.end + start) for mark in whole.marks
        ),
    )


def fix_a_date_by_mouse(page: Page) -> int:
    """Drag over the words that date it, and click When."""
    drag(page, "Monday")
    page.locator("#marking button", has_text="When").click()
    return 2


def fix_a_date_by_keys(page: Page) -> int:
    """Press 4, write the day, and press Enter."""
    page.keyboard.press("4")
    page.keyboard.type("2012-02-03")
    page.keyboard.press("Enter")
    return 3


def not_an_incident_by_mouse(page: Page) -> int:
    """Click Not an incident."""
    page.locator(".acts button", has_text="Not an incident").click()
    return 1


def not_an_incident_by_keys(page: Page) -> int:
    """Press x."""
    page.keyboard.press("x")
    return 1


def merge_two_by_mouse(page: Page) -> int:
    """Click Merge beside the first suggestion, which stands on the screen without scrolling."""
    expect(page.locator(".twins button", has_text="Merge").first).to_be_in_viewport()
    page.locator(".twins button", has_text="Merge").first.click()
    return 1


def merge_two_by_keys(page: Page) -> int:
    """Press m."""
    page.keyboard.press("m")
    return 1


def add_one_by_mouse(page: Page) -> int:
    """Drag over its words, click New incident, and click Add: the type and the day are offered."""
    drag(page, "killing four people")
    page.locator("#marking button", has_text="New incident").click()
    page.locator("#marking button", has_text="Add").click()
    return 3


def add_one_by_keys(page: Page) -> int:
    """Press ] for the next sentence, a, and Enter for the type that is offered."""
    page.keyboard.press("]")
    page.keyboard.press("a")
    expect(page.locator("#new-type")).to_be_focused()
    page.keyboard.press("Enter")
    return 3


ACTS: dict[str, Callable[[Page], int]] = {
    "fix a date, mouse": fix_a_date_by_mouse,
    "fix a date, keys": fix_a_date_by_keys,
    "not an incident, mouse": not_an_incident_by_mouse,
    "not an incident, keys": not_an_incident_by_keys,
    "merge two, mouse": merge_two_by_mouse,
    "merge two, keys": merge_two_by_keys,
    "add one, mouse": add_one_by_mouse,
    "add one, keys": add_one_by_keys,
}


def main() -> None:
    """Serve a project, drive each act several times, and print actions and seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", nargs="?", type=int, default=10_000)
    count = parser.parse_args().incidents
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "corrections.csv"
        session = ReviewSession(project(count), path, author="a", today=date(2020, 3, 1))
        with ReviewServer(Desk(session).routes()) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(PATIENCE)
            page.goto(server.url)
            page.wait_for_selector("#incident h2")
            expect.set_options(timeout=PATIENCE)
            for name, act in ACTS.items():
                _print(name, *_measured(page, act, path, is_undone=name.startswith("add")))
            browser.close()
            server.shutdown()


def _measured(
    page: Page, act: Callable[[Page], int], path: Path, *, is_undone: bool
) -> tuple[int, list[float], float]:
    """Do an act several times; return its actions, the seconds of each, and CPU seconds of one.

    An incident of the same words cannot be added twice, so that an added one is taken back.
    """
    actions = 0
    cpu = 0.0
    seconds = []
    for _ in range(TIMES):
        rows = _rows(path)
        begun = time.monotonic()
        cpu_begun = time.process_time()
        with page.expect_response(_is_redrawn):
            actions = act(page)
            page.wait_for_timeout(1)
        _wait(page)
        seconds.append(time.monotonic() - begun)
        cpu += time.process_time() - cpu_begun
        assert _rows(path) == rows + 1
        if is_undone:
            page.keyboard.press("u")
            expect(page.locator("#saved")).to_have_text("The last act is taken back.")
            _wait(page)
    return actions, seconds, cpu / TIMES


def _wait(page: Page) -> None:
    while page.evaluate("state.isBusy"):
        page.wait_for_timeout(5)


def _is_redrawn(response: Response) -> bool:
    return "/api/incident/" in response.url


def _rows(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) - 1 if path.exists() else 0


def _print(name: str, actions: int, seconds: list[float], cpu: float) -> None:
    middle = sorted(seconds)[len(seconds) // 2]
    times = f"{middle:.2f} s (median), {max(seconds):.2f} s (longest), {cpu:.2f} s of CPU"
    print(f"{name:<22} {actions} actions, {times}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
