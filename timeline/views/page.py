"""Write a timeline as one HTML file that opens by double click."""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from timeline.errors import UsageError
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_pieces_atomically
from timeline.views import embedding, labels
from timeline.views.bundle import join
from timeline.views.escape import island
from timeline.views.payload import LAYOUTS, payload
from timeline.views.plain import plain_view
from timeline.views.records import CountsRow, Payload
from timeline.views.story import Story
from timeline.views.thinning import Whole, counted

# Bytes of data; less stays readable in the file, more is deflated to about a fifth.
PACKED_FROM = 1_000_000
# Incidents from which on opening takes long enough (0.3 s) to show counts first.
COUNTED_FROM = 4_000
TEMPLATE = "page.html"
STYLES = (
    "styles/tokens.css",
    "styles/parts.css",
    "styles/archive.css",
    "styles/case.css",
    "styles/teaching.css",
    "styles/sequences.css",
    "styles/phone.css",
    "styles/print.css",
)
ENTRY = "app/main.js"

# The page may load nothing, and run nothing but its one script, by its hash.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)

_PLACEHOLDER = re.compile(r"\{\{([a-z_]+)\}\}")


def write_page(
    timeline: TimelineData,
    path: Path,
    *,
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
    layout: str = "auto",
) -> int:
    """Write the page; equal timelines give equal bytes.

    Args:
        timeline: The timeline.
        path: The file to write; it is replaced in one step, or not at all.
        wording: Plain words for types, modes and countries, where they differ from ours.
        story: Steps that the page leads through.
        whole: Counts of the whole timeline, where this is a part of it.
        layout: "case", a page to read; "archive", an instrument; "auto" chooses by size; "embed", a
            light page of the first view for an iframe.

    Returns:
        Size of the page in bytes.

    Raises:
        UsageError: There is no such layout, or the file cannot be written.
    """
    html = page_html(timeline, wording=wording, story=story, whole=whole, layout=layout)
    content = html.encode("utf-8")
    write_pieces_atomically(path, (content,))
    return len(content)


def page_html(
    timeline: TimelineData,
    *,
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
    layout: str = "auto",
) -> str:
    """Return the text of the page; see `write_page`."""
    if layout not in LAYOUTS:
        choices = ", ".join(LAYOUTS)
        raise UsageError(
            "--layout", f"{layout!r} is not a layout.", f"Use one of: {choices}."
        )
    if layout == embedding.EMBED:
        shown = embedding.first_view(timeline)
        light = embedding.lightened(
            payload(shown, wording=wording, whole=whole, layout=layout)
        )
        return _filled(
            embedding.TEMPLATE,
            embedding.STYLES,
            embedding.ENTRY,
            light,
            plain=plain_view(shown),
        )
    data = payload(timeline, wording=wording, story=story, whole=whole, layout=layout)
    plain = plain_view(timeline)
    counts = _counts(timeline, data)
    return _filled(TEMPLATE, STYLES, ENTRY, data, plain=plain, counts=counts)


def _counts(timeline: TimelineData, data: Payload) -> CountsRow | None:
    """Count what a large page shows while it unpacks its data.

    None for a page that opens at once.
    """
    if len(timeline.incidents) < COUNTED_FROM:
        return None
    articles = sum(document["dataset"] is None for document in data["documents"])
    weeks = list(counted(timeline).weeks)
    return {"articles": articles, "incidents": _first_view(timeline), "weeks": weeks}


def _first_view(timeline: TimelineData) -> int:
    """Count the incidents of the first view: the prominent ones; all, where none is."""
    prominent = sum(incident.prominent for incident in timeline.incidents)
    return prominent or len(timeline.incidents)


def _filled(
    template: str,
    styles: Sequence[str],
    entry: str,
    data: Payload,
    *,
    plain: str,
    counts: CountsRow | None = None,
) -> str:
    """Put styles, data and script into a template."""
    content = island(data)
    is_packed = len(content) >= PACKED_FROM
    script = join(_modules(), entry=entry)
    parts = {
        "title": escape(data["title"]),
        "layout": data["layout"],
        "csp": policy_for(script),
        "css": "".join(_asset(name) for name in styles),
        "plain": plain,
        "counts": island(counts),
        "data": deflated(content) if is_packed else content,
        "data_type": "text/plain" if is_packed else "application/json",
        "script": script,
    }
    # One pass, so that nothing that was put in is read as a placeholder again.
    return _PLACEHOLDER.sub(lambda match: parts[match.group(1)], _asset(template))


def policy_for(script: str) -> str:
    """Return the policy under which only this script runs."""
    # The template puts a line end before it.
    content = f"\n{script}".encode()
    digest = b64encode(sha256(content).digest())
    return CONTENT_SECURITY_POLICY.format(digest=digest.decode("ascii"))


def deflated(text: str) -> str:
    """Pack text for the page.

    Raw DEFLATE (RFC 1951) in base64, which browsers since 2023 unpack.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(text.encode("utf-8")) + packer.flush()
    return b64encode(packed).decode("ascii")


def scripts() -> Iterator[tuple[str, str]]:
    """Yield the path below the folder of assets and the text of each module, in order."""
    folder = files("timeline.views").joinpath("assets")
    for package in sorted(folder.iterdir(), key=lambda item: item.name):
        if package.is_dir():
            yield from _scripts_in(package)


def _scripts_in(package: Traversable) -> Iterator[tuple[str, str]]:
    for file in sorted(package.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".js"):
            yield f"{package.name}/{file.name}", file.read_text(encoding="utf-8")


def _modules() -> dict[str, str]:
    return dict(scripts())


def _asset(name: str) -> str:
    return files("timeline.views").joinpath("assets", name).read_text(encoding="utf-8")
