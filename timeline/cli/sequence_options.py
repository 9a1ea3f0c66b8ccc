"""The options of `timeline sequences`, in a module that loads nothing heavy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

ASKED = (
    "pairs",
    "lags",
    "curves",
    "transitions",
    "episodes",
    "aligned",
    "motifs",
    "similar",
)

_OPTIONS = (
    click.option(
        "--as",
        "question",
        default="pairs",
        show_default=True,
        help=f"The question: {', '.join(ASKED)}.",
    ),
    click.option(
        "--pair", nargs=2, help="Two actors, by name or id; all others are left out."
    ),
    click.option(
        "--by",
        type=click.Choice(["pair", "actor", "place"]),
        help="Incidents follow each other within a pair, an actor or a place.",
    ),
    click.option("--only", help="With --by actor or place: only this one."),
    click.option(
        "--window",
        help="Days within which one incident follows another: 14d, 2w [default: 14d].",
    ),
    click.option("--first", help="Kind of the incident that comes first."),
    click.option(
        "--then", help="Kind of the incident that comes next, or that is counted."
    ),
    click.option(
        "--relation",
        help="Pairs: reply, again, elsewhere, third, all. Lags: reply, again [default: reply].",
    ),
    click.option(
        "--typed",
        is_flag=True,
        default=None,
        help="Lags: separate kinds of act and kinds of answer.",
    ),
    click.option("--around", help="Aligned: the kind in the middle, or 'episodes'."),
    click.option(
        "--every",
        is_flag=True,
        default=None,
        help="Aligned: count every incident of the kind, not only one for each run.",
    ),
    click.option("--incident", help="Similar: id of the incident."),
    click.option(
        "--episode",
        is_flag=True,
        default=None,
        help="Similar: compare its burst (a dense run of incidents) with others.",
    ),
    click.option(
        "--level",
        type=click.Choice(["type", "mode", "family"]),
        help="What a kind is [default: type].",
    ),
    click.option(
        "--sides",
        type=click.Choice(["actor", "country"]),
        help="Country: a state and its forces are one side.",
    ),
    click.option(
        "--disputed/--no-disputed",
        default=None,
        help="Count incidents on which reports contradict each other.",
    ),
    click.option(
        "--denied/--no-denied",
        default=None,
        help="Count what is denied, as if it had happened [default: no].",
    ),
    click.option(
        "--assumed/--no-assumed",
        default=None,
        help="Count dates that are a guess [default: no].",
    ),
    click.option(
        "--coarse/--no-coarse",
        default=None,
        help="Count dates that are only a month or year, in both orders [default: no].",
    ),
    click.option(
        "--mutual/--no-mutual",
        default=None,
        help="Count a clash as an act of each side [default: of neither].",
    ),
    click.option(
        "--draws",
        type=click.IntRange(19),
        help="Number of shuffled histories [default: 999, fewer in long histories].",
    ),
    click.option(
        "--seed", type=click.IntRange(0), help="Seed of the shuffles [default: 0]."
    ),
    click.option(
        "--format",
        "name",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
    ),
    click.option(
        "--limit",
        type=click.IntRange(1),
        default=40,
        show_default=True,
        help="Number of rows shown as a table.",
    ),
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="Write to a file."
    ),
)


def sequence_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a question to a command; those not given are None, or an empty tuple."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
