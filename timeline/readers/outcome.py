"""What an answer of a language model gives of one document."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.model.incidents import Report
from timeline.model.text import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What an answer gives of one document once it is verified.

    Attributes:
        reports: One for each incident.
        values: How many values of each kind were answered.
        dropped: How many of each kind do not stand in the text, are no id that was asked about, or
            have a wrong form.
        acts: What the answers did to the reports of the rules: "left out", "joined", "chosen".
    """

    reports: list[Report]
    values: Counter[str]
    dropped: Counter[str]
    acts: Counter[str] = field(default_factory=Counter)


# Verifies an answer: the document, the answer as decoded JSON, the name of the reader.
Verify = Callable[[Document, object, str], Verified]
