"""Where do noun phrases begin and end?"""

from timeline.mentions.rules.noun_phrases import note_days, phrase
from timeline.parsing import DEFAULT_MODEL, load


def test_phrase_begins_behind_its_day() -> None:
    doc = load(DEFAULT_MODEL)("3 May 12 people left the harbour.")
    people = doc[3]
    whole = phrase(people)
    note_days(doc, [0, 1])
    assert whole[1] == phrase(people)[1] == people.i
    assert phrase(people)[0] >= 2


def test_phrase_is_the_same_when_asked_again() -> None:
    doc = load(DEFAULT_MODEL)("The two old ferries left the small harbour.")
    for token in doc:
        assert phrase(token) == phrase(token)
