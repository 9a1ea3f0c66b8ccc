"""Open a review session and serve it until it is interrupted."""

import getpass
import webbrowser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines
from timeline.errors import UsageError, reason_of
from timeline.evaluation.agreement import agreement
from timeline.project.folder import Project, project_at
from timeline.project.prepare import Prepared, prepare_project
from timeline.review.coders import Difference, coder_files, differences, read_judgements
from timeline.review.desk import Desk
from timeline.review.readings import reading_differences
from timeline.review.server import ReviewServer
from timeline.review.session import ReviewSession, corrections_file


def open_session(
    folder: Path, *, coder: str | None, is_blind: bool, today: date
) -> ReviewSession:
    """Read what is new in a project and open its corrections for review.

    Raises:
        UsageError: The folder is no project, or the coder's name cannot be part of a file name.
    """
    project = project_named(folder)
    path = corrections_file(project.folder, coder if is_blind else None)
    author = coder or _login_name()
    return ReviewSession(
        prepared(project, today=today), path, author=author, today=today
    )


def project_named(folder: Path) -> Project:
    """Return the project in a folder.

    Raises:
        UsageError: The folder is no project.
    """
    project = project_at(folder)
    if project is None:
        fix = f"Make one with `timeline init {folder}`, put articles into it, and build it."
        raise UsageError(str(folder), "this folder is not a project.", fix)
    return project


def prepared(project: Project, *, today: date) -> Prepared:
    """Read what is new in a project, with a progress bar; no language model is asked."""
    from timeline.api import ProjectReading

    reading = ProjectReading(project, jobs=None, progress=True)
    return prepare_project(
        project,
        today=today,
        reader=reading.read,
        llm_url=reading.llm_url,
        failures=reading.failures,
    )


def differences_of(
    folder: Path, session: ReviewSession, *, is_adjudicating: bool, against: Path | None
) -> list[Difference]:
    """Return what is to be settled: between coders, or with another reading; else nothing.

    Raises:
        UsageError: There are fewer than two coders; InputError: a file cannot be read.
    """
    if is_adjudicating:
        files = coder_files(project_named(folder).folder)
        return differences(read_judgements(session.prepared, files))
    if against is None:
        return []
    return _reading_differences(session, against)


def _reading_differences(session: ReviewSession, against: Path) -> list[Difference]:
    """Return where another timeline reads the articles differently, and say how often."""
    others = open_timeline(against).incidents
    result = agreement(list(session.incidents.values()), others)
    differing = reading_differences(result)
    print_lines(_against_lines(differing, against, len(result.right_only)))
    return differing


def _against_lines(
    differing: Sequence[Difference], against: Path, alone: int
) -> list[str]:
    names = {difference.incident for difference in differing}
    return [
        f"{len(names):,} incidents differ from {against}; only these are shown.",
        f"{alone:,} incidents are only there.",
    ]


def serve(
    session: ReviewSession,
    differing: Sequence[Difference] = (),
    *,
    folder: Path,
    port: int,
    is_browser_wanted: bool,
) -> None:
    """Serve a session until Ctrl-C, and then say how the page is written.

    Raises:
        UsageError: The port is taken.
    """
    try:
        server = ReviewServer(Desk(session, differing).routes(), port=port)
    except OSError as error:
        reason = reason_of(error)
        fix = "Give another --port, or none."
        raise UsageError("--port", f"{port} cannot be used ({reason}).", fix) from None
    with server:
        print_lines(
            [
                f"open       {server.url}",
                "Press Ctrl-C to end it; every correction is saved at once.",
            ]
        )
        if is_browser_wanted:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            command = f"timeline build {folder}"
            print_lines(
                [f"Ended. Run `{command}` to write the page with the corrections."]
            )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
