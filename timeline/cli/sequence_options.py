"""The options of `timeline sequences`, in a module that loads nothing heavy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

ASKED = ("pairs", "lags", "curves", "transitions", "episodes", "aligned", "motifs", "similar")

_OPTIONS = (
    click.option(
        "--as",
        "question",
        default="pairs",
        show_default=True,
        help=f"The question: {', '.join(ASKED)}.",
    ),
    click.option("--pair", nargs=2, help="Two actors, by name or id; all others are left out."),
    click.option(
        "--by",
        type=click.Choice(["pair", "actor", "place"]),
        help="Within what incidents follow each other.",
    ),
    click.option("--only", help="With --by actor or place: this one alone."),
    click.option("--window", help="Days in which one follows another: 14d, 2w [default: 14d]."),
    click.option("--first", help="Kind of the incident that comes first."),
    click.option("--then", help="Kind of the one that comes next, or is counted."),
    click.option(
        "--relation",
        help="Pairs: reply, again, elsewhere, third, all. Lags: reply, again [default: reply].",
    ),
    click.option(
        "--typed", is_flag=True, default=None, help="Lags: by kind of act and kind of answer."
    ),
    click.option("--around", help="Aligned: the kind in the middle, or 'episodes'."),
    click.option(
        "--every",
        is_flag=True,
        default=None,
        help="Aligned: every incident of the kind, not one a run.",
    ),
    click.option("--incident", help="Similar: id of the incident."),
    click.option(
        "--episode",
        is_flag=True,
        default=None,
        help="Similar: compare the burst it is in with other bursts.",
    ),
    click.option(
        "--level",
        type=click.Choice(["type", "mode", "family"]),
        help="What a kind is [default: type].",
    ),
    click.option(
        "--sides",
        type=click.Choice(["actor", "country"]),
        help="Country: a state and its forces are one.",
    ),
    click.option(
        "--disputed/--no-disputed",
        default=None,
        help="Count what reports contradict each other on.",
    ),
    click.option(
        "--denied/--no-denied",
        default=None,
        help="Count what is denied, as if it had happened [default: no].",
    ),
    click.option(
        "--assumed/--no-assumed", default=None, help="Count dates that are a guess [default: no]."
    ),
    click.option(
        "--coarse/--no-coarse",
        default=None,
        help="Count months and years, in both orders [default: no].",
    ),
    click.option(
        "--mutual/--no-mutual",
        default=None,
        help="A clash is an act of each side [default: of neither].",
    ),
    click.option(
        "--draws",
        type=click.IntRange(19),
        help="Number of shuffles [default: 999, fewer in long histories].",
    ),
    click.option("--seed", type=click.IntRange(0), help="Seed of the shuffles [default: 0]."),
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
        help="Rows shown as a table.",
    ),
    click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file."),
)


def sequence_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a question to a command; those not given are None, or an empty tuple."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
