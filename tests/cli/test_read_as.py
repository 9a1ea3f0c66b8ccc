"""The summary counts what the documents were read as."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.builders import document
from timeline.cli.read_as import read_as
from timeline.model.text import Document, Provenance


def article(format: str, basis: str | None = None) -> Document:
    origin = Provenance(file="a", sha256="", format=format)
    return replace(document(), provenance=origin, published_from=basis)


def exported() -> Document:
    origin = Provenance(
        file="a", sha256="", format="Nexis Uni", position="article 1 of 2"
    )
    return replace(document(), provenance=origin)


CASES = [
    ([article("text"), article("text")], ""),
    (
        [article("text"), article("Nexis Uni"), article("text")],
        " (2 text, 1 Nexis Uni)",
    ),
    ([article("JSON", "field 'dct'")], " (days from 'dct' of 1)"),
    (
        [article("JSON", "field 'dct'"), article("PDF")],
        " (1 JSON, 1 PDF; days from 'dct' of 1)",
    ),
    ([article("JSON", "field")], ""),
    ([exported(), exported()], " (2 Nexis Uni)"),
]


@pytest.mark.parametrize(("documents", "text"), CASES)
def test_formats_and_fields_are_counted(
    documents: Sequence[Document], text: str
) -> None:
    assert read_as(documents) == text
