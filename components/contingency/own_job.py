"""A search in a reader's own network, in a thread of its own: it can be watched and cancelled, and never draws."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace

from geo.cut_sets import Budget
from geo.errors import OwnFileError
from geo.own_losses import OWN_BUDGET, OWN_ORDER, OwnLosses, own_losses
from geo.own_network import OwnNetwork, read_network


class OwnJob:
    """Reads a file and looks for what breaks the goals in it."""

    def __init__(self, name: str, content: bytes, *, order: int = OWN_ORDER) -> None:
        """Start.

        Parameters
        ----------
        name
            What the reader calls the file.
        content
            What is in it.
        order
            How many losses at once are looked at.
        """
        self.name = name
        self.content = content
        self.order = order
        self.done = 0.0
        """How far the search is, 0 to 1."""
        self.network: OwnNetwork | None = None
        self.found: OwnLosses | None = None
        self.refused: OwnFileError | None = None
        """Why the file could not be read."""
        self._began_s = time.monotonic()
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._work, name="own network", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether there is no result yet."""
        return self._thread.is_alive()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    @property
    def ran_s(self) -> float:
        """For how long it has been running, seconds."""
        return time.monotonic() - self._began_s

    def cancel(self) -> None:
        """Ask it to stop; what was found until then stays."""
        self._cancelled.set()

    def wait(self, seconds: float) -> None:
        """Wait for the result, but no longer than some time."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            self.network = read_network(self.content)
            self.found = own_losses(self.network, order=self.order, budget=self._budget())
        except OwnFileError as error:
            self.refused = error
        except Exception:
            # Nobody else would hear of it: a thread has no reader. The page says that it broke off.
            logging.getLogger(__name__).exception("the search in a reader's own network broke off")

    def _budget(self) -> Budget:
        return replace(OWN_BUDGET, cancelled=self._cancelled.is_set, progress=self._tell)

    def _tell(self, done: float) -> None:
        self.done = done
