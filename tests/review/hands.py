"""Open the review page, and move the mouse over words of an article, as a person does."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from timeline.review.coders import Difference
from timeline.review.desk import Desk
from timeline.review.server import ReviewServer
from timeline.review.session import ReviewSession

# Where the first and the last of some words stand on the screen, once they are scrolled into view.
ENDS = """words => {
    for (const text of document.querySelectorAll("#article .text")) {
        const at = text.textContent.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        let before = 0;
        let isBegun = false;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const after = before + node.data.length;
            if (!isBegun && at < after) {
                range.setStart(node, at - before);
                isBegun = true;
            }
            if (at + words.length <= after) {
                range.setEnd(node, at + words.length - before);
                break;
            }
            before = after;
        }
        range.startContainer.parentElement.scrollIntoView({ block: "center" });
        const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
        const [first, last] = [boxes[0], boxes[boxes.length - 1]];
        return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
    }
    throw new Error("no such words");
}"""


@contextmanager
def opened(
    browser: Browser, session: ReviewSession, differing: Sequence[Difference] = ()
) -> Iterator[Page]:
    """Serve a session and open its page; fail on any error of its script."""
    errors: list[str] = []
    with ReviewServer(Desk(session, differing).routes()) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url)
        expect(page.locator("#progress")).to_contain_text("checked")
        expect(page.locator("#incident h2")).to_be_visible()
        yield page
        page.close()
        server.shutdown()
    assert not errors


def drag(page: Page, words: str) -> None:
    """Select words in the article with the mouse."""
    left, top, right, bottom = page.evaluate(ENDS, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
    expect(page.locator("#marking")).to_be_visible()
