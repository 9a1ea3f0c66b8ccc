"""The words of an expression without what belongs to the noun after it or to the verb before it."""

import re

# "a third-quarter loss", "the eight-year war": the article belongs to the noun that follows.
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their)\s+", re.IGNORECASE)
_MODIFIER = re.compile(
    r"[\w-]*\w-(?:ago|earlier|long|\w+(?<!s))"
    # "a three hour meeting"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|[a-z]+(?:teen|ty)|\d+)"
    r"\s(?:minute|hour|day|week|month|year)",
    re.IGNORECASE,
)
_NOUN = re.compile(r",?\s+[^\W\d_]", re.UNICODE)
# "over the last five years", "over several years": a span of time, not more than it.
_OVER = re.compile(
    r"(?:over|under)\s+(?=the\s|several\s|an?\s\S+[\s-]\S+\s+period)", re.IGNORECASE
)
_RULES = frozenset({
    "duration", "duration-one", "units-bare", "units-last", "quarter", "year-ago-period",
})  # fmt: skip
"""Rules of which an expression may be such an adjective."""


def start_without_article(text: str, start: int, end: int, rule: str) -> int:
    """Return where an expression begins without the article of the noun after it."""
    if rule not in _RULES:
        return start
    over = _OVER.match(text, start, end)
    if over:
        start = over.end()
    article = _ARTICLE.match(text, start, end)
    if article is None:
        return start
    words = text[article.end() : end]
    is_adjective = _MODIFIER.fullmatch(words) and _NOUN.match(text, end)
    return article.end() if is_adjective else start
