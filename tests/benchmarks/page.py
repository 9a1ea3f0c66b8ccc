"""How large is the page of a large war, and how quick? Beside plain plotly.express of the same data.

    python tests/benchmarks/page.py [1000 10000 50000 100000]

Times are seconds in headless Chromium, one run each: by the clock, and in brackets of the page's own thread, which does
not grow when the machine has other work. Draw is from opening the file until it has been painted, the others from the
input until the next painted frame.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import plotly.express as px  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from tests.headless import ARGUMENTS, chromium
from tests.views.generated import generated
from timeline.model.timeline import TimelineData
from timeline.views.escape import island
from timeline.views.page import PACKED_FROM, deflated, write_page
from timeline.views.payload import payload

SIZES = (1_000, 10_000, 50_000, 100_000)
# Two frames: the first callback runs before painting, the second after.
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
TIMED = f"async act => {{ const begun = performance.now(); act(); return (await {PAINTED} - begun) / 1000; }}"


class Watch:
    """Times what a page does, by the clock and by the processor time of its thread."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def processor(self) -> float:
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def act(self, act: str) -> str:
        """Run JavaScript and say how long it takes until it can be seen."""
        begun = self.processor()
        taken: float = self.page.evaluate(f"({TIMED})(() => {{ {act} }})")
        return f"{taken:.2f} ({self.processor() - begun:.2f})"

    def open(self, path: Path, ready: str) -> str:
        """Open a page and say how long it takes until it is drawn."""
        clock, begun = time.perf_counter(), self.processor()
        self.page.goto(path.as_uri(), wait_until="commit", timeout=300_000)
        self.page.wait_for_selector(ready, state="attached", timeout=300_000)
        self.page.evaluate(PAINTED)
        return f"{time.perf_counter() - clock:.2f} ({self.processor() - begun:.2f})"


def ours(page: Page, timeline: TimelineData, folder: Path) -> list[Any]:
    """Measure our page."""
    path = folder / "page.html"
    begun = time.perf_counter()
    size = write_page(timeline, path)
    built = time.perf_counter() - begun
    data = island(payload(timeline))
    watch = Watch(page)
    address = "history.replaceState(null, '', '{}'); window.dispatchEvent(new Event('popstate'))"
    key = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))"
    row = [
        watch.open(path, "html[data-ready]"),
        watch.act(address.format("#status=planned")),
        # A new hash is read at once; typing waits for a pause first.
        watch.act(address.format("#q=subek")),
        watch.act(address.format("#from=2020-02-01&to=2020-05-01")),
    ]
    watch.act(key)
    row.append(watch.act(key))
    marks = page.evaluate("document.querySelectorAll('#main svg circle, #main svg rect').length")
    return [
        size / 1e6,
        len(deflated(data) if len(data) >= PACKED_FROM else data) / 1e6,
        *row,
        marks,
        built,
    ]


def plain(page: Page, timeline: TimelineData, folder: Path, kind: str) -> list[Any]:
    """Measure what plotly.express makes of the same incidents."""
    dated = [one for one in timeline.incidents if one.date is not None]
    rows = {
        "start": [one.date.start for one in dated if one.date],
        "end": [one.date.end for one in dated if one.date],
        "lane": [" → ".join(actor.name for actor in one.actors) for one in dated],
        "type": [one.type for one in dated],
        "headline": [one.headline for one in dated],
    }
    path = folder / f"{kind}.html"
    if kind == "timeline":
        figure = px.timeline(
            rows, x_start="start", x_end="end", y="lane", color="type", hover_name="headline"
        )
    else:
        figure = px.scatter(
            rows, x="start", y="lane", color="type", hover_name="headline", render_mode="webgl"
        )
    figure.write_html(path, include_plotlyjs=True)
    watch = Watch(page)
    draw = watch.open(path, ".plotly-graph-div .xtick, .plotly-graph-div .gl-container")
    plot = "document.querySelector('.plotly-graph-div')"
    return [
        path.stat().st_size / 1e6,
        None,
        draw,
        watch.act(f"Plotly.restyle({plot}, {{visible: 'legendonly'}}, [0])"),
        None,
        watch.act(f"Plotly.relayout({plot}, {{'xaxis.range': ['2020-02-01', '2020-05-01']}})"),
        watch.act(f"Plotly.restyle({plot}, {{selectedpoints: [[1]]}}, [0])"),
        None,
        None,
    ]


def line(cells: list[Any]) -> str:
    """Write a row of the table."""
    return (
        "| "
        + " | ".join(
            "–" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)
            for cell in cells
        )
        + " |"
    )


def main() -> None:
    """Print the table."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    heads = [
        "incidents",
        "page",
        "file MB",
        "data MB",
        "draw",
        "filter",
        "search",
        "zoom",
        "select",
        "dots drawn",
        "built in",
    ]
    sys.stdout.write(f"{line(heads)}\n{line(['---'] * len(heads))}\n")
    with sync_playwright() as playwright, TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for size in sizes:
            timeline = generated(size)
            for kind in ("ours", "timeline", "scatter"):
                if kind == "timeline" and size > 10_000:
                    continue  # minutes: each bar is an element of its own
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                row = (
                    ours(page, timeline, Path(name))
                    if kind == "ours"
                    else plain(page, timeline, Path(name), kind)
                )
                page.close()
                sys.stdout.write(
                    line([f"{size:,}", kind if kind == "ours" else f"px.{kind}", *row]) + "\n"
                )
                sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
