"""The page says in which file a document stands, and holds the original of a translation."""

from dataclasses import replace

from tests.builders import document
from timeline.model.text import Provenance
from timeline.views.origins import origin_fields

ORIGIN = Provenance(
    file="press/hits.docx",
    sha256="ab" * 32,
    format="Nexis Uni",
    position="article 37 of 100",
    retrieved="2020-03-01",
    archived="https://example.org/copy",
)


def test_file_position_and_fetching_are_shown() -> None:
    fields = origin_fields(replace(document(), provenance=ORIGIN))
    assert fields["origin"] == "press/hits.docx, article 37 of 100, fetched 2020-03-01"
    assert fields["archived"] == "https://example.org/copy"


def test_a_file_of_one_says_nothing_more() -> None:
    origin = Provenance(file="a.txt", sha256="", format="text")
    fields = origin_fields(replace(document(), provenance=origin))
    assert set(fields.values()) == {None}


def test_originals_are_cleaned_and_bounded() -> None:
    original = "قصفت\u202e المدفعية " * 900
    fields = origin_fields(replace(document(), original=original, lang="ar"))
    text = fields["original"]
    assert text is not None
    assert len(text) <= 4_002
    assert "\u202e" not in text
    assert fields["lang"] == "ar"
