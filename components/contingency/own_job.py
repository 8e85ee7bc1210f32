"""A search in a reader's own network, in a thread of its own."""

from __future__ import annotations

from components.job import Job
from geo.cut_sets import Budget
from geo.errors import OwnFileError
from geo.own_losses import OWN_BUDGET, OWN_ORDER, OwnLosses, own_losses
from geo.own_network import OwnNetwork, read_network


class OwnJob(Job[OwnLosses | None]):
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
        self.network: OwnNetwork | None = None
        self.refused: OwnFileError | None = None
        """Why the file could not be read."""
        super().__init__("the search in a reader's own network", self._search, budget=OWN_BUDGET)

    @property
    def found(self) -> OwnLosses | None:
        """What came of it; None if there is no result, or none yet."""
        return self.result

    def _search(self, budget: Budget) -> OwnLosses | None:
        try:
            self.network = read_network(self.content)
        except OwnFileError as error:
            self.refused = error
            return None
        return own_losses(self.network, order=self.order, budget=budget)
