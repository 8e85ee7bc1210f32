"""A reader's own file: what it comes to, what is refused and in which words, and that nothing else can happen."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import own_file
from geo.cut_sets import minimal_cut_sets
from geo.errors import OwnFileError
from geo.own_network import EXAMPLE, OwnNetwork, read_network

MANY = settings(max_examples=150, deadline=None)
PLACES = ("a", "b", "c", "d", "e", "f")

Row = tuple[str, str, str]


def network(*rows: str, head: str = "supplier,receiver,group,goal") -> OwnNetwork:
    return read_network("\n".join([head, *rows]).encode())


def cuts(found: OwnNetwork, goal: str, *, order: int = 3) -> set[frozenset[str]]:
    oracle = partial(found.circuit.proof, found.goals[goal])
    return set(minimal_cut_sets(oracle, order=order, candidates=lambda _: True).sets)


def faults(content: bytes | str) -> list[str]:
    with pytest.raises(OwnFileError) as refused:
        read_network(content.encode() if isinstance(content, str) else content)
    return [str(fault) for fault in refused.value.faults]


def sets(*words: str) -> set[frozenset[str]]:
    return {frozenset(word.split("+")) for word in words}


# ---- what a file comes to -----------------------------------------------------------------------------------------


def test_the_example_breaks_where_one_expects_it_to() -> None:
    found = read_network(EXAMPLE.encode())
    assert (set(found.goals), found.places, found.lines) == ({"Hill clinic", "Coast clinic"}, 10, 12)
    singles = ("North camp", "Main depot", "Tank farm", "Refinery")
    assert cuts(found, "Hill clinic") == sets(*singles, "Port+Airfield")
    camps = ("South camp+North camp", "South camp+Main depot", "South camp+Tank farm", "South camp+Refinery")
    stores = ("Airfield+Port", "Airfield+Main depot", "Port tanks+Tank farm", "Port tanks+Refinery")
    # The south alone has two stores of each; what breaks the north, then, has to take the south or its other store too.
    assert cuts(found, "Coast clinic", order=2) == sets(*camps, *stores)


def test_a_receiver_wants_one_supplier_of_each_group() -> None:
    found = network("a,x,food", "b,x,food", "c,x,fuel")
    assert cuts(found, "x") == sets("a+b", "c")


def test_lines_without_a_group_are_one_group() -> None:
    assert cuts(network("a,x,", "b,x,", "c,x,fuel"), "x") == sets("a+b", "c")


def test_goals_are_the_receivers_that_supply_nobody_unless_some_are_marked() -> None:
    assert set(network("a,b", "b,c", "b,d").goals) == {"c", "d"}
    assert set(network("a,b,,yes", "b,c", "b,d,,no").goals) == {"b"}


def test_the_loss_of_a_goal_counts_for_others_but_not_for_itself() -> None:
    found = network("a,b,,x", "b,c,,x")
    assert cuts(found, "b") == sets("a")
    assert cuts(found, "c") == sets("a", "b")


def test_places_that_only_supply_each_other_are_not_supplied() -> None:
    found = network("a,b", "b,a", "a,x")
    assert found.circuit.proof(found.goals["x"]) is None
    assert cuts(network("a,b", "b,a", "s,b", "a,x"), "x") == sets("a", "b", "s")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_reads_what_spreadsheets_write(delimiter: str, end: str) -> None:
    rows = ("Receiver", "supplier", ""), ("  x ", '"Port, old"', ""), ("", "", ""), ("x", "Łódź", "")
    text = end.join(delimiter.join(row) for row in rows)
    assert cuts(read_network(text.encode("utf-8-sig")), "x") == sets("Port, old+Łódź")


def test_one_name_written_with_other_accents_or_spaces_is_one_place() -> None:
    assert network("e\u0301 b,x", "a,\u00e9\u00a0b").places == 3


def test_names_that_differ_only_in_capitals_are_pointed_out() -> None:
    assert network("Port,x", "port,y").notes == ("`Port` and `port` are taken as two places",)


@pytest.mark.parametrize(
    ("other", "told"),
    [("East\u200bPort", "East<U+200B>Port"), ("\uff25astport", "\uff25astport"), ("EASTPORT", "EASTPORT")],
)
def test_names_that_nobody_can_tell_apart_are_told(other: str, told: str) -> None:
    assert network("EastPort,x", f"{other},y").notes == (f"`EastPort` and `{told}` are taken as two places",)


def test_dashes_of_any_kind_look_the_same() -> None:
    (note,) = network("Port-1,x", "Port\u20111,y").notes
    assert "are taken as two places" in note


def test_groups_of_one_receiver_that_look_the_same_are_told_for_it_then_wants_both() -> None:
    found = read_network(b"supplier,receiver,group\nA,G,Goods\nB,G,goods\nC,H,goods\n")
    assert found.notes == ("`Goods` and `goods` are taken as two groups of `G`",)
    assert network("a,x").notes == ()


# ---- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file: it is empty. "),
        (b" \n\n", "the file: it is empty. "),
        ("supplier,receiver\na,b".encode("utf-16"), "the file: it is in UTF-16. Save it as CSV in UTF-8"),
        (b"supplier,receiver\na,\0b", "line 2: this is no text. "),
        (b"supplier,receiver\na,b\nM\xfcnchen,b", "line 3: the byte 0xfc is not UTF-8. Save it as CSV in UTF-8"),
        (b"\xef\xbb\xbfsupplier,receiver\nM\xfcnchen,b", "line 2: the byte 0xfc is not UTF-8. "),
        (b"supplier,receiver\n", "the file: no line says who supplies whom. "),
        (b"supplier,receiver,amount\na,b,5", "line 1: the column `amount` is not known. Known are supplier, receiver,"),
        (b"supplier,receiver,supplier\na,b,c", "line 1: the column `supplier` is there twice. "),
        (b"supplier,group\na,b", "line 1: no column is called `receiver`. "),
        (b"supplier,receiver\n\n,b", "line 3: the supplier is empty. "),
        (b"supplier,receiver\na", "line 2: the receiver is empty. "),
        (b"supplier,receiver\na,a", "line 2: `a` supplies itself. "),
        (b"supplier,receiver\na,b\na, b", "line 3: the same as line 2. "),
        (b"supplier,receiver\na,b,c", "line 2: `c` stands in a column without a name. "),
        (b"supplier,receiver\n" + b"n" * 121 + b",b", "line 2: the supplier has 121 letters, more than 120. "),
        (b"supplier,receiver\na\x07,b", "line 2: the supplier holds a control character. "),
        (b"supplier,receiver,goal\na,b,maybe", "line 2: `maybe` under goal is neither yes nor empty. "),
        (b'supplier,receiver\na,b\n"c,d\ne,f', "line 3: a quotation mark is not closed, or a cell is far too long. "),
        (b"supplier,receiver\n" + b"n" * 200_000, "line 2: a quotation mark is not closed, or a cell is far too long"),
        (b"supplier,receiver\na,b\nb,a", "the file: it has no goal: every receiver supplies another place. "),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_what_to_do(content: bytes, words: str) -> None:
    (fault,) = faults(content)
    assert fault.startswith(words)


def test_a_first_line_that_names_no_columns_is_said_to() -> None:
    assert faults("a,b\nb,c")[-2:] == [
        "line 1: no column is called `supplier`. The first line names the columns.",
        "line 1: no column is called `receiver`. The first line names the columns.",
    ]


def test_all_faults_are_counted_and_the_first_are_listed() -> None:
    with pytest.raises(
        OwnFileError, match=r"^25 faults in the file, of which these are the first 20\nline 2: "
    ) as refused:
        network(*[",x"] * 25)
    assert len(refused.value.faults) == own_file.MOST_FAULTS


def test_a_file_that_is_too_long_or_too_big_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_file, "MOST_LINES", 2)
    assert network("a,x", "b,x").lines == 2
    assert faults("supplier,receiver\na,x\nb,x\nc,x")[-1].startswith("line 4: there are more than 2 lines. ")
    monkeypatch.setattr(own_file, "MOST_BYTES", 10)
    assert faults("supplier,receiver")[0].startswith("the file: it has 17 bytes, more than the 10 allowed. ")


# ---- whatever is read ---------------------------------------------------------------------------------------------


def supplied(rows: AbstractSet[Row], lost: AbstractSet[str]) -> set[str]:
    """Return all that is supplied, found in the plainest way; sources are places that nobody supplies."""
    groups = {(receiver, group) for _, receiver, group in rows}
    up = {name for row in rows for name in row[:2]} - {row[1] for row in rows} - lost
    while True:
        met = {(receiver, group) for supplier, receiver, group in rows if supplier in up}
        new = {r for r, _ in groups if all(g in met for g in groups if g[0] == r)} - lost - up
        if not new:
            return up
        up |= new


places = st.sampled_from(PLACES)
files = st.sets(
    st.tuples(places, places, st.sampled_from(["", "fuel"])).filter(lambda row: row[0] != row[1]),
    min_size=1,
    max_size=12,
)


@MANY
@given(files)
def test_cut_sets_are_those_of_trying_every_loss(rows: set[Row]) -> None:
    # The goal is a place of its own, which no loss of places takes away.
    found = network(*map(",".join, sorted(rows)), "a,goal,,yes")
    losses = [frozenset(some) for some in chain.from_iterable(combinations(PLACES, n) for n in range(4))]
    breaking = [lost for lost in losses if "a" not in supplied({*rows, ("a", "goal", "")}, lost)]
    minimal = {lost for lost in breaking if not any(other < lost for other in breaking)}
    assert cuts(found, "goal") | ({frozenset()} & minimal) == minimal


@MANY
@given(st.binary() | st.text(alphabet='ab,;\n\r\t" \x00\x1c\x85\ufeff').map(lambda text: text.encode()))
def test_whatever_a_file_holds_it_is_a_network_or_refused(content: bytes) -> None:
    for text in (content, b"supplier,receiver,group,goal\n" + content):
        try:
            assert read_network(text).goals
        except OwnFileError as refused:
            assert refused.faults
