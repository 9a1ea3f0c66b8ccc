"""Are texts that one outlet took from another found, and texts on one event by two writers kept apart?"""

from datetime import date

import pytest

from tests.builders import document
from tests.steps import steps
from timeline.documents.near_duplicates import voices

WIRE = """Gunmen on motorcycles attacked the market town of Kaga at dawn on Monday and killed at least nine traders, the police and
two residents said. The attackers rode in from the east, fired into the crowd around the grain stalls and set light to a row of
wooden shops before soldiers from the garrison at Bor reached the place an hour later. A spokesman for the governor put the number
of wounded at twenty-three, eleven of them in danger of their lives. He blamed the Northern Front, which has fought the government
since 2015 and has not answered a request for comment. Traders said the market would stay shut until the army left a post there
for good. It was the third raid on a market in the district in four weeks; the two before it cost fourteen lives. Aid workers in the
camp at Torum counted six hundred people who came on foot during the day, most of them women with children, and asked for tents."""
OWN = """At least nine people died when armed men raided Kaga's grain market early on Monday. Witnesses reached by telephone spoke of
around twenty riders who shot at anyone who ran. "They knew when the lorries would come," said one trader, who hid below a cart.
The regional governor accused the Northern Front; the group has been silent so far. Hospital staff in Bor said that they were treating
more than twenty people for gunshot wounds and had asked the capital for blood. Local leaders complained that soldiers took an hour
for a road of eight kilometres, and called for a permanent post. Similar raids this month left more than a dozen dead in two villages
of the same district, where many fields have not been sown since the fighting came back in the spring of last year."""


def shortened(text: str) -> str:
    """Print the first two thirds, as an outlet with little room does."""
    return text[: len(text) * 2 // 3]


def edited(text: str) -> str:
    """Change the lead and some words, as a desk does."""
    return "KAGA - " + text.replace("at least nine", "nine").replace(
        "Traders said", "Merchants said"
    ).replace("on foot ", "")


COPIES = [
    ("word for word", WIRE, True),
    ("other capitals and marks", WIRE.upper().replace(",", " "), True),
    ("shortened", shortened(WIRE), True),
    ("edited", edited(WIRE), True),
    (
        "with an advertisement below",
        WIRE
        + "\n\nRead more on this subject, and sign up for our letter every Friday.",
        True,
    ),
    ("another writer on the same raid", OWN, False),
    ("a sentence in common", OWN + " " + WIRE.split(". ")[0] + ".", False),
    ("too short to tell", "Gunmen attacked the market town of Kaga.", False),
]


@pytest.mark.parametrize(("what", "text", "copy"), COPIES)
def test_a_text_taken_from_another_is_its_copy(
    what: str, text: str, copy: bool
) -> None:
    first = document(WIRE, id="z", published=date(2020, 2, 3))
    second = document(text, id="a", published=date(2020, 2, 4))
    assert voices([second, first]) == ({"a": "z"} if copy else {}), what


def test_copies_of_copies_lead_to_the_first() -> None:
    texts = (WIRE, edited(WIRE), shortened(edited(WIRE)))
    read = [
        document(text, id=f"d{n}", published=date(2020, 2, 3 + n))
        for n, text in enumerate(texts)
    ]
    assert voices(read) == {"d1": "d0", "d2": "d0"}


def test_the_order_of_documents_does_not_matter() -> None:
    read = [
        document(text, id=name)
        for name, text in zip("abcd", (OWN, WIRE, edited(WIRE), "Short."), strict=True)
    ]
    assert voices(read) == voices(read[::-1]) == {"c": "b"}


def test_steps_grow_with_documents_only() -> None:
    words = WIRE.split()
    read = [
        document(
            " ".join(words[n % 90 :] + [f"w{n}x{k}" for k in range(300)]), id=f"d{n}"
        )
        for n in range(240)
    ]
    voices(read[:2])  # loads what it needs
    few = steps(lambda: voices(read[:60]))
    many = steps(lambda: voices(read))
    assert many <= 5 * few  # four times the documents
