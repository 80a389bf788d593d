"""A result as tidy tables: what stands in the folder of CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.outcomes.cuts import BANDS
from analysis.outcomes.few_people import told_flow, told_outcomes
from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import unknown_names
from reports.content.segments import cut_by, dimensions_of
from reports.numbers.outcomes import plain_unit
from reports.tidy.table import BY_ROW, DECIMAL, FLOAT, INTEGER, TEXT, Column, Row, Table, per_initial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.results.draws import Futures
    from analysis.results.result import Change, Outcome, Result, Segment
    from analysis.settings.parameters import Value

FLOW_COUNTS = ("transfers", "givers", "receivers", "own_only")
FLOW_VOLUMES = ("sent_gb", "received_gb", "displaced_gb", "served_unmet_gb", "induced_gb", "expired_gift_gb", "own_gb")
LEARNED = (
    *("learned-estimate", "learned-se", "learned-sampling_low", "learned-sampling_high"),
    *("learned-reach_low", "learned-reach_high", "learned-placebo_p"),
)
LEVEL, NOT_SHOWN, PLATFORM, RESELLERS = "level", "not_shown_together", "platform", "resellers"


def tables_of(result: Result) -> tuple[Table, ...]:
    """Return every table of a result; draws and variants only where they were asked for."""
    bearing = bearing_values(result.assumptions, result.rules.mechanism)
    tables = [_summary(result), _outcomes(result), _bridge(result), _time_path(result)]
    tables += [_segments(result), _segment_outcomes(result), _winners_losers(result)]
    tables += [_settings("rules", result.rules, as_dict(result.rules)), _settings("assumptions", result.assumptions, bearing)]
    tables += [_variants(result)] if result.variants else []
    tables += [_draws(result, result.futures)] if result.futures else []
    tables += [_notices(result)] if result.notices else []
    tables += [_learned(result)] if result.learned else []
    return tuple(tables)


def _summary(result: Result) -> Table:
    ahead, futures, currency = result.projection, result.futures, result.manifest.currency
    flow = told_flow(result)
    heads, low_high = per_initial(result), futures.interval("npv") if futures else (None, None)
    rows: list[Row] = [
        ("subscribers", "subscribers", result.subscribers),
        ("subscriber_months", "subscriber-months", result.subscriber_months),
        *((name, name, flow[name]) for name in FLOW_COUNTS),
        *((name, "GB", flow[name]) for name in FLOW_VOLUMES),
        ("profit_change_total", currency, result.profit_change),
        ("horizon_months", "months", ahead.horizon_months),
        ("initial_subscribers", "subscribers", ahead.initial_subscribers),
        ("profit_change_horizon", heads, ahead.profit_change),
        ("npv", heads, ahead.npv.value),
        ("npv_sampling_low", heads, ahead.npv.low),
        ("npv_sampling_high", heads, ahead.npv.high),
        ("npv_assumption_low", heads, low_high[0]),
        ("npv_assumption_high", heads, low_high[1]),
        ("payback_month", "months", ahead.payback_month),
        ("probability_profit_rises", "share", futures.probability_profit_rises if futures else None),
        ("cvar5", heads, futures.cvar5 if futures else None),
    ]
    columns = (Column("item", TEXT), Column("unit", TEXT), Column("value", FLOAT, BY_ROW, "item-value"))
    return Table("summary", columns, tuple(rows))


def _outcomes(result: Result) -> Table:
    names = ("baseline", "with_rules", "change", "se", "sampling_low", "sampling_high", "assumption_low", "assumption_high")
    columns = (Column("outcome", TEXT), Column("unit", TEXT), *(Column(name, FLOAT, BY_ROW) for name in names))
    futures = result.futures
    rows = (
        (*_numbers(outcome, result), *(futures.interval(outcome.name) if futures else (None, None)))
        for outcome in told_outcomes(result)
    )
    return Table("outcomes", columns, tuple(rows))


def _numbers(outcome: Outcome | Change, result: Result) -> Row:
    levels = (outcome.baseline, outcome.with_rules, outcome.change, outcome.se, outcome.low, outcome.high)
    return (outcome.name, plain_unit(outcome.name, result), *levels)


def _bridge(result: Result) -> Table:
    currency = result.manifest.currency
    columns = (
        Column("step", TEXT),
        Column("change_per_subscriber_month", DECIMAL, f"{currency}/subscriber-month"),
        Column("total_replay", DECIMAL, currency),
        Column("change_per_initial_subscriber", DECIMAL, per_initial(result)),
        Column("total_horizon", DECIMAL, currency),
    )
    both = zip(result.profit_bridge, result.projection.bridge, strict=True)
    return Table("bridge", columns, tuple((s.item, s.change, s.total, ahead.change, ahead.total) for s, ahead in both))


def _time_path(result: Result) -> Table:
    unit = per_initial(result)
    decimals = ("profit_change", "revenue_change", "cumulative")
    ends = ("cumulative_sampling_low", "cumulative_sampling_high", "cumulative_assumption_low", "cumulative_assumption_high")
    columns = (
        Column("month", INTEGER, "months-after-launch"),
        *(Column(name, DECIMAL, unit) for name in decimals),
        *(Column(name, FLOAT, unit) for name in ends),
        Column("retained_per_1000", FLOAT, "per-1000-initial-subscribers"),
    )
    points = result.projection.time_path
    drawn: Iterable[tuple[float | None, float | None]] = [(None, None)] * len(points)
    if result.futures is not None:
        low, high = result.futures.band()
        drawn = zip(low.tolist(), high.tolist(), strict=True)
    rows = (
        (p.month, p.profit_change, p.revenue_change, p.cumulative, p.low, p.high, *ends_drawn, p.retained_per_1000)
        for p, ends_drawn in zip(points, drawn, strict=True)
    )
    return Table("time_path", columns, tuple(rows))


def _segments(result: Result) -> Table:
    columns = (
        Column("dimension", TEXT),
        Column("line", TEXT),
        Column("level", TEXT),
        Column("subscribers", INTEGER, "subscribers"),
        Column("subscriber_months", INTEGER, "subscriber-months"),
        Column("profit_change_total", DECIMAL, result.manifest.currency),
    )
    return Table("segments", columns, tuple(row for name in dimensions_of(result) for row in _segment_lines(result, name)))


def _segment_lines(result: Result, dimension: str) -> list[Row]:
    """Return a dimension's groups, what is not shown taken together, and the platform's cost: the profits sum to the total."""
    cut = cut_by(result, dimension)
    rows = [_segment(segment) for segment in (*cut.shown, *cut.hidden)]
    if cut.hidden:
        people = result.subscribers - sum(segment.subscribers or 0 for segment in cut.shown)
        months = result.subscriber_months - sum(segment.subscriber_months or 0 for segment in cut.shown)
        rows.append((dimension, NOT_SHOWN, None, people, months, cut.hidden_profit))
    rows.append((dimension, PLATFORM, None, None, None, cut.platform))
    return rows if cut.resellers is None else [*rows, (dimension, RESELLERS, None, None, None, cut.resellers)]


def _segment(segment: Segment) -> Row:
    sums = (segment.subscribers, segment.subscriber_months, segment.profit_change)
    return (segment.dimension, LEVEL, segment.level, *sums)


def _segment_outcomes(result: Result) -> Table:
    names = ("baseline", "with_rules", "change", "se", "sampling_low", "sampling_high")
    keys = (Column("dimension", TEXT), Column("level", TEXT), Column("outcome", TEXT), Column("unit", TEXT))
    columns = (*keys, *(Column(name, FLOAT, BY_ROW) for name in names))
    rows = (
        (segment.dimension, segment.level, *_numbers(outcome, result))
        for segment in result.segments
        for outcome in segment.outcomes or ()
    )
    return Table("segment_outcomes", columns, tuple(rows))


def _winners_losers(result: Result) -> Table:
    columns = (
        Column("dimension", TEXT),
        Column("level", TEXT),
        Column("subscribers", INTEGER, "subscribers"),
        Column("band", TEXT),
        Column("share", FLOAT, "share"),
    )
    rows = (
        (group.dimension, group.level, group.subscribers, band, share)
        for group in result.winners_losers
        for band, share in zip(BANDS, group.shares or (None,) * len(BANDS), strict=True)
    )
    return Table("winners_losers", columns, tuple(rows))


def _settings(name: str, registry: object, values: Mapping[str, Value]) -> Table:
    known = parameters_of(type(registry))
    names = ("name", "group", "unit", "value", "default", "source")
    rows = (
        (key, known[key].group, known[key].unit, known[key].write(value), known[key].write(known[key].default), known[key].source)
        for key, value in values.items()
    )
    columns = (Column(column, TEXT, "", "setting-value" if column == "value" else "") for column in names)
    return Table(name, tuple(columns), tuple(rows))


def _notices(result: Result) -> Table:
    """Return what the base does not show, a fact a row; a notice without facts has one row."""
    columns = (Column("notice", TEXT), Column("fact", TEXT), Column("value", TEXT, "", "notice-value"))
    rows = ((one.key, fact, str(value)) for one in result.notices for fact, value in (one.facts or {"": ""}).items())
    return Table("notices", columns, tuple(rows))


def _learned(result: Result) -> Table:
    columns = (
        *(Column(name, TEXT) for name in ("assumption", "verdict", "basis")),
        *(Column(key.partition("-")[2], FLOAT, "", key) for key in LEARNED),
        Column("gates_shut", TEXT),
    )
    rows = (
        (
            *(one.assumption, one.verdict, one.basis, one.estimate, one.se, one.low, one.high),
            *(one.reach_low, one.reach_high, one.placebo),
            " ".join(gate.key for gate in one.gates if not gate.is_open),
        )
        for one in result.learned
    )
    return Table("learned", columns, tuple(rows))


def _variants(result: Result) -> Table:
    unit = per_initial(result)
    columns = (
        Column("variant", TEXT),
        Column("profit_change_horizon", DECIMAL, unit),
        Column("npv", FLOAT, unit),
        Column("npv_sampling_low", FLOAT, unit),
        Column("npv_sampling_high", FLOAT, unit),
        Column("payback_month", INTEGER, "months-after-launch"),
    )
    rows = ((v.name, v.profit_change, v.npv.value, v.npv.low, v.npv.high, v.payback_month) for v in result.variants)
    return Table("variants", columns, tuple(rows))


def _draws(result: Result, futures: Futures) -> Table:
    told = {one.name: futures.changes[one.name] for one in told_outcomes(result)}
    units = {name: item.unit for name, item in parameters_of(type(result.assumptions)).items()}
    columns = (
        Column("draw", INTEGER),
        Column("npv", FLOAT, per_initial(result)),
        *(Column(f"change_{n}", FLOAT, plain_unit(n, result), "drawn-change", f"outcome-{n}") for n in told),
        *(
            Column(name, FLOAT, units[name], "drawn-value", name)
            for name in unknown_names(futures.mechanism, resellers=futures.resellers)
        ),
    )
    changes = [values.tolist() for values in told.values()]
    rows = (
        (draw, npv, *moved, *values)
        for draw, (npv, moved, values) in enumerate(
            zip(futures.npv.tolist(), zip(*changes, strict=True), futures.values.tolist(), strict=True), 1
        )
    )
    return Table("draws", columns, tuple(rows))
