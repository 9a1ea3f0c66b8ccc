"""Count actions and time of the four acts of review in a browser: `python -m tests.benchmarks.review`.

A project of invented incidents is served and driven with Playwright, by mouse and by keyboard. An
action is one drag, click, key or typed word of a person. "Act" is the time from the first action to
the changed page, on this machine, without the time that a person thinks or aims; "seen" is the time
from the last click or key to the changed page. The CPU time is that of the server's process for one
act: it does not grow when other programs keep the machine busy.
"""

import argparse
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
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
# Notes when a person last pressed something, as every act ends with a click or a key.
WATCH = """["click", "keydown"].forEach((kind) =>
    addEventListener(kind, () => { window.lastPress = performance.now(); }, true));"""
# Waits for the end of an act and of the drawing after it; the seconds since the last press.
SEEN = """new Promise((done) => {
    const look = () => state.isBusy ? setTimeout(look, 2)
        : requestAnimationFrame(() => setTimeout(() => done((performance.now() - lastPress) / 1000)));
    look();
})"""


def project(count: int) -> Prepared:
    """Make a project of so many incidents, ten to an article."""
    incidents = tuple(map(_incident, range(count)))
    texts: dict[str, list[str]] = {}
    for one in incidents:
        [told] = one.reports
        texts.setdefault(told.document, []).append(told.text)
    documents: dict[str, Document] = {
        name: document("\n".join(sentences), id=name)
        for name, sentences in texts.items()
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
            replace(mark, start=mark.start + start, end=mark.end + start)
            for mark in whole.marks
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
    help_rows = "corrections that the file holds before [default: none]"
    parser.add_argument("--rows", type=int, default=0, help=help_rows)
    arguments = parser.parse_args()
    count = arguments.incidents
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "corrections.csv"
        path.write_text(_corrections(count, arguments.rows), encoding="utf-8")
        session = ReviewSession(
            project(count), path, author="a", today=date(2020, 3, 1)
        )
        with ReviewServer(Desk(session).routes()) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=ARGUMENTS
            )
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(PATIENCE)
            page.goto(server.url)
            page.wait_for_selector("#incident h2")
            page.evaluate(WATCH)
            expect.set_options(timeout=PATIENCE)
            for name, act in ACTS.items():
                _print(
                    name, *_measured(page, act, path, is_undone=name.startswith("add"))
                )
            browser.close()
            server.shutdown()


def _corrections(count: int, rows: int) -> str:
    """Return a file of corrections that date as many incidents, the last ones of the list first."""
    lines = ["action,id,date,author,day,reason"]
    for number in range(count - 1, count - 1 - rows, -1):
        lines.append(f"fix,i{number:06},2012-02-03,b,2020-02-29,checked")
    return "\n".join(lines) + "\n"


def _measured(
    page: Page, act: Callable[[Page], int], path: Path, *, is_undone: bool
) -> tuple[int, list[float], list[float], float]:
    """Do an act several times.

    Returns the number of its actions, the seconds of each act, the seconds from its last press to
    the changed page, and CPU seconds of one act.

    An incident of the same words cannot be added twice, so that an added one is taken back.
    """
    actions = 0
    cpu = 0.0
    seconds = []
    seen = []
    for _ in range(TIMES):
        rows = _rows(path)
        begun = time.monotonic()
        cpu_begun = time.process_time()
        with page.expect_response(_is_redrawn):
            actions = act(page)
            page.wait_for_timeout(1)
        seen.append(page.evaluate(SEEN))
        seconds.append(time.monotonic() - begun)
        cpu += time.process_time() - cpu_begun
        assert _rows(path) == rows + 1
        if is_undone:
            page.keyboard.press("u")
            expect(page.locator("#saved")).to_have_text("The last action is undone.")
            _wait(page)
    return actions, seconds, seen, cpu / TIMES


def _wait(page: Page) -> None:
    while page.evaluate("state.isBusy"):
        page.wait_for_timeout(5)


def _is_redrawn(response: Response) -> bool:
    return "/api/incident/" in response.url


def _rows(path: Path) -> int:
    return (
        len(path.read_text(encoding="utf-8").splitlines()) - 1 if path.exists() else 0
    )


def _print(
    name: str, actions: int, seconds: list[float], seen: list[float], cpu: float
) -> None:
    times = f"act {_times(seconds)}; seen {_times(seen)}; {cpu:.2f} s of CPU"
    print(f"{name:<22} {actions} actions; {times}")  # noqa: T201 - a command


def _times(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} s, longest {max(seconds):.2f} s"


if __name__ == "__main__":
    main()
