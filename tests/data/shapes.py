"""Sources in shapes that operators have, small ones, each with the mapping that makes a base of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = """
[source]
name = "shape"
currency = "RUB"
{source}
[[tables.plans.rows]]
plan_id = "std"
name = "Standard"
sim_type = "local"
monthly_fee = 100
allowance_gb = 1
pack_gb = 1
pack_price = 50
"""
PEOPLE = 'plan_id = { value = "std" }, region = { value = "all" }, tenure_months = { value = 12 }'


@dataclass(frozen=True)
class Shape:
    """Files by name, the tables of their mapping, lines for its [source], and what arrives: id, month, GB, packs."""

    files: Mapping[str, str | bytes]
    tables: str
    rows: tuple[tuple[str, str, float, int], ...]
    source: str = ""
    contacts: tuple[tuple[str, str, float], ...] = field(default=())

    @property
    def mapping(self) -> str:
        """Return the whole mapping."""
        return HEAD.replace("{source}", self.source) + self.tables

    def written(self, folder: Path) -> Path:
        """Write the files below `folder`."""
        for name, content in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder


def subscribers(file: str, column: str, more: str = "distinct = true") -> str:
    """Return the table of subscribers of a mapping, from the column of a file."""
    return f'[tables.subscribers]\nfile = "{file}"\n{more}\ncolumns = {{ subscriber_id = "{column}", {PEOPLE} }}\n'


SHAPES = {
    "two-logs": Shape(
        {
            "topups.csv": "who,at,sum\n007,2024-01-01 00:02:47,96\n007,2024-01-31 23:59:59,96\n8,2024-03-01 00:00:00,50\n",
            "sessions.csv": "who,at,mb\n007,2024-01-01 00:01:15,512\n007,2024-01-02 00:02:27,512\n8,2024-01-03 00:16:33,1024\n",
        },
        subscribers("sessions.csv", "who")
        + """[tables.usage]
file = "sessions.csv"
between = true
[tables.usage.columns]
subscriber_id = "who"
month = { column = "at", written = "%Y-%m-%d %H:%M:%S" }
used_gb = { sum = "mb", unit = "MB" }
[tables.usage.more.topups]
file = "topups.csv"
columns = { packs_bought = { count = "*" } }
""",
        (("007", "2024-01-01", 1.0, 2), ("8", "2024-01-01", 1.0, 0), ("8", "2024-02-01", 0.0, 0), ("8", "2024-03-01", 0.0, 1)),
    ),
    "some-rows-only": Shape(
        {
            "phone.csv": "id,item,month,amount,state\n1,data,2024-01-01,2,Completed\n1,call,2024-01-01,99,Completed\n"
            "1,data,2024-01-01,5,Failed\n2,data,2024-01-01,1,Completed\n"
        },
        subscribers("phone.csv", "id")
        + """[tables.usage]
file = "phone.csv"
where = "item = 'data' and state = 'Completed'"
columns = { subscriber_id = "id", month = "month", used_gb = { sum = "amount" }, packs_bought = { value = 0 } }
""",
        (("1", "2024-01-01", 2.0, 0), ("2", "2024-01-01", 1.0, 0)),
    ),
    "call-graph": Shape(
        {
            "use.csv": "id,month,gb\n1,2024-01-01,1\n2,2024-01-01,1\n3,2024-01-01,1\n",
            "calls.csv": "a,b,minutes\n1,2,3\n2,1,4\n1,3,1\n3,3,9\n1,999,5\n1,998,5\n998,999,7\n",
        },
        subscribers("use.csv", "id")
        + """[tables.usage]
file = "use.csv"
columns = { subscriber_id = "id", month = "month", used_gb = "gb", packs_bought = { value = 0 } }
[tables.contacts]
file = "calls.csv"
ties = true
columns = { subscriber_id = "a", contact_id = "b", tie_strength = { sum = "minutes" } }
""",
        (("1", "2024-01-01", 1.0, 0), ("2", "2024-01-01", 1.0, 0), ("3", "2024-01-01", 1.0, 0)),
        contacts=(("1", "2", 1.0), ("1", "3", 0.333333)),
    ),
    "no-header": Shape(
        {"grid.tsv": "10001\t2013-11-01\t0.5\t1\n10002\t2013-11-01\t0.25\t0\n"},
        subscribers("grid.tsv", "cell", 'names = ["cell", "day", "use", "packs"]')
        + """[tables.usage]
file = "grid.tsv"
names = ["cell", "day", "use", "packs"]
columns = { subscriber_id = "cell", month = "day", used_gb = "use", packs_bought = "packs" }
""",
        (("10001", "2013-11-01", 0.5, 1), ("10002", "2013-11-01", 0.25, 0)),
    ),
    "months-in-front": Shape(
        {"wide.csv": "KEY,206_USAGE,206_N,207_USAGE,207_N\n1,512,1,2048,2\n2,,,100,0\n"},
        subscribers("wide.csv", "KEY", "")
        + """[tables.usage]
file = "wide.csv"
where = "USAGE is not null"
unpivot = { months = { 206_ = "2016-01-01", 207_ = "2016-02-01" } }
columns = { subscriber_id = "KEY", month = "month", used_gb = { column = "USAGE", unit = "MB" }, packs_bought = "N" }
""",
        (("1", "2016-01-01", 0.5, 1), ("1", "2016-02-01", 2.0, 2), ("2", "2016-02-01", 0.097656, 0)),
    ),
    "months-counted": Shape(
        {"lags.csv": "id;ago;gb\n1;0;1\n1;1;2\n2;2;3\n"},
        subscribers("lags.csv", "id")
        + """[tables.usage]
file = "lags.csv"
[tables.usage.columns]
subscriber_id = "id"
month = { column = "ago", written = "number", anchors = { 0 = "2024-12-01", 1 = "2024-11-01" } }
used_gb = "gb"
packs_bought = { value = 0 }
""",
        (("1", "2024-11-01", 2.0, 0), ("1", "2024-12-01", 1.0, 0), ("2", "2024-10-01", 3.0, 0)),
    ),
    "month-in-the-name": Shape(
        {
            "traffic-2024-01.csv": "id,gb\n1,1\n2,2\n",
            "traffic-2024-02.csv": "id,gb\n1,3\n",
        },
        subscribers("traffic-{period}.csv", "id")
        + """[tables.usage]
file = "traffic-{period}.csv"
[tables.usage.columns]
subscriber_id = "id"
month = { column = "period", written = "%Y-%m" }
used_gb = "gb"
packs_bought = { value = 0 }
""",
        (("1", "2024-01-01", 1.0, 0), ("1", "2024-02-01", 3.0, 0), ("2", "2024-01-01", 2.0, 0)),
    ),
    "folders-of-a-lake": Shape(
        {"month=2024-01/user=7/a.csv": "gb\n1\n", "month=2024-02/user=7/a.csv": "gb\n2\n"},
        '[tables.subscribers]\nfile = "month={month}/user={user}/*.csv"\ndistinct = true\n'
        f'columns = {{ subscriber_id = "user", {PEOPLE} }}\n'
        """[tables.usage]
file = "month={month}/user={user}/*.csv"
[tables.usage.columns]
subscriber_id = "user"
month = { column = "month", written = "%Y-%m" }
used_gb = "gb"
packs_bought = { value = 0 }
""",
        (("7", "2024-01-01", 1.0, 0), ("7", "2024-02-01", 2.0, 0)),
    ),
    "russian-export": Shape(
        {
            "Расход.csv": (
                "Абонент;Сота;Месяц;Трафик, МБ;Пакеты;Ушёл\n00017;1201;июнь 2024;1 024,5;0;нет\n"
                "00017;1202;Июня 2024;0,5;NULL;нет\n00018;1201;июль 2024;5\u00a0120,00;1;да\n"
            ).encode("cp1251"),
        },
        subscribers("Расход.csv", "Абонент")
        + """[tables.usage]
file = "Расход.csv"
[tables.usage.columns]
subscriber_id = "Абонент"
month = { column = "Месяц", written = "%b %Y" }
used_gb = { sum = "Трафик, МБ", unit = "MB" }
packs_bought = { sum = "Пакеты" }
renewed = { formula = "yes(Ушёл) = 'false'" }
""",
        (("00017", "2024-06-01", 1.000977, 0), ("00018", "2024-07-01", 5.0, 1)),
        'encoding = "cp1251"\ndecimal = ","\nthousands = " "\nnulls = ["NULL"]',
    ),
    "allowance-by-month": Shape(
        {
            "months.csv": "id,month,tariff,gb\n1,2024-01-01,S,4\n1,2024-02-01,L,4\n2,2024-01-01,S,1\n2,2024-02-01,S,1\n",
            "tariffs.csv": "code,gb\nS,2\nL,10\n",
        },
        subscribers("months.csv", "id", 'latest = "month"')
        + """[tables.usage]
file = "months.csv"
[tables.usage.join.tariff]
file = "tariffs.csv"
on = { tariff = "code" }
[tables.usage.columns]
subscriber_id = "id"
month = "month"
used_gb = "main.gb"
packs_bought = { formula = "ceil(greatest(0, number(main.gb)::double - tariff.gb::double))" }
allowance_gb = "tariff.gb"
""",
        (("1", "2024-01-01", 4.0, 2), ("1", "2024-02-01", 4.0, 0), ("2", "2024-01-01", 1.0, 0), ("2", "2024-02-01", 1.0, 0)),
    ),
    "prices-by-month": Shape(
        {
            "months.csv": "id,month,tariff,gb,packs\n1,2024-01-01,S,4,2\n1,2024-02-01,S,4,2\n1,2024-03-01,L,4,0\n"
            "2,2024-01-01,S,1,0\n2,2024-02-01,S,1,0\n2,2024-03-01,S,3,1\n",
            "prices.csv": "code,from,fee,pack,price\nS,01.10.2023,100,1,50\nS,15.01.2024,120,1,60\nL,01.10.2023,300,5,200\n",
        },
        subscribers("months.csv", "id", 'latest = "month"')
        + """[tables.usage]
file = "months.csv"
[tables.usage.join.list]
file = "prices.csv"
on = { tariff = "code" }
since = { column = "from", written = "%d.%m.%Y" }
[tables.usage.columns]
subscriber_id = "id"
month = "month"
used_gb = "gb"
packs_bought = "packs"
monthly_fee = "list.fee"
pack_gb = "list.pack"
pack_price = "list.price"
""",
        (
            ("1", "2024-01-01", 4.0, 2),
            ("1", "2024-02-01", 4.0, 2),
            ("1", "2024-03-01", 4.0, 0),
            ("2", "2024-01-01", 1.0, 0),
            ("2", "2024-02-01", 1.0, 0),
            ("2", "2024-03-01", 3.0, 1),
        ),
    ),
}

# The same two subscriber-months, as other programs write a table down: by the name of its file.
WRITTEN: dict[str, str] = {
    "use.tsv": "id\tmonth\tgb\tpacks\n007\t2024-01-01\t1.5\t1\n8\t2024-01-01\t2.25\t0\n",
    "use.txt": "id|month|gb|packs\n007|2024-01-01|1.5|1\n8|2024-01-01|2.25|0\n",
    "USE.CSV": "ID,Month,GB,Packs\n007,2024-01-01,1.5,1\n8,2024-01-01,2.25,0\n",
    "comma.csv": "id,month,gb,packs,\n007,2024-01-01,1.5,1,\n8,2024-01-01,2.25,0,\n",
    "padded.csv": "\ufeffId ,Month ,Gb , packs\n007,2024-01-01,1.5,1\n8,2024-01-01,2.25,0\n",
    "sep.csv": "sep=;\nid;month;gb;packs\n007;2024-01-01;1.5;1\n8;2024-01-01;2.25;0\n",
    "named.csv": '{"id": "007", "month": "2024-01-01", "gb": 1.5, "packs": 1}\n'
    '{"id": "8", "month": "2024-01-01", "gb": 2.25, "packs": 0}\n',
}
