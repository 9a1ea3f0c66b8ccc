"""Which words of one sentence name one happening, and which name two?"""

import pytest

from tests.reports.factories import marked, summary, told

# (text, number of ASSAULT reports)
ASSAULTS = [
    # one
    ("The army shelled the town, killing four people.", 1),
    ("Four people were killed when the army shelled Bor.", 1),
    (
        "At least 12 people were killed and more than 30 wounded when a bomb exploded in Quetta.",
        1,
    ),
    ("An air strike on Taiz killed eight people.", 1),
    ("Eight people were killed in an air strike on Taiz.", 1),
    ("Rebels attacked the base, killing two guards and wounding three.", 1),
    ("Jets launched air strikes on Friday, which killed ten people in Raqqa.", 1),
    ("Soldiers encircled and stormed the village of Moura.", 1),
    ("The gunmen opened fire on a bus and killed nine passengers.", 1),
    (
        "A suicide bomber blew himself up at a checkpoint in Mogadishu, killing six soldiers.",
        1,
    ),
    (
        "Militants carried out an attack on a mosque in Zaria in which 40 people died.",
        1,
    ),
    ("The bombing, which killed 23 people, was carried out by the Taliban.", 1),
    ("Two people died after soldiers opened fire on a protest in Sebha.", 1),
    ("Gunmen ambushed a convoy and shot dead two officers near Agadez.", 1),
    ("Troops launched an offensive to recapture Palmyra.", 1),
    ("A rocket hit a school in Sderot, injuring six pupils.", 1),
    (
        "Security forces killed five people on Friday when they fired on a funeral in Douma.",
        1,
    ),
    # two
    ("Rebels shelled Bor and the army bombed Malakal.", 2),
    ("Rebels shelled Bor on Monday, and on Tuesday the army bombed Malakal.", 2),
    ("Gunmen killed a judge in Cali on Monday and a priest in Pasto on Tuesday.", 2),
    ("Jets bombed Homs after rebels had shot down a helicopter near Taftanaz.", 2),
    (
        "Rebels shot down a jet near Kano on Monday and troops killed nine villagers in Jos.",
        2,
    ),
    (
        "Jets bombed the port in Kano on Monday and marines stormed the customs house.",
        2,
    ),
    (
        "Rioters set fire to a police station in Kano after a student died in custody.",
        2,
    ),
    ("Israel bombed Tyre in response to a rocket attack on Haifa.", 2),
    (
        "Gunmen attacked a funeral in Douma for three men killed on Friday in Harasta.",
        2,
    ),
    (
        "Nine soldiers were killed by rebels and 11 villagers were killed by army gunfire in Gao.",
        2,
    ),
    (
        "Police opened fire on a funeral for three men who were killed on Friday in Harasta, killing one mourner.",
        2,
    ),
    (
        "A bomb killed nine people in Kano, a day after gunmen killed six people in Jos.",
        2,
    ),
]
ASSAULTS_KNOWN: dict[str, tuple[str, ...]] = {
    "one verb with two objects, towns and days ('X in A on Monday and Y in B on Tuesday') is not taken apart": (
        "Gunmen killed a judge in Cali",
    )
}


@pytest.mark.parametrize(("text", "number"), marked(ASSAULTS, ASSAULTS_KNOWN))
def test_sentence_tells_as_many_happenings_as_it_says(text: str, number: int) -> None:
    found = [one for one in told(text) if one.type == "ASSAULT"]
    assert len(found) == number, [summary(one) for one in told(text)]


def test_a_demand_and_what_is_demanded_are_one() -> None:
    found = told("The UN urged Rwanda to withdraw its troops from Goma.")
    assert [one.type for one in found] == ["REQUEST"], [summary(one) for one in found]


def test_strike_and_flight_it_causes_are_two_types() -> None:
    found = told("Russian jets bombed Idlib and 20,000 people fled the city.")
    assert sorted(one.type for one in found) == ["ASSAULT", "DISPLACE"], [
        summary(one) for one in found
    ]


def test_fused_words_give_the_most_telling_mode() -> None:
    modes = [
        one.mode
        for one in told(
            "Rebels attacked Bor with mortars, shelling the market and killing four people."
        )
    ]
    assert modes == ["shelling"]


# (text, words of the date of each ASSAULT report in order of the text; None: not dated by words)
DATED = [
    ("Gunmen killed six men in Jos on Monday.", ["Monday"]),
    ("On Monday gunmen killed six men in Jos.", ["Monday"]),
    (
        "It said that a plane, with 90 people on board, was near Aden on Friday when soldiers opened fire on it.",
        ["Friday"],
    ),
    (
        "Rebels shelled Bor on Monday, and on Tuesday the army bombed Malakal.",
        ["Monday", "Tuesday"],
    ),
    ("Gunmen killed six men in Jos, police said on Monday.", [None]),
    (
        "In Hama, where the army crushed a revolt in 1982, soldiers shot six men.",
        [None],
    ),
    (
        "Gunmen fired at a funeral in Lice for two rebels who were killed on Friday.",
        [None],
    ),
    ("Rebels released ten men; soldiers had shot six others in 2009.", ["2009"]),
    ("Soldiers shot a man who had been arrested in 2009.", [None]),
    ("A bomb killed nine people in Kano, where elections are due in March.", [None]),
    ("Talks ended on Monday; soldiers killed two men in Gao on Tuesday.", ["Tuesday"]),
    (
        "The UN agreed on Friday to send observers to Kigali, where rebels killed 30 people.",
        [None],
    ),
    (
        "Shelling killed six men in the worst attack since a truce began in April.",
        [None],
    ),
    (
        "The opposition leader, who founded his party 10 years ago, was shot in Dhaka.",
        [None],
    ),
]
DATED_KNOWN: dict[str, tuple[str, ...]] = {
    "the only date of a sentence is given to a clause that it does not stand in": (
        "The UN agreed on Friday",
    ),
    "a date in a clause about those buried is given to the attack on the mourners": (
        "Gunmen fired at a funeral",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), marked(DATED, DATED_KNOWN))
def test_date_belongs_to_clause_it_stands_in(
    text: str, wanted: list[str | None]
) -> None:
    found = [
        one
        for one in told(text)
        if one.type == "ASSAULT" and (one.mode is None or one.mode != "capture")
    ]
    dates = [one.passages[0].date for one in found]
    said = [date.text if date is not None and date.text else None for date in dates]
    shot = [
        one
        for one in zip(said, found, strict=True)
        if "crushed" not in text or one[1].mode == "shooting"
    ]
    assert [date for date, _ in shot] == wanted, [summary(one) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers battled rebels in Bor on Monday as they tried to seize the town.",
        "Rebels battled soldiers on Monday to seize the town of Bor.",
        "Troops launched an offensive on Monday to recapture Bor.",
    ],
)
def test_what_is_only_aimed_at_is_not_told(text: str) -> None:
    assert "capture" not in {report.mode for report in told(text)}
