"""`timeline review`: correct a project in the browser."""

from pathlib import Path

import click

from timeline.cli.inputs import today
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.errors import UsageError


@click.command()
@click.argument("folder", type=PATH)
@click.option("--coder", help="Whose name the corrections bear [default: the login name].")
@click.option(
    "--blind", is_flag=True, help="Keep a file of your own and see no other coder's corrections."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port [default: any free one]."
)
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
def review(
    folder: Path, coder: str | None, blind: bool, adjudicate: bool, port: int, no_browser: bool
) -> None:
    r"""Correct a project in the browser: every act is one row in its corrections.csv.

    The page is served on this machine only, to whoever has the address that is printed.
    End it with Ctrl-C. With --coder NAME --blind, rows go into corrections-NAME.csv, so that
    two people judge the same incidents without seeing each other's work; --adjudicate then shows
    where they differ, one row each, and writes what is chosen into corrections.csv.

    \b
    Examples:
      timeline review war/
      timeline review war/ --coder anna --blind
      timeline review war/ --adjudicate
    """
    from timeline.cli.reviewing import coder_differences, open_session, serve

    if blind and coder is None:
        raise UsageError("--blind", "it needs a name.", "Give --coder NAME.")
    if blind and adjudicate:
        raise UsageError("--adjudicate", "it cannot be blind.", "Leave out --blind.")
    session = open_session(folder, coder=coder, is_blind=blind, today=today())
    differences = coder_differences(folder, session) if adjudicate else ()
    print_lines([f"{len(session.incidents):,} incidents of {session.title}, as {session.author}"])
    serve(session, differences, port=port, is_browser_wanted=not no_browser)
