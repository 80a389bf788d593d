"""Imputed need: a known world is censored, filled in, and must be recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from data.database import storage
from data.importing.impute_need import impute_need
from data.importing.need_model import NeedRows, fill_in
from data.keyed.arrays import draw, mix_key, normal
from data.population.fingerprint import fingerprint
from data.population.folder import attach, open_population
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ALLOWANCE, PACK, MONTHS = 10_000_000, 2_000_000, 12
CENTRE, BETWEEN, WITHIN, SCALE, SHAPE = 15.9, 0.9, 0.385, 0.62, 1.0


def known_world(people: int, seed: int) -> tuple[NDArray[np.int64], NeedRows]:
    """Draw needs from the model's own distribution, let packs be bought by willingness, and hide what nobody saw."""
    random = np.random.default_rng(seed)
    sub = np.repeat(np.arange(people), MONTHS)
    logs = CENTRE + BETWEEN * random.standard_normal(people)[sub] + WITHIN * random.standard_normal(sub.size)
    need = np.rint(np.exp(logs)).astype(np.int64)
    short = np.maximum(0, need - ALLOWANCE)
    chance = random.random(sub.size)
    willing = SCALE * ((1 - chance) / chance) ** (1 / SHAPE)
    packs = np.where((short > 0) & (willing >= 1), short // PACK + (willing * (short % PACK) >= PACK), 0)
    used = np.minimum(need, ALLOWANCE + packs * PACK)
    rows = NeedRows(
        sub=sub,
        state=random.integers(0, 2**32, sub.size).astype(np.uint64),
        sub_state=random.integers(0, 2**32, people).astype(np.uint64),
        used=used,
        allowance=np.full(sub.size, ALLOWANCE),
        ran_out=need > used,
        plan=np.zeros(sub.size, np.int64),
        packs=packs,
        pack=np.full(sub.size, PACK),
    )
    return need, rows


@pytest.fixture(scope="module", params=[1, 2, 3])
def recovered(request: pytest.FixtureRequest) -> tuple[NDArray[np.int64], NeedRows, NDArray[np.int64]]:
    need, rows = known_world(10_000, request.param)
    filled, _ = fill_in(rows, SHAPE)
    return need, rows, filled


Recovered = tuple["NDArray[np.int64]", NeedRows, "NDArray[np.int64]"]


def in_standard_errors(difference: NDArray[np.float64], sub: NDArray[np.int64]) -> float:
    """Return the mean of a difference in its standard errors; months of one subscriber hang together."""
    sums = np.bincount(sub, weights=difference)
    return float(abs(sums.mean()) / (sums.std(ddof=1) / np.sqrt(sums.size)))


def test_the_mean_need_is_recovered(recovered: Recovered) -> None:
    need, rows, filled = recovered
    assert in_standard_errors((filled - need) / 1e6, rows.sub) < 4


def test_the_mean_log_need_is_recovered(recovered: Recovered) -> None:
    need, rows, filled = recovered
    assert in_standard_errors(np.log(filled) - np.log(need), rows.sub) < 4


@pytest.mark.parametrize("packs_missing", [0.5, 1.0, 3.0, 8.0])
def test_the_share_missing_more_than_some_packs_is_recovered(recovered: Recovered, packs_missing: float) -> None:
    """Short by how much, not only whether: every month that ran out was short, by construction."""
    need, rows, filled = recovered
    balance = rows.allowance + rows.packs * rows.pack
    truth, found = need - balance > packs_missing * PACK, filled - balance > packs_missing * PACK
    assert 0 < truth.mean() < 1
    assert in_standard_errors(found.astype(np.float64) - truth, rows.sub) < 4


def test_filling_in_with_the_balance_alone_would_not_pass(recovered: Recovered) -> None:
    """The tests above can fail: need taken as use, the naive reading, is many standard errors away."""
    need, rows, _ = recovered
    assert in_standard_errors((rows.used - need) / 1e6, rows.sub) > 20


def test_use_and_packs_are_reproduced_exactly(recovered: Recovered) -> None:
    _, rows, filled = recovered
    assert np.array_equal(np.minimum(filled, rows.allowance + rows.packs * rows.pack), rows.used)
    assert np.array_equal(filled[~rows.ran_out], rows.used[~rows.ran_out])
    after_a_pack = rows.ran_out & (rows.packs > 0)
    excess = (filled - rows.used)[after_a_pack]
    assert after_a_pack.any()
    assert excess.min() >= 1
    # In this world nobody stops who still has use for a full pack, and the fit finds that out.
    assert (excess >= PACK).mean() < 0.01


def test_the_model_that_made_the_world_is_found() -> None:
    _, rows = known_world(20_000, seed=9)
    _, model = fill_in(rows, SHAPE)
    assert model.centre == pytest.approx(CENTRE, abs=4 * BETWEEN / np.sqrt(20_000))
    assert model.between == pytest.approx(BETWEEN, rel=0.03)
    assert model.within == pytest.approx(WITHIN, rel=0.02)
    assert model.scale == pytest.approx(SCALE, rel=0.05)


@pytest.mark.parametrize("people", [1, 3])
def test_a_handful_of_subscribers_is_filled_in_too(people: int) -> None:
    _, rows = known_world(people, seed=4)
    filled, _ = fill_in(rows, SHAPE)
    assert (filled >= rows.used).all()


def test_a_base_that_always_ran_out_is_filled_in_with_finite_needs() -> None:
    _, rows = known_world(200, seed=4)
    hungry = NeedRows(**{**vars(rows), "ran_out": np.full(rows.sub.size, True), "packs": rows.packs * 0, "used": rows.allowance})
    filled, _ = fill_in(hungry, SHAPE)
    assert (filled > hungry.used).all()
    assert np.quantile(filled, 0.99) < 1e9


def test_array_draws_are_the_draws_of_sql() -> None:
    states = np.array([0, 1, 7, 2**31, 2**32 - 1], dtype=np.uint64)
    with storage.connect() as connection:
        rows = connection.execute(
            "select mix_key(s, 5)::ubigint, draw(s, 3), normal(s, 9) from unnest($states::ubigint[]) t(s)",
            {"states": states.tolist()},
        ).fetchall()
    assert [row[0] for row in rows] == mix_key(states, 5).tolist()
    assert [row[1] for row in rows] == draw(states, 3).tolist()
    assert [row[2] for row in rows] == pytest.approx(normal(states, 9).tolist(), rel=1e-12)


def test_the_same_base_gives_the_same_needs_at_any_thread_count(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 2_000)
    stamps = set()
    for threads in (1, 2, 4):
        with storage.connect(threads) as connection:
            attach(connection, open_population(tmp_path / "base"))
            connection.execute("update usage set need_gb = null")
            assert impute_need(connection) is not None
            stamps.add(fingerprint(connection))
    assert len(stamps) == 1


def test_a_need_that_was_given_is_kept(tmp_path: Path) -> None:
    synthesise(tmp_path / "base", 1_000)
    with storage.connect() as connection:
        attach(connection, open_population(tmp_path / "base"))
        before = fingerprint(connection)
        assert impute_need(connection) is None
        assert fingerprint(connection) == before
