"""The manual: one Markdown page per topic, shown by `timeline docs TOPIC`."""

from importlib.resources import files

from timeline.errors import UnknownNameError

ENDING = ".md"


def topics() -> dict[str, str]:
    """Return the headings of the pages by topic, sorted by topic."""
    folder = files(__name__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(ENDING))
    return {name.removesuffix(ENDING): _heading(name) for name in names}


def _heading(name: str) -> str:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    return first.removeprefix("# ").strip()


def page(topic: str) -> str:
    """Return a page as Markdown.

    Raises:
        UnknownNameError: There is no page on this topic; the message lists all topics.
    """
    names = topics()
    if topic not in names:
        hint = f"Topics are: {', '.join(names)}."
        raise UnknownNameError(f"topic {topic!r}", "the manual has no such page.", hint)
    entry = files(__name__).joinpath(topic + ENDING)
    return entry.read_text(encoding="utf-8")
