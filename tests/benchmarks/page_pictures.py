"""Draw the pictures of the page for README and manual: `python -m tests.benchmarks.page_pictures`.

The page is built from the shipped examples and photographed in headless Chromium, then brought to
a palette of few colours, so that a picture stays below 60 KB. Names of pictures draw these alone;
`--check` writes nothing and fails
where a picture is missing or larger.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import timeline
from tests.headless import ARGUMENTS, chromium

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LARGEST = 60_000  # bytes of a picture
COLOURS = 40  # enough for two inks, two sides, greys and the edges of letters


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: Of the file in `examples`.
        example: Folder of `examples` that it shows.
        layout: Of the page; "auto" for what the page chooses.
        size: Width and height of the window in pixels.
        theme: "light" or "dark".
        fragment: Of the address.
        prepare: What is done on the page before the picture is taken.
    """

    name: str
    example: str
    layout: str = "auto"
    size: tuple[int, int] = (1280, 720)
    theme: str = "light"
    fragment: str = ""
    prepare: Callable[[Page], None] | None = None


def _show_quarrel(page: Page) -> None:
    page.evaluate("document.querySelector('#accounts').scrollIntoView()")


def _uncover(page: Page) -> None:
    page.keyboard.press("Space")


PICTURES = (
    Picture("page.png", "idlib-2020"),
    Picture("page-accounts.png", "idlib-2020", size=(1280, 480), prepare=_show_quarrel),
    Picture("page-archive.png", "idlib-2020", layout="archive", size=(1280, 760)),
    Picture("page-dark.png", "falklands-1982", theme="dark", size=(1280, 640)),
    Picture("page-phone.png", "idlib-2020", layout="archive", size=(390, 720)),
    Picture("page-lesson.png", "idlib-2020", fragment="#step=2", prepare=_uncover),
)


def main() -> None:
    """Write all pictures, or check their sizes."""
    if "--check" in sys.argv:
        sys.exit("\n".join(problems()) or None)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        named = set(sys.argv[1:])
        for picture in (one for one in PICTURES if not named or one.name in named):
            image = photographed(browser, picture, Path(folder))
            (EXAMPLES / picture.name).write_bytes(image)
            sys.stdout.write(f"{picture.name} {len(image) // 1000} KB\n")
        browser.close()


def problems() -> list[str]:
    """Return what is wrong with the pictures that are there: missing, or too large."""
    found = []
    for picture in PICTURES:
        path = EXAMPLES / picture.name
        if not path.is_file():
            found.append(
                f"{path} is missing; python -m tests.benchmarks.page_pictures draws it"
            )
        elif path.stat().st_size > LARGEST:
            found.append(f"{path} has {path.stat().st_size} bytes, more than {LARGEST}")
    return found


def photographed(browser: Browser, picture: Picture, folder: Path) -> bytes:
    """Build the page of a picture, open it, and return the picture as PNG with few colours."""
    target = folder / "page.html"
    built = timeline.build([EXAMPLES / picture.example])
    story = EXAMPLES / "idlib-2020.story.json" if picture.fragment else None
    built.write_page(target, layout=picture.layout, story=story)
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.theme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(target.as_uri() + picture.fragment)
    page.wait_for_selector("html[data-ready]")
    if picture.prepare:
        picture.prepare(page)
    page.wait_for_timeout(500)
    shot = Image.open(BytesIO(page.screenshot()))
    context.close()
    small = BytesIO()
    # Colours of few pixels count as much as others: a side may be three small dots. Two steps of
    # k-means bring back the tones of paper and selection.
    few = shot.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
    )
    few.save(small, format="PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    main()
