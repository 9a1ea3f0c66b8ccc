"""Queries on sequences by name, with options by name, from the command line or from Python."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeAlias

from timeline.errors import UsageError
from timeline.model.incidents import Incident
from timeline.registry import Registry
from timeline.sequences.aligned import aligned
from timeline.sequences.curves import curves
from timeline.sequences.episodes import episodes
from timeline.sequences.history import Choice, history
from timeline.sequences.lags import lags
from timeline.sequences.motifs import motifs
from timeline.sequences.pairs import pairs
from timeline.sequences.similar import similar
from timeline.sequences.table import Table
from timeline.sequences.transitions import transitions

Question: TypeAlias = Callable[..., Table]

QUESTIONS: Registry[Question] = Registry("question")
QUESTIONS.add("aligned", aligned)
QUESTIONS.add("curves", curves)
QUESTIONS.add("episodes", episodes)
QUESTIONS.add("lags", lags)
QUESTIONS.add("motifs", motifs)
QUESTIONS.add("pairs", pairs)
QUESTIONS.add("similar", similar)
QUESTIONS.add("transitions", transitions)

SHORT = {
    "aligned": ("day", "n", "mean", "low", "high", "expected", "p", "finding"),
    "curves": (
        "day",
        "share_least",
        "share_most",
        "low",
        "high",
        "expected_least",
        "expected_most",
    ),
    "episodes": ("group", "begin", "end", "n", "perhaps", "expected", "p", "finding"),
    "lags": (
        *(
            "actor",
            "other",
            "first",
            "then",
            "n",
            "answered_least",
            "answered_most",
            "open",
            "median_least",
            "measure",
            "day",
        ),
        *("share_least", "share_most", "expected", "difference", "p", "finding"),
    ),
    "motifs": (
        "motif",
        "support",
        "groups",
        "expected",
        "ratio",
        "p",
        "finding",
        "instances",
    ),
    "pairs": (
        *(
            "relation",
            "actor",
            "other",
            "incident",
            "kind",
            "start",
            "state",
            "next",
            "next_kind",
            "lag_least",
        ),
        *("lag_most", "said"),
    ),
    "similar": (
        "rank",
        "score",
        "group",
        "day",
        "kind",
        "incident",
        "other_day",
        "other_kind",
        "other_incident",
    ),
    "transitions": (
        *(
            "first",
            "then",
            "n",
            "observed_least",
            "observed_most",
            "share",
            "low",
            "high",
            "expected",
            "p",
            "finding",
        ),
    ),
}
"""Columns that fit into a terminal; files have them all."""

_WINDOW = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?)?", re.IGNORECASE)
_CHOICES = frozenset(field.name for field in fields(Choice))


def query(
    incidents: Iterable[Incident],
    question: str = "pairs",
    *,
    families: Mapping[str, str] | None = None,
    **options: Any,  # noqa: ANN401 - those of the question and of `Choice`, checked here
) -> Table:
    """Answer a question about the sequences of incidents.

    Args:
        incidents: The incidents.
        question: Name of the question; each is a function of its own.
        families: Family of each type, for level="family".
        options: Fields of `Choice`, and the arguments of the question's function.

    Raises:
        UnknownNameError: There is no such question, actor, place, kind or incident.
        UsageError: The question has no such option, lacks one, or an option has no such value.
    """
    answer = QUESTIONS.get(question)
    _check_options(question, options)
    given = {name: value for name, value in options.items() if value is not None}
    choices = {name: value for name, value in given.items() if name in _CHOICES}
    arguments = {name: value for name, value in given.items() if name not in _CHOICES}
    if families is not None:
        choices["families"] = families
    return answer(history(incidents, choice=Choice(**choices)), **arguments)


def _check_options(question: str, options: Mapping[str, Any]) -> None:
    """Check that a question has all options given, and is given all that it needs.

    Raises:
        UsageError: It is not so.
    """
    parameters = _parameters(question)
    for name in options:
        if name not in _CHOICES and name not in parameters:
            near = get_close_matches(name, [*parameters, *_CHOICES], n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            cure = f"{hint}It has: {', '.join(parameters)}."
            raise UsageError(name, f"{question} has no such option.", cure)
    for name, parameter in parameters.items():
        is_required = parameter.default is parameter.empty
        if is_required and name not in options:
            raise UsageError(question, f"it needs {name!r}.", f"Give {name!r}.")


def _parameters(question: str) -> dict[str, inspect.Parameter]:
    """Return the parameters of a question, the history left out."""
    parameters = dict(inspect.signature(QUESTIONS.get(question)).parameters)
    del parameters["history"]
    return parameters


def options_of(question: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the command line gives as options of a question.

    What was not given is left out, a window is read, and two actors of `pair` are what the question
    calls them.

    Raises:
        UsageError: The window is not a number of days.
    """
    options = {
        name: value
        for name, value in given.items()
        if value is not None and value != ()
    }
    parameters = _parameters(question)
    if "window" in options:
        options["window"] = days_of(options["window"])
    if isinstance(options.get("only"), str):
        options["only"] = (options["only"],)
    if "pair" in options:
        _name_pair(options, parameters)
    if options.get("by") == "pair" and "by" not in parameters:
        del options["by"]
    return options


def _name_pair(options: dict[str, Any], parameters: Mapping[str, object]) -> None:
    """Rename the two actors of `pair` to what a question with these parameters calls them."""
    if "actor" in parameters:
        options["actor"], options["other"] = options.pop("pair")
    elif "only" in parameters and "pair" not in parameters:
        options["only"] = options.pop("pair")


def days_of(window: str) -> int:
    """Read a window: a number of days, or of weeks.

    Raises:
        UsageError: It is none.

    >>> days_of("14d"), days_of("2 weeks"), days_of("7")
    (14, 14, 7)
    """
    match = _WINDOW.fullmatch(window.strip())
    number = int(match[1]) if match else 0
    if match is None or number == 0:
        raise UsageError(
            "window", f"{window!r} is not a number of days.", "Write it like 14d or 2w."
        )
    unit = match[2] or "d"
    is_weeks = unit.lower().startswith("w")
    return number * 7 if is_weeks else number
