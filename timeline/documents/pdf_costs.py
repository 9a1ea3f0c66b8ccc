"""What it costs to read the pages of a PDF, estimated before they are read.

A file of a kilobyte can hold a page that draws one form five thousand times, or a font of 65,000
letters that every page loads anew.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

# Bytes of a page that take as long to read as ...
LETTER = 3  # one letter that a font maps or measures
DRAWING = 150  # a form or font that is begun, however little is in it
LOST = 50_000  # a stream that is unpacked as far as it goes, and then turns out to be damaged

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*[<\[]")
# pypdf gives up a font of more letters.
_MOST_LETTERS = 100_000


class PageCosts:
    """Costs of pages, forms and fonts in bytes of page; what many pages share is estimated once."""

    def __init__(self, failures: tuple[type[Exception], ...]) -> None:
        """Begin a file; `failures` are what pypdf raises where it is damaged."""
        self._failures = failures
        # The objects are kept as well, so that no other gets the number of one that is gone.
        self._estimates: dict[int, tuple[Any, int]] = {}

    def of_page(self, page: Any, content: bytes) -> int:  # noqa: ANN401 - pypdf has no such types
        """Return the cost of a page or form with its fonts and forms, each as often as it is read.

        Args:
            page: The page or form.
            content: Its content, unpacked.
        """
        resources = self._resolved(page.get_inherited, "/Resources", None)
        fonts = self._parts(resources, "/Font")
        forms = self._parts(resources, "/XObject")
        cost = len(content)
        for font in fonts.values():
            cost += DRAWING
            cost += self._once(font, self._of_font)
        return cost + self._of_drawn(content, forms)

    def _of_drawn(self, content: bytes, forms: dict[str, Any]) -> int:
        """Return the cost of the forms that a content draws."""
        drawn = Counter(name.decode("latin-1") for name in _DRAWN.findall(content))
        # Names may be written in other ways, such as "/#58 Do".
        unnamed = content.count(b"Do")
        cost = 0
        largest = 0
        for name, form in forms.items():
            size = self._once(form, self._of_form)
            times = drawn[name[1:]]
            cost += times * size
            unnamed -= times
            largest = max(largest, size)
        return cost + unnamed * largest

    def _of_form(self, form: Any) -> int:  # noqa: ANN401
        if form.get("/Subtype") != "/Form":
            return 0
        content = self._resolved(form.get_data)
        if content is None:
            return LOST
        return DRAWING + self.of_page(form, content)

    def _of_font(self, font: Any) -> int:  # noqa: ANN401
        cost = self._of_widths(font)
        for part in self._resolved(font.get, "/DescendantFonts") or ():
            cost += self._of_widths(self._object(part))
        for name in ("/ToUnicode", "/Encoding"):
            table = self._resolved(font.get, name)
            cost += self._of_map(table)
        return cost

    def _of_widths(self, font: Any) -> int:  # noqa: ANN401
        measured = _letters(self._resolved(font.get, "/W") or ())
        return LETTER * (measured + len(self._resolved(font.get, "/Widths") or ()))

    def _of_map(self, mapped: Any) -> int:  # noqa: ANN401
        """Return the cost of a font's table of letters: a stream, or a list of differences."""
        if not hasattr(mapped, "get_data"):
            differences = mapped.get("/Differences") if hasattr(mapped, "get") else None
            return LETTER * len(self._object(differences) or ())
        content = self._resolved(mapped.get_data)
        if content is None:
            return LOST
        return len(content) + LETTER * min(_mapped(content), _MOST_LETTERS)

    def _once(self, part: Any, estimate: Callable[[Any], int]) -> int:  # noqa: ANN401
        """Return the cost of a form or font; one inside itself costs nothing, as pypdf skips it."""
        number = id(part)
        if number not in self._estimates:
            self._estimates[number] = (part, 0)
            self._estimates[number] = (part, self._resolved(estimate, part) or 0)
        return self._estimates[number][1]

    def _parts(self, resources: Any, kind: str) -> dict[str, Any]:  # noqa: ANN401
        """Return the dictionaries of one kind in resources, by their names."""
        parts = (
            self._resolved(resources.get, kind) if isinstance(resources, dict) else None
        )
        named: dict[str, Any] = parts if isinstance(parts, dict) else {}
        resolved = {name: self._resolved(named.get, name) for name in list(named)}
        return {name: part for name, part in resolved.items() if isinstance(part, dict)}

    def _resolved(self, get: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
        """Return what `get` gives, followed to the object that it refers to; None if it fails."""
        try:
            return self._object(get(*arguments))
        except self._failures:
            return None

    def _object(self, value: Any) -> Any:  # noqa: ANN401
        return value.get_object() if hasattr(value, "get_object") else value


def _mapped(content: bytes) -> int:
    """Return how many letters the ranges of a table map."""
    pairs = (pair for part in _RANGES.findall(content) for pair in _RANGE.findall(part))
    return sum(max(1, int(last, 16) - int(first, 16)) for first, last in pairs)


def _letters(widths: Iterable[Any]) -> int:
    """Return how many letters a list of widths measures: "first [w w w]" or "first last w"."""
    return min(sum(_measured(list(widths))), _MOST_LETTERS)


def _measured(widths: list[Any]) -> Iterator[int]:
    before: Any = None
    for width in widths:
        if isinstance(width, list):
            yield len(width)
        elif isinstance(before, int):
            yield max(1, width - before)
        before = width
