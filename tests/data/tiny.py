"""A tiny good population as CSV files, for tests to spoil."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLANS = """plan_id,name,sim_type,monthly_fee,allowance_gb,pack_gb,pack_price,validity_days
small,Small,local,300,10,2,100,30
endless,Endless,local,800,,5,150,30
"""
SUBSCRIBERS = """subscriber_id,plan_id,region,tenure_months,active,age_band,community,off_net_contacts
001,small,north,5,true,25-34,001,3
002,small,north,24,true,35-44,001,
003,endless,south,48,false,,003,1
"""
USAGE = """subscriber_id,month,used_gb,packs_bought,need_gb,renewed
001,2025-01-01,4.5,0,4.5,true
001,2025-02-01,12,1,12.5,true
002,2025-01-01,10,0,11,true
002,2025-02-01,9.25,0,9.25,true
003,2025-01-01,40,0,40,true
003,2025-02-01,31.5,0,31.5,false
"""
CONTACTS = """subscriber_id,contact_id,tie_strength
001,002,0.9
001,003,0.2
"""
MANIFEST = {"name": "tiny", "currency": "RUB", "source": "test", "schema_version": 1}


def write_tiny(folder: Path) -> Path:
    """Write the good population to `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"plans": PLANS, "subscribers": SUBSCRIBERS, "usage": USAGE, "contacts": CONTACTS}
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    return folder


def change(folder: Path, table: str, old: str, new: str) -> None:
    """Replace the first `old` in a table's file by `new`; it must be there."""
    file = folder / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def as_parquet(folder: Path, table: str, query: str = "from {rows}") -> Path:
    """Turn a table's CSV into Parquet through `query`, in which {rows} reads the CSV; returns the new file."""
    import duckdb

    csv, parquet = folder / f"{table}.csv", folder / f"{table}.parquet"
    rows = f"read_csv('{csv}', types = {{'subscriber_id': 'varchar'}})" if table != "plans" else f"read_csv('{csv}')"
    duckdb.execute(f"copy ({query.format(rows=rows)}) to '{parquet}' (format parquet)")
    csv.unlink()
    return parquet
