"""`timeline review`: correct a project in the browser."""

from pathlib import Path

import click

from timeline.cli.inputs import today
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.errors import UsageError


@click.command()
@click.argument("folder", type=PATH)
@click.option(
    "--coder", help="The author of the corrections [default: the login name]."
)
@click.option(
    "--blind",
    is_flag=True,
    help="Keep a file of your own and see no other coder's corrections.",
)
@click.option(
    "--adjudicate", is_flag=True, help="Show where coders differ, and settle it."
)
@click.option(
    "--against",
    type=PATH,
    help="Show where another reading of the same articles differs.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port [default: any free one].",
)
@click.option(
    "--no-browser", is_flag=True, help="Print the address and open no browser."
)
def review(
    folder: Path,
    coder: str | None,
    blind: bool,
    adjudicate: bool,
    against: Path | None,
    port: int,
    no_browser: bool,
) -> None:
    r"""Correct a project in the browser: every action is one row in its corrections.csv.

    The page is served on this machine only, to whoever has the address that is printed.
    Press Ctrl-C to end it. With --coder NAME --blind, rows go into corrections-NAME.csv, so that
    two people can judge the same incidents without seeing each other's work. --adjudicate then
    shows where they differ, one row each, and writes what you choose into corrections.csv.
    --against does the same with another timeline of these articles, for example one read by a
    language model.

    \b
    Examples:
      timeline review war/
      timeline review war/ --coder anna --blind
      timeline review war/ --adjudicate
      timeline review war/ --against model.timeline.json
    """
    from timeline.cli.reviewing import differences_of, open_session, serve

    _check_blind(blind=blind, coder=coder, adjudicate=adjudicate)
    _check_against(adjudicate=adjudicate, against=against)
    print_lines(
        [f"Opening {folder}. A project of thousands of incidents takes a minute."],
        err=True,
    )
    session = open_session(folder, coder=coder, is_blind=blind, today=today())
    differences = differences_of(
        folder, session, is_adjudicating=adjudicate, against=against
    )
    print_lines(
        [
            f"{len(session.incidents):,} incidents of {session.title}, as {session.author}"
        ]
    )
    serve(
        session, differences, folder=folder, port=port, is_browser_wanted=not no_browser
    )


def _check_blind(*, blind: bool, coder: str | None, adjudicate: bool) -> None:
    if blind and coder is None:
        raise UsageError("--blind", "it needs a name.", "Give --coder NAME.")
    if blind and adjudicate:
        raise UsageError("--adjudicate", "it cannot be blind.", "Leave out --blind.")


def _check_against(*, adjudicate: bool, against: Path | None) -> None:
    if adjudicate and against is not None:
        problem = "it cannot be combined with --adjudicate."
        raise UsageError("--against", problem, "Give one of the two.")
