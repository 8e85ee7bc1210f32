"""A good data directory becomes one world; so do records in memory."""

from __future__ import annotations

import dataclasses
import json

import pytest

from geo.errors import DataError, UnknownIdError
from geo.world import make_world, record
from tests.drawn_files import good_files, row
from tests.faults import loaded


def test_every_list_is_loaded_in_file_order() -> None:
    good = loaded(good_files())
    assert list(good.facilities) == ["gate", "hub"]
    empty = [field.name for field in dataclasses.fields(good) if not getattr(good, field.name)]
    assert empty == []


def test_no_list_can_be_changed() -> None:
    good = loaded(good_files())
    with pytest.raises(TypeError):
        good.facilities["gate"] = good.facilities["hub"]  # type: ignore[index]


def test_a_record_is_found_by_its_id_whatever_it_is() -> None:
    good = loaded(good_files())
    assert record(good, "south-coast") is good.regions["south"].parts[0]
    assert record(good, "hub-lost") is good.scenarios["hub-lost"]


def test_an_unknown_id_is_answered_with_the_nearest_ones() -> None:
    good = loaded(good_files())
    with pytest.raises(UnknownIdError, match="`gaet` names nothing in the data; did you mean `gate`"):
        record(good, "gaet")


def test_an_id_like_no_other_is_answered_all_the_same() -> None:
    good = loaded(good_files())
    with pytest.raises(UnknownIdError, match="look it up in the data files"):
        record(good, "?" * 10_000)


def test_the_same_files_have_the_same_digest_and_others_another() -> None:
    files = good_files()
    first, second = loaded(files), loaded(files)
    row(files, "sources", "first-source")["supports"] = "something else"
    assert first.digest == second.digest != loaded(files).digest


def test_a_file_may_begin_with_the_mark_that_some_editors_put_there() -> None:
    files = good_files()
    files["sources.json"] = b"\xef\xbb\xbf" + json.dumps(files["sources.json"]).encode()
    assert len(loaded(files).sources) == 2


def test_a_world_in_memory_is_checked_too() -> None:
    good = loaded(good_files())
    with pytest.raises(DataError, match="gate--hub--air--2020 origin: `gate` is not defined"):
        make_world(links=[good.links["gate--hub--air--2020"]], facilities=[], sources=good.sources.values())


def test_a_world_in_memory_needs_only_what_it_holds() -> None:
    good = loaded(good_files())
    world = make_world(sources=good.sources.values())
    assert (len(world.sources), len(world.facilities)) == (2, 0)
