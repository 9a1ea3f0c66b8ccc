"""Texts that are only a link, or only the beginning of an article."""

import re

from timeline.model.text import Problem

ONLY_LINK = "the text is only a link."
FETCH = "Fetch the article, and give its text."
_LINKS = re.compile(r"\s*(?:(?:https?://|www\.)\S+\s*)+\Z", re.IGNORECASE)
_CUT = re.compile(r"\[\+\d+ chars\]\s*\Z")  # NewsAPI
_GO_ON = re.compile(
    r"(?:continue reading|read (?:more|on|the (?:full|whole|rest)[\w ]*)|keep reading"
    r"|subscribe to (?:read|continue)[\w ]*|log in to (?:read|continue)[\w ]*)[\W\d]*\Z"
    r"|to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign in|log in|register)\b",
    re.IGNORECASE,
)
_TAIL = 120  # characters at the end in which such words stand
_MOST_WORDS = 150  # of a stub; a longer text may end with a link to the next article


def is_link(text: str) -> bool:
    r"""Return whether a text is nothing but addresses.

    >>> is_link("https://example.org/a\n"), is_link("See https://example.org/a")
    (True, False)
    """
    return _LINKS.match(text) is not None


def stub_problems(where: str, text: str) -> tuple[Problem, ...]:
    """Return the problem that a text is only the beginning of an article; none if it is whole."""
    if not _is_stub(text):
        return ()
    problem = Problem(
        where=where,
        what="only the beginning of an article is here; the rest was not in the file.",
        cure=FETCH,
        skipped=False,
    )
    return (problem,)


def _is_stub(text: str) -> bool:
    end = text[-_TAIL:].rstrip()
    if _CUT.search(end):
        return True
    is_short = len(text.split()) <= _MOST_WORDS
    return is_short and _GO_ON.search(end) is not None
