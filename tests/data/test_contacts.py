"""Contacts that are made up, and communities that are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from data.database import storage
from data.importing.communities import Graph, propagate
from data.importing.contacts import find_communities, synthesise_contacts
from data.population.fingerprint import fingerprint
from data.population.folder import attach, open_population
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def cliques(count: int, size: int, bridge: int) -> Graph:
    """Return `count` cliques of `size`, each tied to the next by one tie of strength `bridge`."""
    pairs = [(c * size + i, c * size + j, 1_000_000) for c in range(count) for i in range(size) for j in range(i)]
    pairs += [(c * size, c * size + size, bridge) for c in range(count - 1)]
    a, b, strength = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    return Graph(a, b, strength, np.ones(count * size, dtype=np.int64))


def shuffled(size: int, seed: int = 1) -> NDArray[np.int64]:
    return np.random.default_rng(seed).permutation(size)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_cliques_on_a_string_are_told_apart(seed: int) -> None:
    found = propagate(cliques(20, 8, bridge=10_000), shuffled(160, seed), largest=12)
    assert found.tolist() == [person // 8 * 8 for person in range(160)]


def test_no_community_grows_past_its_limit() -> None:
    random = np.random.default_rng(5)
    a, b = random.integers(0, 3_000, (2, 20_000))
    graph = Graph(a[a != b], b[a != b], np.full(int((a != b).sum()), 500_000), np.ones(3_000, dtype=np.int64))
    _, sizes = np.unique(propagate(graph, shuffled(3_000), largest=60), return_counts=True)
    assert sizes.max() <= 60
    assert sizes.max() > 30


def test_somebody_without_ties_is_a_community_alone() -> None:
    graph = Graph(np.array([0]), np.array([1]), np.array([1]), np.ones(3, dtype=np.int64))
    assert propagate(graph, np.arange(3)).tolist() == [0, 0, 2]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base") / "base"
    synthesise(folder, 5_000)
    return folder


def test_found_communities_hold_most_ties_and_are_the_same_at_any_thread_count(base: Path) -> None:
    stamps = set()
    for threads in (1, 2, 4):
        with storage.connect(threads) as connection:
            attach(connection, open_population(base))
            connection.execute("update subscribers set community = null")
            assert find_communities(connection)
            stamps.add(fingerprint(connection))
            inside = connection.execute(
                "select avg((a.community = b.community)::integer) from contacts c "
                "join subscribers a using (subscriber_id) "
                "join subscribers b on b.subscriber_id = c.contact_id"
            ).fetchone()
    assert len(stamps) == 1
    assert inside is not None
    assert inside[0] > 0.6


def test_communities_that_were_given_are_kept(base: Path) -> None:
    with storage.connect() as connection:
        attach(connection, open_population(base))
        before = fingerprint(connection)
        assert not find_communities(connection)
        assert fingerprint(connection) == before


def test_made_up_contacts_are_the_same_at_any_thread_count_and_whatever_the_row_order(base: Path) -> None:
    stamps = set()
    for threads, order in ((1, "asc"), (2, "desc"), (4, "asc")):
        with storage.connect(threads) as connection:
            attach(connection, open_population(base))
            connection.execute(f"create table turned as from subscribers order by subscriber_id {order}")
            connection.execute("drop table contacts; drop table subscribers; alter table turned rename to subscribers")
            connection.execute("update subscribers set community = null")
            synthesise_contacts(connection)
            stamps.add(fingerprint(connection))
    assert len(stamps) == 1
