"""`timeline docs`: print a page of the manual."""

import click

from timeline.cli.output import print_lines, print_table


@click.command()
@click.argument("topic", required=False)
def docs(topic: str | None) -> None:
    r"""Print a page of the manual; without TOPIC, list its pages.

    \b
    Examples:
      timeline docs
      timeline docs corrections
    """
    from timeline.docs import page, topics

    if topic is None:
        print_table(("topic", "page"), topics().items())
    else:
        print_lines(page(topic).splitlines())
