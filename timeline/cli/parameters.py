"""Types of command-line parameters."""

from datetime import date
from pathlib import Path
from typing import Any

import click

PATH = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "YYYY-MM-DD"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read an ISO day, or fail with an example of one."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it like 2020-02-06.", param, ctx)


DAY = Day()
