"""Say in one sentence which language model read the articles, and where they were sent."""

from urllib.parse import urlsplit

from timeline.model.timeline import TimelineData
from timeline.views.escape import clean

_READERS = {
    "read": "read by the language model {}",
    "both": "read by the rules and by the language model {}",
}
_CHECKED = "read by the rules and checked by the language model {}"
RULES = "rules"


def reader_words(timeline: TimelineData) -> str | None:
    """Return the sentence; None where no language model was asked.

    "4 articles were read by the language model M, sent to http://127.0.0.1:8080, and 1 by the
    rules alone, as it gave no answer."
    """
    mode = timeline.settings.get("llm")
    if mode is None:
        return None
    readers = [document.read_by for document in timeline.documents if document.read_by]
    by_rules = readers.count(RULES)
    articles = _articles(len(readers) - by_rules)
    words = f"{articles} {_act(timeline, f'{mode}')}{_origin(timeline)}"
    if by_rules:
        words += f", and {by_rules:,} only by the rules, because it gave no answer"
    return clean(f"{words}.")


def _act(timeline: TimelineData, mode: str) -> str:
    """Return how the model took part."""
    pattern = _READERS.get(mode, _CHECKED)
    return pattern.format(timeline.settings.get("llm_model"))


def _articles(count: int) -> str:
    if count == 1:
        return "1 article was"
    return f"{count:,} articles were"


def _origin(timeline: TimelineData) -> str:
    """Return where articles were sent, or where recorded answers come from."""
    answers = timeline.settings.get("llm_answers")
    if answers:
        return f" (recorded answers: {answers})"
    url = timeline.settings.get("llm_sent_to")
    if not url:
        return ""
    parts = urlsplit(f"{url}")
    return f", sent to {parts.scheme}://{parts.netloc}"
