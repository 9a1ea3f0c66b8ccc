"""How large is the page of a large war, and how quick? Beside plain plotly.express of the same data.

    python tests/benchmarks/page.py [1000 10000 50000 100000]
    python tests/benchmarks/page.py --first-view timeline.json...
    python tests/benchmarks/page.py --ink timeline.json...

Times are seconds in headless Chromium, one run each: by the clock, and in brackets of the page's own thread, which does
not grow when the machine has other work. Draw is from opening the file until it has been painted, the others from the
input until the next painted frame. Heap is what the page's script holds after all rows were asked for and what is not
used was thrown away.

The first view is what is seen at 1440 x 900 before any click: how many sizes of text, words of articles, hues, and
which part of it is taken by strip, charts, list and incident.

Ink is what of a chart depends on its data: dates, actors and figures are dealt out anew among the
incidents, and of the pixels that are not paper in one of the two drawings, those that differ are
counted (after Tufte's data-ink ratio; a share of 100 % would be a chart without lines and words).
"""

import random
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import plotly.express as px  # type: ignore[import-untyped]
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from tests.headless import ARGUMENTS, chromium
from tests.views.generated import generated
from timeline import load
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
        return float(
            next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        )

    def act(self, act: str) -> str:
        """Run JavaScript and say how long it takes until it can be seen."""
        begun = self.processor()
        taken: float = self.page.evaluate(f"({TIMED})(() => {{ {act} }})")
        return f"{taken:.2f} ({self.processor() - begun:.2f})"

    def heap(self) -> float:
        """Return the megabytes that the script holds."""
        self.devtools.send("HeapProfiler.collectGarbage")
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        held = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
        return float(held) / 1e6

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
    row.append(watch.act("document.querySelector('#list-all')?.click()"))
    marks = page.evaluate(
        "document.querySelectorAll('#main svg circle, #main svg rect').length"
    )
    return [
        size / 1e6,
        len(deflated(data) if len(data) >= PACKED_FROM else data) / 1e6,
        *row,
        watch.heap(),
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
            rows,
            x_start="start",
            x_end="end",
            y="lane",
            color="type",
            hover_name="headline",
        )
    else:
        figure = px.scatter(
            rows,
            x="start",
            y="lane",
            color="type",
            hover_name="headline",
            render_mode="webgl",
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
        watch.act(
            f"Plotly.relayout({plot}, {{'xaxis.range': ['2020-02-01', '2020-05-01']}})"
        ),
        watch.act(f"Plotly.restyle({plot}, {{selectedpoints: [[1]]}}, [0])"),
        None,
        watch.heap(),
        None,
        None,
    ]


# What is seen of the page, without what is hidden, scrolled away or white on white.
FIRST_VIEW = """() => {
  const [wide, high] = [window.innerWidth, window.innerHeight];
  const inside = (box) => box.width > 0 && box.height > 0 && box.top < high && box.bottom > 0 && box.left < wide && box.right > 0;
  const seen = (node) => node.checkVisibility() && inside(node.getBoundingClientRect());
  const sizes = new Set(), hues = new Set();
  let words = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), parent = node.parentElement;
    if (!text || parent.closest('script, style, title, option, .off-screen, .skips') || !seen(parent)) continue;
    sizes.add(getComputedStyle(parent).fontSize);
    if (getComputedStyle(parent).fontFamily.startsWith('Charter')) words += text.split(/\\s+/).length;
  }
  const saturated = (colour) => {
    const [r, g, b] = (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).map(Number);
    return Math.max(r, g, b) - Math.min(r, g, b) > 60;
  };
  for (const mark of document.querySelectorAll('svg .bar, svg .mark circle, .swatch, mark'))
    if (seen(mark)) for (const name of ['fill', 'stroke', 'backgroundColor']) {
      const colour = getComputedStyle(mark)[name];
      if (saturated(colour)) hues.add(colour);
    }
  const share = (selector) => {
    const node = document.querySelector(selector);
    if (!node || !seen(node)) return 0;
    const box = node.getBoundingClientRect();
    const across = Math.min(box.right, wide) - Math.max(box.left, 0), down = Math.min(box.bottom, high) - Math.max(box.top, 0);
    return Math.round((100 * across * down) / (wide * high));
  };
  const parts = ['.strip', '.mid', '.list', '.panel', '.casebox', '#accounts', '.words'];
  return { sizes: [...sizes], words, hues: [...hues], shares: Object.fromEntries(parts.map((part) => [part, share(part)]).filter(([, part]) => part)) };
}"""


def first_views(paths: list[Path]) -> None:
    """Print what the first view of each timeline holds."""
    heads = [
        "page",
        "text sizes",
        "words of articles",
        "hues",
        "share of strip, charts, list, incident %",
    ]
    sys.stdout.write(f"{line(heads)}\n{line(['---'] * len(heads))}\n")
    with sync_playwright() as playwright, TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for path in paths:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            target = Path(name) / "page.html"
            load(path).write_page(target)
            page.goto(target.as_uri())
            page.wait_for_selector("html[data-ready]")
            seen = page.evaluate(FIRST_VIEW)
            shares = ", ".join(
                f"{part} {share}" for part, share in seen["shares"].items()
            )
            sizes, hues = len(seen["sizes"]), len(seen["hues"])
            total = sum(seen["shares"].values())
            sys.stdout.write(
                line([path.stem, sizes, seen["words"], hues, f"{total} ({shares})"])
                + "\n"
            )
            page.close()
        browser.close()


CHARTS = ("#strip svg", "#case-chart svg", "#stage svg")
SHUFFLES = 5
VISIBLE = 24  # of 255, by which a pixel differs from another


def shuffled(timeline: TimelineData, seed: int) -> TimelineData:
    """Deal out dates, actors and figures anew among the incidents that a first view shows."""
    fixed = random.Random(seed)
    shown = [one for one in timeline.incidents if one.prominent]
    dates, actors, figures = (fixed.sample(shown, len(shown)) for _ in range(3))
    dealt = {
        one.id: replace(
            one,
            date=date.date,
            actors=actor.actors,
            casualties=dead.casualties,
            killed=dead.killed,
        )
        for one, date, actor, dead in zip(shown, dates, actors, figures, strict=True)
    }
    incidents = tuple(dealt.get(one.id, one) for one in timeline.incidents)
    return replace(timeline, incidents=incidents)


def drawn(page: Page, timeline: TimelineData, target: Path) -> dict[str, Image.Image]:
    """Return the charts of a page as pictures."""
    write_page(timeline, target)
    page.goto("about:blank")
    page.goto(target.as_uri())
    page.wait_for_selector("html[data-ready]")
    charts = {}
    for selector in CHARTS:
        chart = page.locator(selector).first
        if chart.count() and chart.is_visible():
            charts[selector] = Image.open(BytesIO(chart.screenshot())).convert("L")
    return charts


def ink_share(first: Image.Image, second: Image.Image) -> float:
    """Return the share of the ink of two drawings that is not in the same place in both."""
    size = (max(first.width, second.width), max(first.height, second.height))
    paper = Image.new("L", size, first.getpixel((0, first.height - 1)))
    sheets = []
    for image in (first, second):
        sheet = paper.copy()
        sheet.paste(image)
        sheets.append(sheet)
    ink = ImageChops.lighter(*(ImageChops.difference(sheet, paper) for sheet in sheets))
    changed = ImageChops.difference(*sheets)
    counts = [sum(image.histogram()[VISIBLE:]) for image in (changed, ink)]
    return counts[0] / max(1, counts[1])


def ink_shares(paths: list[Path]) -> None:
    """Print the share of ink that depends on the data, for each chart of each timeline."""
    sys.stdout.write(
        f"{line(['page', *CHARTS])}\n{line(['---'] * (1 + len(CHARTS)))}\n"
    )
    with sync_playwright() as playwright, TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        target = Path(name) / "page.html"
        for path in paths:
            timeline = load(path).data
            before = drawn(page, timeline, target)
            shares: dict[str, list[float]] = {selector: [] for selector in before}
            for seed in range(SHUFFLES):
                after = drawn(page, shuffled(timeline, seed), target)
                for selector in before.keys() & after.keys():
                    shares[selector].append(
                        ink_share(before[selector], after[selector])
                    )
            means = [
                sum(found) / len(found) if (found := shares.get(one)) else None
                for one in CHARTS
            ]
            sys.stdout.write(line([path.stem, *means]) + "\n")
        browser.close()


def line(cells: list[Any]) -> str:
    """Write a row of the table."""
    return (
        "| "
        + " | ".join(
            "–"
            if cell is None
            else f"{cell:.2f}"
            if isinstance(cell, float)
            else str(cell)
            for cell in cells
        )
        + " |"
    )


def main() -> None:
    """Print the table."""
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    if "--first-view" in sys.argv:
        first_views(paths)
        return
    if "--ink" in sys.argv:
        ink_shares(paths)
        return
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
        "all rows",
        "heap MB",
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
                    line([f"{size:,}", kind if kind == "ours" else f"px.{kind}", *row])
                    + "\n"
                )
                sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
