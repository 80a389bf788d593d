"""A mapping proposed for a folder: which files become which tables, by their headings; what is not known is left for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.errors import FINDING, InputError, Problem
from data.proposing.columns import AMBIGUOUS, form_of, has_days, matched, spelling_of, unit_of
from data.proposing.text import mapping_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.errors import Fact
    from data.proposing.looks import Look

UNKNOWN = "?"  # stands where only a person knows: no cell can be it, so that no answer comes of it
MOST_PLANS = 40
_TOPUPS = ("amount", "sum", "price", "сумма", "金额")
Table = dict[str, object]


@dataclass
class Proposal:
    """A mapping as text, and what in it is a guess."""

    text: str
    guesses: list[Problem] = field(default_factory=list)


def proposed(looks: Sequence[Look], name: str, currency: str) -> Proposal:
    """Return a mapping for files that look so. InputError where none of them tells who used how much in which month."""
    return _Maker(looks).proposal(name, currency)


class _Maker:
    """Composes a mapping, noting every guess on the way."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = looks
        self.found = [matched(look.columns) for look in looks]
        self.guesses: list[Problem] = []
        self.tables: dict[str, Table] = {}

    def proposal(self, name: str, currency: str) -> Proposal:
        usage = self._best("usage.used_gb", "subscribers.subscriber_id")
        if usage is None:
            seen = tuple(column for look in self.looks for column in look.columns)[:30]
            raise InputError.one("map-no-usage", known=seen)
        people = self._people(usage)
        plans = self._best("plans.monthly_fee", "plans.allowance_gb", but=usage)
        self.tables["plans"] = self._plans(plans, people)
        self.tables["subscribers"] = self._subscribers(people, is_log=people == usage)
        self.tables["usage"] = self._usage(usage)
        calls = self._best("contacts.contact_id", "subscribers.subscriber_id")
        if calls is not None:
            self.tables["contacts"] = self._contacts(calls)
        source: Table = {"name": name, "currency": currency}
        encodings = {look.encoding for look in self.looks if look.encoding}
        if encodings:
            source["encoding"] = min(encodings)
            self._note("guess-encoding", value=min(encodings))
        spelling = spelling_of(self.looks)
        for key, value in spelling.items():
            self._note("guess-spelling", what=key, value=value if isinstance(value, str) else tuple(value))
        used = {str(table.get("file")) for table in self.tables.values()} | {
            str(more.get("file")) for table in self.tables.values() for more in _more_of(table)
        }
        for look in self.looks:
            if look.pattern not in used:
                self._note("guess-unread", file=look.pattern)
        return Proposal(mapping_text(source | dict(spelling), self.tables, self.looks), self.guesses)

    def _best(self, *needed: str, but: int | None = None) -> int | None:
        """Return the files that have all of some columns of ours, of several those with most of that table."""
        fitting = [nth for nth, found in enumerate(self.found) if all(name in found for name in needed) and nth != but]
        table = needed[0].split(".")[0]
        return max(fitting, key=lambda nth: sum(name.startswith(table) for name in self.found[nth]), default=None)

    def _people(self, usage: int) -> int:
        """Return the files that say who is on which plan: those of use, where no others do."""
        other = self._best("subscribers.plan_id", "subscribers.subscriber_id", but=usage)
        other = self._best("subscribers.region", "subscribers.subscriber_id", but=usage) if other is None else other
        return usage if other is None or self._is_log(other) else other

    def _is_log(self, nth: int) -> bool:
        column = self.found[nth]["subscribers.subscriber_id"]
        cells = self.looks[nth].cells(column)
        return len(set(cells)) < len(cells)

    def _place(self, nth: int) -> Table:
        look = self.looks[nth]
        return {"file": look.pattern, **({"sheet": look.sheet} if look.sheet else {})}

    def _plans(self, nth: int | None, people: int) -> Table:
        if nth is None:
            return {"rows": self._plan_rows(people)}
        found = self.found[nth]
        columns: Table = {"plan_id": found.get("subscribers.plan_id") or found.get("plans.name") or {"value": UNKNOWN}}
        columns["name"] = found.get("plans.name") or columns["plan_id"]
        columns["sim_type"] = {"value": "local"}
        for name in ("monthly_fee", "allowance_gb", "pack_gb", "pack_price"):
            source = found.get(f"plans.{name}")
            if source is None:
                self._note("guess-unknown", table="plans", column=name)
                columns[name] = {"value": UNKNOWN}
            else:
                columns[name] = self._volume(nth, source) if name.endswith("_gb") else source
        return {**self._place(nth), "columns": columns}

    def _plan_rows(self, people: int) -> list[Table]:
        """Return a row for each plan that is named anywhere; what it costs and includes only a person knows."""
        source = self.found[people].get("subscribers.plan_id")
        known = sorted(set(self.looks[people].cells(source)))[:MOST_PLANS] if source else ["all"]
        self._note("guess-plans", plans=tuple(known))
        cells = {"monthly_fee": UNKNOWN, "allowance_gb": UNKNOWN, "pack_gb": UNKNOWN, "pack_price": UNKNOWN}
        return [{"plan_id": plan, "name": plan, "sim_type": "local", **cells} for plan in known]

    def _subscribers(self, nth: int, *, is_log: bool) -> Table:
        found = self.found[nth]
        columns: Table = {"subscriber_id": found["subscribers.subscriber_id"]}
        for name, constant in (("plan_id", "all"), ("region", "all"), ("tenure_months", 12)):
            source = found.get(f"subscribers.{name}")
            columns[name] = source or {"value": constant}
            if source is None:
                self._note("guess-constant", table="subscribers", column=name, value=str(constant))
        for name in ("active", "age_band"):
            if f"subscribers.{name}" in found:
                columns[name] = found[f"subscribers.{name}"]
        if "plans.name" in found and "subscribers.plan_id" not in found:
            columns["plan_id"] = found["plans.name"]
        keeping: Table = {}
        if is_log or self._is_log(nth):
            month = found.get("usage.month") or ("period" if self.looks[nth].written else "")
            keeping = {"latest": month} if month else {"distinct": True}
        return {**self._place(nth), **keeping, "columns": columns}

    def _usage(self, nth: int) -> Table:
        look, found = self.looks[nth], self.found[nth]
        who, volume = found["subscribers.subscriber_id"], found["usage.used_gb"]
        month = self._month(nth)
        packs = found.get("usage.packs_bought")
        ids, days = look.cells(who), look.cells(found["usage.month"]) if "usage.month" in found else []
        written = str(month.get("written", ""))
        is_log = ("%d" in written or "%H" in written) and has_days(days, written)
        adds = is_log or len(set(zip(ids, days, strict=False))) < len(ids) if days else False
        columns: Table = {"subscriber_id": who, "month": month.get("column") if list(month) == ["column"] else month}
        used = self._volume(nth, volume)
        topups = self._topups(nth) if packs is None else None
        # Beside a log of purchases use is added up as well: a month in which somebody only bought then has none.
        columns["used_gb"] = _added(used) if adds or topups is not None else used
        if adds:
            self._note("guess-adds", file=look.pattern)
        table: Table = {**self._place(nth)}
        if packs is not None:
            columns["packs_bought"] = {"sum": packs} if adds else packs
        elif topups is None:
            columns["packs_bought"] = {"value": UNKNOWN}
            self._note("guess-unknown", table="usage", column="packs_bought")
        for name in ("need_gb", "renewed"):
            if f"usage.{name}" in found and not adds:
                columns[name] = found[f"usage.{name}"]
        table["columns"] = columns
        if topups is not None:
            table["more"] = {"topups": self._more(topups, columns)}
            self._note("guess-topups", file=self.looks[topups].pattern)
        return table

    def _topups(self, usage: int) -> int | None:
        """Return the log of purchases: who, when, how much money."""
        for nth, look in enumerate(self.looks):
            names = {column.casefold() for column in look.columns}
            if nth != usage and {"subscribers.subscriber_id", "usage.month"} <= set(self.found[nth]) and names & set(_TOPUPS):
                return nth
        return None

    def _more(self, nth: int, columns: Table) -> Table:
        theirs: Table = {"packs_bought": {"count": "*"}}
        own: Table = {"subscriber_id": self.found[nth]["subscribers.subscriber_id"], "month": self._month(nth)}
        theirs.update({name: source for name, source in own.items() if columns.get(name) != source})
        return {**self._place(nth), "columns": theirs}

    def _month(self, nth: int) -> Table:
        """Return where the month of a row is, and how it is written."""
        look, found = self.looks[nth], self.found[nth]
        if "usage.month" not in found:
            if look.written:
                return {"column": "period", "written": look.written}
            self._note("guess-unknown", table="usage", column="month")
            return {"value": UNKNOWN}
        column = found["usage.month"]
        form = form_of(look.cells(column))
        if form in AMBIGUOUS:
            self._note("guess-day-or-month", file=look.pattern, column=column, written=form, other=AMBIGUOUS[form])
        if form is None:
            self._note("guess-month-form", file=look.pattern, column=column)
        extra: Table = {"year": 2024} if form == "%d.%m" else {}
        if extra:
            self._note("guess-year", file=look.pattern, column=column, value="2024")
        return {"column": column, **({"written": form} if form else {}), **extra}

    def _volume(self, nth: int, column: str) -> object:
        unit, is_guess = unit_of(column, self.looks[nth].cells(column))
        if is_guess:
            self._note("guess-unit", file=self.looks[nth].pattern, column=column, value=unit)
        return column if unit == "GB" else {"column": column, "unit": unit}

    def _contacts(self, nth: int) -> Table:
        found = self.found[nth]
        strength = found.get("contacts.tie_strength")
        columns: Table = {
            "subscriber_id": found["subscribers.subscriber_id"],
            "contact_id": found["contacts.contact_id"],
            "tie_strength": {"sum": strength} if strength else {"count": "*"},
        }
        if found["contacts.contact_id"] == "contact_id" and strength == "tie_strength":
            return {**self._place(nth), "columns": columns | {"tie_strength": strength}}
        return {**self._place(nth), "ties": True, "columns": columns}

    def _note(self, key: str, **facts: Fact) -> None:
        self.guesses.append(Problem(key, facts, FINDING))


def _more_of(table: Table) -> list[Table]:
    found = table.get("more")
    return list(found.values()) if isinstance(found, dict) else []


def _added(source: object) -> Table:
    """Return a source that is added up over the rows of a month."""
    if isinstance(source, dict):
        return {"sum": source["column"], **{name: value for name, value in source.items() if name != "column"}}
    return {"sum": source}
