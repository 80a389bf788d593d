"""Trials made by hand for tests: communities of a base, arms dealt by lot, months in which what was planted happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa

from analysis.pilot.plan import Plan
from analysis.settings.parameters import as_dict
from data.population.folder import open_population
from data.trials.writing import write_trial

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.settings.parameters import Value

    Columns = dict[str, list[object]]
BUYING = 0.3


@dataclass
class Trial:
    """A trial before it is written: tests may spoil it. `effect` is added to the chance of buying of who may receive."""

    base: Path
    plan: dict[str, Value] = field(default_factory=dict)
    effect: float = -0.1
    seed: int = 1
    tables: dict[str, Columns] = field(default_factory=dict)
    record: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plan = Plan.of({"run_in_months": 2, "months": 3, **self.plan})
        rng = np.random.default_rng(self.seed)
        subscribers = open_population(self.base).files["subscribers"]
        query = f"select subscriber_id, coalesce(community, subscriber_id) as c, region from '{subscribers}' order by 1"
        found = duckdb.connect().execute(query).fetchnumpy()
        names = found["region" if plan.unit == "regions" else "subscriber_id" if plan.unit == "subscribers" else "c"]
        clusters, of = np.unique(names, return_inverse=True)
        ends = np.round(np.cumsum(plan.shares) * clusters.size).astype(int)
        arm = np.searchsorted(ends, rng.permutation(clusters.size), side="right")[of]
        chance = np.array([[one.gives, one.receives] for one in plan.arms])[arm]
        rights = rng.random((of.size, 2)) < chance
        labels = np.array([one.name for one in plan.arms])[arm]
        ids = found["subscriber_id"]
        self.tables["assignment"] = {
            "subscriber_id": ids.tolist(), "cluster": clusters[of].tolist(), "stratum": ["all"] * of.size,
            "arm": labels.tolist(), "may_give": rights[:, 0].tolist(), "may_receive": rights[:, 1].tolist(),
        }  # fmt: skip
        self.tables["months"] = self._months(plan, rng, ids, clusters.size, of, rights)
        manifest = open_population(self.base).manifest
        self.record = {"plan": as_dict(plan), "plan_digest": plan.plan_digest, "base": manifest.fingerprint}

    def _months(
        self, plan: Plan, rng: np.random.Generator, ids: np.ndarray, count: int, of: np.ndarray, rights: np.ndarray
    ) -> Columns:
        usual = np.clip(BUYING + rng.normal(0, 0.03, count)[of] + rng.normal(0, 0.1, of.size), 0.02, 0.98)
        rows: Columns = {"subscriber_id": [], "month": [], "packs": [], "pack_revenue": [], "used_gb": [], "score": []}
        for nth in range(plan.run_in_months + plan.months):
            acts = rng.random(of.size) < 0.95  # the others do nothing this month, and have no row
            added = self.effect * rights[:, 1] if nth >= plan.run_in_months else 0.0
            packs = (rng.random(of.size) < usual + added).astype(int)
            month = dt.date(2027, 1 + nth, 1)
            rows["subscriber_id"] += ids[acts].tolist()
            rows["month"] += [month] * int(acts.sum())
            rows["packs"] += packs[acts].tolist()
            rows["pack_revenue"] += (packs[acts] * 100.0).tolist()
            rows["used_gb"] += np.round(rng.gamma(2, 3, int(acts.sum())), 6).tolist()
            asked = rng.random(int(acts.sum())) < 0.3
            scores = np.round(rng.normal(80, 5, asked.size).clip(0, 100), 6).tolist()
            rows["score"] += [score if one else None for score, one in zip(scores, asked, strict=True)]
        return rows

    def write(self, folder: Path) -> Path:
        """Write the trial as it now stands."""
        tables = {name: pa.table(columns) for name, columns in self.tables.items()}
        write_trial(folder, tables, self.record)
        return folder
