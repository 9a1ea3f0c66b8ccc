"""Drive Debian's Firefox without a driver of its own: Marionette, the protocol that Firefox itself speaks.

Playwright's Firefox is a build that cannot be had from a package registry, and Debian has no geckodriver. Marionette is
what geckodriver speaks to Firefox: JSON behind its length, over a socket on this machine
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 120.0  # seconds until a browser that does not answer fails its test
SETTINGS = {
    # Port 0 lets Firefox choose a free one, which it writes into its profile.
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.normandy.enabled": False,
    "extensions.update.enabled": False,
    "browser.download.folderList": 2,
}


def firefox() -> str | None:
    """Find the browser: Debian's firefox-esr, or another on the path."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._answers = connection.makefile("rb")
        self._asked = 0
        self._read()  # Firefox greets first.
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def _read(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise ConnectionError("Firefox closed the connection")
            length += digit
        return json.loads(self._answers.read(int(length)))

    def ask(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result.

        Raises:
            AssertionError: Firefox answers with an error.
        """
        self._asked += 1
        message = json.dumps([0, self._asked, command, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        assert error is None, f"{command}: {error}"
        return result

    def run(self, script: str) -> Any:
        """Run the body of a function in the page and return what it returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def until(self, expression: str) -> None:
        """Wait until an expression holds in the page."""
        ends = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({expression})"):
            assert time.monotonic() < ends, f"never came true: {expression}"
            time.sleep(0.02)

    def open(self, address: str) -> None:
        """Open a page of ours and wait until it is drawn."""
        self.ask("WebDriver:Navigate", url=address)
        self.until("document.documentElement.dataset.ready")

    def resize(self, width: int, height: int) -> None:
        """Set the size of the window, in pixels."""
        self.ask("WebDriver:SetWindowRect", width=width, height=height)

    def press(self, keys: str) -> None:
        """Type keys where the focus is, as a person does."""
        sources = [
            {"type": action, "value": key}
            for key in keys
            for action in ("keyDown", "keyUp")
        ]
        self._act({"type": "key", "id": "keyboard", "actions": sources})

    def click(self, selector: str) -> None:
        """Click with the mouse on the middle of the first element that a selector finds."""
        place = (
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round)"
        )
        x, y = self.ask("WebDriver:ExecuteScript", script=place, args=[selector])[
            "value"
        ]
        self.drag((x, y), (x, y))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the mouse at one point of the window, move it to another, and let go."""
        moves = [
            {"type": "pointerMove", "x": start[0], "y": start[1], "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerMove", "x": end[0], "y": end[1], "duration": 50},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {
            "type": "pointer",
            "id": "mouse",
            "parameters": {"pointerType": "mouse"},
        }
        self._act({**mouse, "actions": moves})

    def _act(self, source: dict[str, Any]) -> None:
        self.ask("WebDriver:PerformActions", actions=[source])

    def console(self, name: str) -> list[str]:
        """Return what the console holds about a page, by a part of its address: errors, warnings, refused loads."""
        script = (
            "return Services.console.getMessageArray().map(String)"
            ".filter(message => message.includes(arguments[0]))"
        )
        self.ask("Marionette:SetContext", value="chrome")
        held: list[str] = self.ask(
            "WebDriver:ExecuteScript", script=script, args=[name]
        )["value"]
        self.ask("Marionette:SetContext", value="content")
        return held

    def quit(self) -> None:
        """End the browser."""
        self.ask("Marionette:Quit", flags=["eForceQuit"])


@contextmanager
def started(executable: str, profile: Path) -> Iterator[Firefox]:
    """Start Firefox without a window on the screen, with a profile of its own, and end it."""
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});"
        for name, value in SETTINGS.items()
    ]
    profile.joinpath("user.js").write_text("\n".join(lines), encoding="utf-8")
    options = [
        "--headless",
        "--no-remote",
        "--marionette",
        "--remote-allow-system-access",
    ]
    command = [executable, *options, "--profile", str(profile)]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        port = _port(profile / "MarionetteActivePort", process)
        with socket.create_connection(
            ("127.0.0.1", port), timeout=2 * PATIENCE
        ) as connection:
            running = Firefox(connection)
            yield running
            running.quit()
        process.wait(timeout=PATIENCE)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """Return the port that Firefox listens on, as soon as it has written it down."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise ConnectionError(f"Firefox ended at once with {process.returncode}")
        if file.exists() and (text := file.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.05)
    raise ConnectionError(
        f"Firefox did not say within {PATIENCE:.0f} s where it listens"
    )
