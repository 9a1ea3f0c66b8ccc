"""How is a timeline written as one HTML file that opens by double click?"""

import os
import re
import zlib
from base64 import b64encode
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from timeline.errors import UsageError
from timeline.model.timeline import TimelineData
from timeline.views import labels
from timeline.views.bundle import join
from timeline.views.escape import clean, island
from timeline.views.payload import payload
from timeline.views.story import Story
from timeline.views.thinning import Whole

PLOTLYJS_FILE = "plotly.min.js"
PACKED_FROM = 1_000_000  # bytes of data; a smaller island stays readable, a larger one is deflated to about a fifth

_PLACEHOLDER = re.compile(r"\{\{([a-z_]+)\}\}")
_CHOICES = ("inline", "directory")


def write_page(
    timeline: TimelineData,
    path: Path,
    *,
    plotlyjs: str = "inline",
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
) -> int:
    """Write the page; equal timelines give equal bytes.

    Args:
        timeline: The timeline.
        path: The file to write; it is replaced in one step, or not at all.
        plotlyjs: "inline" puts Plotly into the page (4.8 MB), "directory" writes plotly.min.js beside it.
        wording: Plain words for types, modes and countries, where they differ from ours.
        story: Steps that the page leads through.
        whole: Counts of the whole timeline, where this is a part of it.

    Returns:
        Size of the page in bytes.

    Raises:
        UsageError: `plotlyjs` is neither of the two.
        OSError: The file cannot be written.
    """
    if plotlyjs not in _CHOICES:
        raise UsageError(
            "--plotlyjs",
            f"{plotlyjs!r} is not a way to ship Plotly.",
            f"Use one of: {', '.join(_CHOICES)}.",
        )
    library = plotly_script()
    if plotlyjs == "directory":
        _write(path.parent / PLOTLYJS_FILE, library.encode("utf-8"))
    html = page_html(
        timeline,
        library=library if plotlyjs == "inline" else None,
        wording=wording,
        story=story,
        whole=whole,
    )
    content = html.encode("utf-8")
    _write(path, content)
    return len(content)


def page_html(
    timeline: TimelineData,
    *,
    library: str | None,
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
) -> str:
    """Make the text of the page; `library` is Plotly's script, None when it lies beside the page."""
    content = island(payload(timeline, wording=wording, story=story, whole=whole))
    packed = len(content) >= PACKED_FROM
    parts = {
        "title": escape(clean(timeline.title)),
        "csp": content_security_policy(beside=library is None),
        "css": "".join(map(_asset, ("page.css", "sequences.css", "print.css"))),
        "plotly": library or "",
        "plotly_src": f' src="{PLOTLYJS_FILE}"' if library is None else "",
        "data": deflated(content) if packed else content,
        "data_type": "text/plain" if packed else "application/json",
        "script": join(_modules(), entry="main.js"),
    }
    # One pass, so that nothing that was put in is read as a placeholder again.
    return _PLACEHOLDER.sub(lambda match: parts[match.group(1)], _asset("page.html"))


def content_security_policy(*, beside: bool) -> str:
    """Say what the page may load: nothing, but for its own inline parts.

    Dense stretches are drawn as tiles, so no page has so many marks that Plotly would need WebGL, which in turn would
    need 'unsafe-eval' (tests/views/scripts/layout.test.mjs holds the number of marks down).

    Args:
        beside: True when plotly.min.js lies beside the page.
    """
    scripts = "'unsafe-inline' 'self' file:" if beside else "'unsafe-inline'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def deflated(text: str) -> str:
    """Pack text for the page: raw DEFLATE (RFC 1951) in base64, which every browser since 2023 unpacks by itself."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b64encode(packer.compress(text.encode("utf-8")) + packer.flush()).decode("ascii")


def plotly_script() -> str:
    """Read Plotly's script from the installed plotly package."""
    # Imported here: plotly takes long to load, and `--help` does not need it.
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]

    script: str = get_plotlyjs()
    if "</script" in script.lower():
        raise ValueError("plotly's script holds '</script' and cannot stand inline")
    return script


def _modules() -> dict[str, str]:
    folder = files("timeline.views").joinpath("assets")
    return {
        one.name: one.read_text(encoding="utf-8")
        for one in sorted(folder.iterdir(), key=lambda item: item.name)
        if one.name.endswith(".js")
    }


def _asset(name: str) -> str:
    return files("timeline.views").joinpath("assets", name).read_text(encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    """Replace the file in one step; a reader sees the old page or the new one, never half of it."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.close()
            draft.chmod(0o666 & ~_umask())
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
