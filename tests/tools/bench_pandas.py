"""The same question as an analyst would first write it in pandas: the yardstick of docs/speed.md, not a second model.

It answers how many GB move under a step of 1 GB and a monthly cap, with a tenth of the ties taking part, and what packs that
displaces; no fees, forecasts, satisfaction, renewal or intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path


def plain_pandas(path: Path, cap_gb: float) -> tuple[float, float]:
    """Return GB moved and packs displaced over the months of a population folder."""
    columns = ["subscriber_id", "month", "need_gb", "packs_bought"]  # a month may have terms of its own, here none has
    usage = pd.read_parquet(path / "usage.parquet", columns=columns).astype({"need_gb": float})
    people = pd.read_parquet(path / "subscribers.parquet")
    plans = pd.read_parquet(path / "plans.parquet").astype({"allowance_gb": float, "pack_gb": float})
    ties = pd.read_parquet(path / "contacts.parquet").astype({"tie_strength": float})
    rows = usage.merge(people[["subscriber_id", "plan_id"]], on="subscriber_id").merge(plans, on="plan_id")
    rows["surplus"] = rows.allowance_gb - rows.need_gb
    short = rows[rows.surplus < 0][["subscriber_id", "month", "surplus", "packs_bought", "pack_gb"]]
    spare = rows[rows.surplus > 0][["subscriber_id", "month", "surplus"]]
    both = pd.concat([ties, ties.rename(columns={"subscriber_id": "contact_id", "contact_id": "subscriber_id"})])
    pairs = both.merge(short, on="subscriber_id").merge(
        spare, left_on=["contact_id", "month"], right_on=["subscriber_id", "month"], suffixes=("", "_giver")
    )
    pairs = pairs[np.random.default_rng(1).random(len(pairs)) < 0.1].sort_values(
        ["month", "tie_strength"], ascending=[True, False]
    )
    left: dict[tuple[str, object], float] = {}
    got: dict[tuple[str, object], float] = {}
    for pair in pairs.itertuples():
        giver, taker = (pair.contact_id, pair.month), (pair.subscriber_id, pair.month)
        offer = left.get(giver, min(cap_gb, np.floor(pair.surplus_giver)))
        amount = min(offer, np.ceil(-pair.surplus - got.get(taker, 0.0)))
        if amount > 0:
            left[giver] = offer - amount
            got[taker] = got.get(taker, 0.0) + amount
    helped = short.assign(got=[got.get(key, 0.0) for key in zip(short.subscriber_id, short.month, strict=True)])
    missing = (-helped.surplus - helped.got).clip(lower=0)
    again = np.minimum(helped.packs_bought, np.ceil(missing / helped.pack_gb))
    return sum(got.values()), float((helped.packs_bought - again).sum())
