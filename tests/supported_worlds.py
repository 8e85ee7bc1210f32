"""Random worlds in which two operations are supported, by up to three ways each: there is something to lose."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from geo.network import facility_token, host_token
from geo.world import World
from tests.worlds import draw as drawn

HUBS, GATES = "abc", ("gate", "gate-b")
ENDS = tuple(f"{hub}-end" for hub in HUBS)
MORE_WANTS = ([], ["leave:x"], ["leave:x|y"], ["leave:x+y?"], ["repair/sea?"], ["repair/sea"], ["repair/sea."])

LOSABLE = (
    *(facility_token(name) for name in (*HUBS, *ENDS, *GATES, "yard")),
    *(host_token(name) for name in ("x", "y")),
)
"""What can be lost in such a world."""

some_losses = st.sets(st.sampled_from(LOSABLE), min_size=1, max_size=5).map(frozenset)


@st.composite
def supported_worlds(draw: st.DrawFn, *, more_wants: tuple[list[str], ...] = MORE_WANTS) -> World:
    """Return a world; its places may be reduced, and stand on the consent of hosts.

    Parameters
    ----------
    draw
        Given by hypothesis.
    more_wants
        What an operation may want beside its airlift.
    """
    gates = draw(st.lists(st.sampled_from(GATES), min_size=1, unique=True))
    ways = {
        name: draw(st.lists(st.sampled_from(HUBS), min_size=1, max_size=3, unique=True)) for name in ("north", "south")
    }
    lines = [line for name, hubs in ways.items() for hub in hubs for gate in gates for line in _way(gate, hub, name)]
    places = sorted({place for hubs in ways.values() for hub in hubs for place in (hub, f"{hub}-end")})
    return drawn(
        *dict.fromkeys(lines),
        f"{gates[0]} -repair/sea-> yard -repair/sea-> north",
        "yard -repair/sea-> south",
        needs={name: ["airlift/air", *draw(st.sampled_from(more_wants))] for name in ways},
        states={place: draw(st.sampled_from(["active", "active", "reduced"])) for place in places},
        hosts={place: draw(st.sampled_from(["", "", "x", "y", "x+y"])) for place in places},
    )


def _way(gate: str, hub: str, operation: str) -> list[str]:
    """Return a way to an operation, each link as a line of its own."""
    return [f"{one} -airlift/air-> {other}" for one, other in pairwise((gate, hub, f"{hub}-end", operation))]
