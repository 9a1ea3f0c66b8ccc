"""PROV-O says where documents are from, in words that no reader misunderstands."""

from dataclasses import replace

from tests.builders import document
from timeline.exporters.linked_data import OURS
from timeline.exporters.provenance import TERMS, provenance
from timeline.model.text import Provenance
from timeline.model.timeline import TimelineData

ORIGIN = Provenance(
    file="press/hits.docx",
    sha256="ab" * 32,
    format="Nexis Uni",
    position="article 37 of 100",
    retrieved="2020-03-01T08:00:00Z",
)


def facts_of(origin: Provenance | None) -> dict[str, object]:
    article = replace(document(), provenance=origin, lang="ar")
    data = TimelineData(
        version="0.3", title="War", documents=(article,), actors=(), places=(), incidents=(),
        settings={"model": "small", "about": None},
    )  # fmt: skip
    return {predicate: value for _, predicate, value in provenance(data)}


def test_file_position_and_digest_are_said() -> None:
    facts = facts_of(ORIGIN)
    assert facts[f"{OURS}file"] == "press/hits.docx"
    assert facts[f"{OURS}position"] == "article 37 of 100"
    assert facts[f"{OURS}sha256"] == "ab" * 32
    assert facts[f"{TERMS}format"] == "Nexis Uni"
    assert facts[f"{TERMS}language"] == "ar"
    assert facts[f"{OURS}setting-model"] == "small"


def test_what_is_unknown_is_not_said() -> None:
    facts = facts_of(None)
    assert f"{OURS}file" not in facts
    assert f"{OURS}setting-about" not in facts
    assert f"{OURS}archived" not in facts
