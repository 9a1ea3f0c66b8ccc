"""Reads a few sentences of a test with the whole engine, as an article published on a given day."""

from datetime import date
from unittest.mock import patch

from tests.builders import document
from timeline import pipeline
from timeline.model.incidents import Report
from timeline.reports import build
from timeline.settings import Settings

PUBLISHED = date(2020, 2, 6)


def reports_in(text: str, *, published: date | None = PUBLISHED) -> list[Report]:
    """Give the reports of a text, also of what is too unlikely an incident for a build to tell."""
    with patch.object(build, "LEAST_LIKELY", 0.0):
        return reports_as_built(text, published=published)


def reports_as_built(text: str, *, published: date | None = PUBLISHED) -> list[Report]:
    """Give the reports of a text that a build tells."""
    return pipeline.read_document(
        document(text, published=published), settings=Settings()
    )
