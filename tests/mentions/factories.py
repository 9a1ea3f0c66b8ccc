"""Reads a few sentences of a test with the whole engine, as an article published on a given day."""

from datetime import date

from tests.builders import document
from timeline import pipeline
from timeline.model.incidents import Report
from timeline.settings import Settings

PUBLISHED = date(2020, 2, 6)


def reports_in(text: str, *, published: date | None = PUBLISHED) -> list[Report]:
    """Give the reports of a text."""
    return pipeline.read_document(document(text, published=published), settings=Settings())
