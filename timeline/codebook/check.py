"""Run the examples of a user's own words."""

from collections.abc import Iterator

from timeline.model.custom import CustomTrigger
from timeline.model.text import Document, Section, SectionKind
from timeline.reading import read_document
from timeline.settings import Settings


def faults(settings: Settings) -> Iterator[str]:
    """Yield a line for each example of own words that is not read as it says.

    Raises:
        LexiconError: The words break the rules of the lexicon.
    """
    for trigger in settings.triggers:
        yield from _faults_of(trigger, settings)


def _faults_of(trigger: CustomTrigger, settings: Settings) -> Iterator[str]:
    name = _name(trigger)
    for text in trigger.examples:
        if not is_read(text, trigger, settings):
            yield f"{trigger.where}: no {name} is read in: {text}"
    for text in trigger.near_misses:
        if is_read(text, trigger, settings):
            yield f"{trigger.where}: {name} is read in the near miss: {text}"


def is_read(text: str, trigger: CustomTrigger, settings: Settings) -> bool:
    """Return whether a sentence gives an incident of the trigger's type and mode."""
    reports = read_document(_document(text), settings=settings)
    modes = {report.mode for report in reports if report.type == trigger.type}
    if not trigger.mode:
        return bool(modes)
    return trigger.mode in modes


def _document(text: str) -> Document:
    section = Section(kind=SectionKind.BODY, start=0, end=len(text))
    return Document(id="example", text=text, sections=(section,))


def _name(trigger: CustomTrigger) -> str:
    if not trigger.mode:
        return trigger.type
    return f"{trigger.type}/{trigger.mode}"
