"""The headline of an HTML page, and which of several elements stands nearest to it."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

_LETTERS = re.compile(r"[\W_]+")
_FEWEST_LETTERS = 12  # of a headline that the page's <title> repeats
_LONG_PARAGRAPH = 30  # words from which a paragraph is running text


class Headline:
    """The headline of a page; there may be none.

    Attributes:
        element: Its element.
        holders: The elements around it, the innermost first.
    """

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - lxml has no types
        """Find the headline of a page."""
        self.element = _headline(tree)
        self.holders: list[Any] = []
        if self.element is not None:
            self.holders = list(self.element.iterancestors())
        self._around = frozenset(self.holders)

    def is_within(self, element: Any) -> bool:  # noqa: ANN401
        """Return whether the headline stands in an element."""
        return element is self.element or element in self._around

    def nearest(self, elements: Collection[Any]) -> list[Any]:
        """Return those of some elements that share the smallest element with the headline."""
        for holder in (self.element, *self.holders):
            inner = [element for element in elements if _has_within(holder, element)]
            if inner:
                return inner
        return list(elements)

    def following(self, most: int) -> Iterator[Any]:
        """Yield the elements after the headline, up to the first paragraph of running text.

        `most`: the most elements that are looked at.
        """
        for element in islice(self._after(), most):
            if _is_running_text(element):
                return
            yield element

    def preceding(self, most: int) -> list[Any]:
        """Return up to so many elements before the headline, the nearest last."""
        if not self.holders:
            return []
        root = self.holders[-1]
        before: list[Any] = []
        for element in root.iter():
            if element is self.element:
                break
            is_holder = element in self._around
            if isinstance(element.tag, str) and not is_holder:
                before.append(element)
        return before[-most:]

    def _after(self) -> Iterator[Any]:
        element = self.element
        while element is not None:
            for sibling in element.itersiblings():
                for inner in sibling.iter():
                    if isinstance(inner.tag, str):
                        yield inner
            element = element.getparent()


def _has_within(holder: Any, element: Any) -> bool:  # noqa: ANN401
    return element is holder or holder in element.iterancestors()


def _is_running_text(element: Any) -> bool:  # noqa: ANN401
    if element.tag != "p":
        return False
    return len(element.text_content().split()) >= _LONG_PARAGRAPH


def _headline(tree: Any) -> Any:  # noqa: ANN401
    """Return the heading that the page's title repeats, else its only <h1>; None if unknown."""
    headings = [
        heading
        for heading in tree.iter("h1", "h2", "h3")
        if heading.text_content().strip()
    ]
    titles = [_key(title) for title in _titles(tree)]
    for tag in ("h1", "h2", "h3"):
        for heading in headings:
            if heading.tag == tag and _is_repeated(heading, titles):
                return heading
    main = [heading for heading in headings if heading.tag == "h1"]
    return main[0] if len(main) == 1 else None


def _is_repeated(heading: Any, titles: Sequence[str]) -> bool:  # noqa: ANN401
    key = _key(heading.text_content())
    if len(key) < _FEWEST_LETTERS:
        return False
    return any(title.startswith(key) or title.endswith(key) for title in titles)


def _titles(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for element in tree.iter("title"):
        yield element.text or ""
    for element in tree.iter("meta"):
        if element.get("property") == "og:title":
            yield element.get("content", "")


def _key(words: str) -> str:
    return _LETTERS.sub("", words).lower()
