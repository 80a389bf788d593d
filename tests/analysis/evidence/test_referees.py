"""Every regression against statsmodels, which is no part of the program: the same estimates, the same errors by clusters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm

from analysis.evidence.estimators.elasticity import _slope, _Stack
from analysis.evidence.frame.fits import binomial, demeaned, least_squares, poisson, ratio, shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.evidence.frame.fits import Fit

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ROWS, GROUPS = 3_000, 24


@pytest.fixture
def draw() -> np.random.Generator:
    return np.random.default_rng(11)


@pytest.fixture
def cluster(draw: np.random.Generator) -> Ints:
    return draw.integers(GROUPS, size=ROWS)


def clustered(cluster: Ints) -> dict[str, object]:
    """Return what makes statsmodels sum by cluster, without its factors for few clusters and many columns."""
    return {"cov_type": "cluster", "cov_kwds": {"groups": cluster, "use_correction": False}}


def same(fits: list[Fit], params: Floats, errors: Floats, groups: int = GROUPS) -> None:
    """Hold estimates, and errors with the factor for few clusters, against a referee's."""
    assert [fit.estimate for fit in fits] == pytest.approx(list(params), rel=1e-7, abs=1e-9)
    assert [fit.se for fit in fits] == pytest.approx(list(errors * math.sqrt(groups / (groups - 1))), rel=1e-6)


def test_least_squares_with_weights(draw: np.random.Generator, cluster: Ints) -> None:
    columns = np.stack([np.ones(ROWS), draw.normal(size=ROWS), draw.normal(size=ROWS)], axis=1)
    y = columns[:, 1] - 0.5 * columns[:, 2] + draw.normal(size=GROUPS)[cluster] + draw.normal(size=ROWS)
    weight = draw.uniform(0.5, 3, ROWS)
    for given in (None, weight):
        told = sm.WLS(y, columns, 1.0 if given is None else given).fit(**clustered(cluster))
        same(least_squares(columns, y, cluster, given), told.params, told.bse)


def test_errors_of_the_known_example() -> None:
    y = np.array([1, 2, 2, 3, 4, 3, 5, 4, 6, 5.0])
    cluster = np.repeat([0, 1, 2, 3], [2, 3, 2, 3])
    columns = np.stack([np.ones(10), (cluster >= 2).astype(float)], axis=1)
    model = sm.OLS(y, columns)
    told = [model.fit().bse[1], model.fit(**clustered(cluster)).bse[1]]
    told.append(model.fit(cov_type="cluster", cov_kwds={"groups": cluster}).bse[1])
    assert told == pytest.approx([0.7211103, 0.6118823, 0.7493998], abs=1e-7)
    few, many = 4 / 3, 9 / 8
    assert least_squares(columns, y, cluster)[1].se == pytest.approx(0.7493998 / math.sqrt(many), abs=1e-7)
    assert least_squares(columns, y, cluster)[1].se == pytest.approx(0.6118823 * math.sqrt(few), abs=1e-7)


def test_a_column_less_the_means_of_its_cell_is_one_beside_a_column_for_each_cell(
    draw: np.random.Generator, cluster: Ints
) -> None:
    cell = draw.integers(30, size=ROWS)
    x = draw.normal(size=ROWS) + draw.normal(size=30)[cell]
    y = 0.3 * x + draw.normal(size=30)[cell] + draw.normal(size=GROUPS)[cluster] + draw.normal(size=ROWS)
    every = np.concatenate([x[:, None], (cell[:, None] == np.arange(30)).astype(float)], axis=1)
    told = sm.OLS(y, every).fit(**clustered(cluster))
    same(least_squares(demeaned(x, cell)[:, None], demeaned(y, cell), cluster), told.params[:1], told.bse[:1])


def test_poisson_with_a_known_offset(draw: np.random.Generator, cluster: Ints) -> None:
    columns = np.stack([np.ones(ROWS), draw.normal(size=ROWS)], axis=1)
    offset = np.log(draw.uniform(0.01, 0.3, ROWS))
    y = draw.poisson(np.exp(offset + 0.4 * columns[:, 1] + 0.2 * draw.normal(size=GROUPS)[cluster])).astype(float)
    told = sm.GLM(y, columns, family=sm.families.Poisson(), offset=offset).fit(tol=1e-12, **clustered(cluster))
    same(poisson(columns, y, offset, cluster), told.params, told.bse)


def test_from_a_million_rows_on_the_same_point_is_found_by_a_shorter_way(
    draw: np.random.Generator, cluster: Ints, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = np.stack([np.ones(ROWS), draw.normal(size=ROWS)], axis=1)
    y = draw.poisson(np.exp(-2 + 0.4 * columns[:, 1])).astype(float)
    long = poisson(columns, y, np.zeros(ROWS), cluster)
    monkeypatch.setattr("analysis.evidence.frame.fits._MANY", 1_000)
    short = poisson(columns, y, np.zeros(ROWS), cluster)
    assert [fit.estimate for fit in short] == pytest.approx([fit.estimate for fit in long], rel=1e-9)
    assert [fit.se for fit in short] == pytest.approx([fit.se for fit in long], rel=1e-6)


def test_shares_of_two_periods_are_a_poisson_regression_with_a_column_for_every_unit(draw: np.random.Generator) -> None:
    units = 60
    cluster = np.arange(units) % GROUPS
    treated = np.repeat([0.0, 1.0], units // 2)
    risk = draw.uniform(50, 400, (2, units))
    level = np.exp(draw.normal(-1.5, 0.4, units))
    y = draw.poisson(risk * level * np.exp(np.stack([np.zeros(units), 0.1 - 0.4 * treated]))).astype(float)
    columns = np.stack([treated, np.ones(units)], axis=1)
    log_risk = np.log(risk[1] / risk[0])
    fits = shares(columns, y[1], y.sum(axis=0), log_risk, cluster)
    successes = np.stack([y[1], y[0]], axis=1)
    told = sm.GLM(successes, columns, family=sm.families.Binomial(), offset=log_risk).fit(tol=1e-12, **clustered(cluster))
    same(fits, told.params, told.bse)
    after = np.repeat([0.0, 1.0], units)
    every = (np.tile(np.arange(units), 2)[:, None] == np.arange(units)).astype(float)
    both = np.concatenate([(after * np.tile(treated, 2))[:, None], after[:, None], every], axis=1)
    whole = sm.GLM(y.ravel(), both, family=sm.families.Poisson(), offset=np.log(risk.ravel())).fit(
        tol=1e-12, **clustered(np.tile(cluster, 2))
    )
    same(fits, whole.params[:2], whole.bse[:2])


def test_a_step_at_the_likeliest_point_is_none_and_its_error_that_of_the_unknowns(
    draw: np.random.Generator, cluster: Ints
) -> None:
    columns = np.stack([np.ones(ROWS), draw.normal(size=ROWS)], axis=1)
    of = draw.integers(1, 6, ROWS).astype(float)
    y = draw.binomial(of.astype(int), 1 / (1 + np.exp(1.5 - 0.5 * columns[:, 1]))).astype(float)
    told = sm.GLM(np.stack([y, of - y], axis=1), columns, family=sm.families.Binomial()).fit(tol=1e-13, **clustered(cluster))
    p = 1 / (1 + np.exp(-columns @ told.params))
    fits = binomial(columns * (p * (1 - p))[:, None], p, y, of, cluster)
    same(fits, np.zeros(2), told.bse)


def test_a_ratio_is_a_weighted_mean(draw: np.random.Generator, cluster: Ints) -> None:
    bottom = draw.integers(1, 9, ROWS).astype(float)
    top = draw.binomial(bottom.astype(int), 0.3).astype(float)
    told = sm.WLS(top / bottom, np.ones(ROWS), bottom).fit(**clustered(cluster))
    same([ratio(top, bottom, cluster)], told.params, told.bse)


def test_a_stacked_event_study_is_a_regression_with_a_column_for_every_event(draw: np.random.Generator) -> None:
    cells, events = 24, 3
    cell, event = np.tile(np.arange(cells), events), np.repeat(np.arange(events), cells)
    price = np.where(draw.random(cell.size) < 0.5, draw.choice([-0.3, 0.2, 0.4], cell.size), 0.0)
    both = draw.integers(80, 300, cell.size).astype(float)
    risk = draw.normal(0, 0.05, cell.size)
    odds = np.exp(-0.8 * price + 0.1 * event + risk)
    after = draw.binomial(both.astype(int), odds / (1 + odds)).astype(float)
    stack = _Stack(price, after, both, risk, event, cell)
    of_event = (event[:, None] == np.arange(events)).astype(float)
    columns = np.concatenate([price[:, None], of_event], axis=1)
    model = sm.GLM(np.stack([after, both - after], axis=1), columns, family=sm.families.Binomial(), offset=risk)
    told = model.fit(tol=1e-12, **clustered(cell))
    same([_slope(stack, np.ones(cell.size, np.bool_))], told.params[:1], told.bse[:1], cells)
