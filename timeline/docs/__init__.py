"""The manual: one Markdown page per topic, shown by `timeline docs TOPIC`."""

from importlib.resources import files

from timeline.errors import UnknownNameError

ENDING = ".md"


def topics() -> dict[str, str]:
    """Return the headings of the pages by topic, sorted by topic."""
    topics = [
        entry.name.removesuffix(ENDING)
        for entry in files(__name__).iterdir()
        if entry.name.endswith(ENDING)
    ]
    return {topic: _heading(topic) for topic in sorted(topics)}


def _heading(topic: str) -> str:
    first_line = _read(topic).split("\n", 1)[0]
    return first_line.removeprefix("# ")


def _read(topic: str) -> str:
    entry = files(__name__) / (topic + ENDING)
    return entry.read_text(encoding="utf-8")


def page(topic: str) -> str:
    """Return a page as Markdown.

    Raises:
        UnknownNameError: There is no page on this topic; the message lists all topics.
    """
    names = topics()
    if topic in names:
        return _read(topic)
    problem = "the manual has no such page."
    hint = f"Topics are: {', '.join(names)}."
    raise UnknownNameError(f"topic {topic!r}", problem, hint)
