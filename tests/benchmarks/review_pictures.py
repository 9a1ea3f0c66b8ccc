"""Draw the pictures of the manual's page on review: `python -m tests.benchmarks.review_pictures`.

The shipped Idlib example is made a project, opened for review and photographed into examples/:
review-page.png shows the whole page, review-marking.png selected words that become a field,
review-agree.png what two coders judged differently. Each is drawn in few colours, as the manual
wants small files.
"""

import io
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.headless import ARGUMENTS, chromium
from tests.review.hands import drag
from timeline.cli.reviewing import open_session
from timeline.model.incidents import Incident
from timeline.project.folder import Project, init
from timeline.review.coders import Difference, coder_files, differences, read_judgements
from timeline.review.desk import Desk
from timeline.review.server import ReviewServer
from timeline.review.session import ReviewSession, corrections_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = date(2020, 3, 1)
WORDS = "54 targets"
SIZE = {"width": 1120, "height": 560}
COLOURS = 24
MOST_BYTES = 60_000


def main() -> None:
    """Write the pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = init(Path(folder) / "Idlib 2020")
        for path in sorted((EXAMPLES / "idlib-2020").glob("2020-*")):
            shutil.copy(path, project.articles)
        session = open_session(project.folder, coder="anna", is_blind=False, today=DAY)
        expect.set_options(timeout=120_000)
        name = _photographed(session)
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with _opened(browser, session) as page:
            _draw_page(page, session.incidents[name].headline)
            _draw_marking(page)
        judged = _coded(project, session, name)
        with _opened(browser, session, judged) as page:
            _draw_agree(page)
        browser.close()


@contextmanager
def _opened(
    browser: Browser, session: ReviewSession, differing: Sequence[Difference] = ()
) -> Iterator[Page]:
    """Serve a session and open its page."""
    with ReviewServer(Desk(session, differing).routes()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.set_default_timeout(120_000)
        page.goto(server.url)
        page.wait_for_selector("#incident h2")
        yield page
        page.close()
        server.shutdown()


def _coded(project: Project, session: ReviewSession, name: str) -> list[Difference]:
    """Let two coders judge one incident differently, and return where they differ."""
    for coder, day in (("anna", "2020-02-02"), ("ben", "2020-02-03")):
        path = corrections_file(project.folder, coder)
        ReviewSession(session.prepared, path, author=coder, today=DAY).act(
            {"action": "fix", "id": name, "date": day}
        )
    return differences(read_judgements(session.prepared, coder_files(project.folder)))


def _photographed(session: ReviewSession) -> str:
    """Return the weightiest incident of an article that holds the words to be selected."""
    [document] = [
        name for name, each in session.documents.items() if WORDS in each.text
    ]
    incidents = [
        each
        for each in session.incidents_of(document)
        if each.headline_span is not None
    ]
    return max(incidents, key=_salience).id


def _salience(incident: Incident) -> float:
    return incident.salience


def _draw_page(page: Page, headline: str) -> None:
    page.fill("#search", headline.replace("…", ""))
    page.locator("#found", has_text="found").wait_for()
    page.locator("#queue button", has_text=headline).first.click()
    page.locator("#incident h2", has_text=headline).wait_for()
    page.fill("#search", "")
    expect(page.locator("#found")).to_have_text("")
    page.locator("#search").blur()
    _save("review-page.png", page.screenshot())


def _draw_marking(page: Page) -> None:
    drag(page, WORDS)
    bar = page.locator("#marking").bounding_box()
    article = page.locator("#article").bounding_box()
    assert bar is not None and article is not None
    left = min(article["x"], bar["x"] - 8)
    clip = {
        "x": left,
        "y": max(0, bar["y"] - 160),
        "width": SIZE["width"] - left,
        "height": 260,
    }
    _save("review-marking.png", page.screenshot(clip=clip))  # type: ignore[arg-type]


def _draw_agree(page: Page) -> None:
    box = page.locator("#incident").bounding_box()
    assert box is not None
    clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": 260}
    _save("review-agree.png", page.screenshot(clip=clip))  # type: ignore[arg-type]


def _save(name: str, picture: bytes) -> None:
    """Write a picture in few colours.

    Raises:
        ValueError: It is larger than the manual wants.
    """
    drawn = Image.open(io.BytesIO(picture)).convert("RGB")
    drawn.quantize(COLOURS).save(EXAMPLES / name, optimize=True)
    size = (EXAMPLES / name).stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"{name} has {size:,} bytes, more than {MOST_BYTES:,}")


if __name__ == "__main__":
    main()
