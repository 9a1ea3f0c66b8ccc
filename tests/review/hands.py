"""Move the mouse over words of an article, as a person does."""

from playwright.sync_api import Page, expect

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


def drag(page: Page, words: str) -> None:
    """Select words in the article with the mouse."""
    left, top, right, bottom = page.evaluate(ENDS, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
    expect(page.locator("#marking")).to_be_visible()
