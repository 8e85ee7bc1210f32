"""What goes over the wire: bytes of the files and of the frames that the server sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Page

from tests.bench.drawing import forget, wait_settled
from tests.bench.figures import RUNS


@dataclass(kw_only=True)
class Traffic:
    """Bytes that came in, and when the last frames went out and came in (seconds of the browser's own clock)."""

    file_bytes: int = 0
    frame_bytes: int = 0
    sent_s: float = 0.0
    received_s: float = 0.0

    def clear(self) -> None:
        """Start again from nothing."""
        self.file_bytes = self.frame_bytes = 0


def listen(page: Page) -> Traffic:
    """Return what counts the page's traffic from now on."""
    traffic = Traffic()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        traffic.file_bytes += int(event["encodedDataLength"])

    def received(event: dict[str, Any]) -> None:
        traffic.frame_bytes += _frame_bytes(event["response"])
        traffic.received_s = event["timestamp"]

    def sent(event: dict[str, Any]) -> None:
        traffic.sent_s = event["timestamp"]

    session.on("Network.loadingFinished", finished)
    session.on("Network.webSocketFrameReceived", received)
    session.on("Network.webSocketFrameSent", sent)
    return traffic


def _frame_bytes(frame: dict[str, Any]) -> int:
    """Return the length of a frame; a binary one (opcode 2) is told in base64, four letters for three bytes."""
    text = frame["payloadData"]
    return len(text) * 3 // 4 if frame["opcode"] == 2 else len(text.encode())


def rerun(page: Page, traffic: Traffic, act: Callable[[], None], *, runs: int = RUNS) -> tuple[float, float]:
    """Return the median time of a rerun as the browser sees it, in milliseconds, and the median bytes it sends.

    The time is from the last frame that the page sent to the last frame that came back.
    """
    times, sizes = [], []
    for _ in range(runs):
        traffic.clear()
        forget(page)
        act()
        wait_settled(page, changed=True)
        times.append((traffic.received_s - traffic.sent_s) * 1000)
        sizes.append(traffic.frame_bytes + traffic.file_bytes)
    return median(times), median(sizes)
