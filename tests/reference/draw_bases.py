"""Random small bases for hypothesis: several plans, odd histories, ties that repeat their strength."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.analysis.builder import Builder, MonthRow, PersonRow, PlanRow

SIMS = ("local", "tourist", "tourist_premium")
REGIONS = ("north", "south")
MILLION = 1_000_000

Usage = tuple[str, str, float, int, float | None, bool | None]


def gigabytes(highest: int, lowest: float = 0.0) -> st.SearchStrategy[float]:
    """Draw a volume: round numbers, which make ties and edges, as often as any number of kB."""
    low = round(lowest * MILLION)
    halves = st.integers(-(-low // (MILLION // 2)), 2 * highest).map(lambda value: value / 2)
    return st.one_of(halves, st.integers(low, highest * MILLION).map(lambda value: value / MILLION))


def money(highest: int) -> st.SearchStrategy[float]:
    """Draw a price: round, to the kopeck, or nothing."""
    return st.one_of(st.sampled_from([0.0, 100.0]), st.integers(0, highest * 100).map(lambda value: value / 100))


def plan_rows(*, limited: bool) -> st.SearchStrategy[PlanRow]:
    """Draw a plan; unless it must be `limited`, one in two has no limit."""
    allowance = gigabytes(12) if limited else st.one_of(st.none(), gigabytes(12))
    sims = st.sampled_from(("local", "local", *SIMS))
    days = st.sampled_from((None, 1, 3, 7, 15, 27, 28, 30, 90))
    return st.builds(PlanRow, money(600), allowance, gigabytes(5, lowest=0.001), money(300), sims, days)


def month_rows(plan: PlanRow) -> st.SearchStrategy[MonthRow]:
    """Draw what a month had of its own: after a change of plan or of price. A plan without a limit keeps none."""
    own = st.builds(
        MonthRow,
        st.none() if plan.allowance_gb is None else st.one_of(st.none(), gigabytes(12)),
        st.one_of(st.none(), money(600)),
        st.one_of(st.none(), gigabytes(5, lowest=0.001)),
        st.one_of(st.none(), money(300)),
    )
    return st.one_of(st.just(MonthRow()), st.just(MonthRow()), own)


@st.composite
def histories(draw: st.DrawFn, name: str, plan: PlanRow, months: int, *, changes: bool) -> list[tuple[Usage, MonthRow]]:
    """Draw the months of a subscriber: mostly consistent, some carried in, some bought in vain, some missing.

    Where there are `changes`, some months had an allowance, a fee or a pack of their own.
    """
    found: list[tuple[Usage, MonthRow]] = []
    for nth in range(months):
        if months > 1 and draw(st.integers(0, 9)) == 0:
            continue
        need = draw(gigabytes(24))
        packs = draw(st.sampled_from((0, 0, 0, 1, 2, 4)))
        own = draw(month_rows(plan)) if changes else MonthRow()
        had = plan.allowance_gb if own.allowance_gb is None else own.allowance_gb
        allowed = 1e6 if had is None else had + packs * (own.pack_gb or plan.pack_gb)
        used = draw(st.sampled_from((min(need, allowed), min(need, allowed), min(need, allowed), need)))
        known = draw(st.sampled_from((need, need, need, None, need / 2)))
        renewed = draw(st.sampled_from((True, True, True, False, None)))
        month = f"2026-{nth + 1:02d}-01"
        found.append(((name, month, round(used, 6), packs, known and round(known, 6), renewed), own))
    return found


@st.composite
def bases(draw: st.DrawFn, *, monthly: bool = False) -> Builder:
    """Draw a base of 2 to 12 subscribers on 1 to 3 plans over 1 to 3 months; if `monthly`, SIMs of a month, over 3 to 5."""
    plans = [draw(plan_rows(limited=True)), *draw(st.lists(plan_rows(limited=False), max_size=2))]
    plans = [replace(plan, days=None) for plan in plans] if monthly else plans
    base = Builder(plans={f"plan{number}": plan for number, plan in enumerate(plans)})
    del base.plans["p"]
    months, told, changes = draw(st.integers(*((3, 5) if monthly else (1, 3)))), draw(st.booleans()), draw(st.booleans())
    names = [f"s{number}" for number in range(draw(st.integers(2, 12)))]
    for name in names:
        plan = draw(st.sampled_from(sorted(base.plans)))
        community = draw(st.sampled_from((None, "c1", "c2")))
        tenure = draw(st.integers(0, 40))
        region = draw(st.sampled_from(REGIONS))
        account = draw(st.sampled_from((None, "a1", "a2"))) if told else None
        base.people[name] = PersonRow(plan, region, community, tenure, account=account)
        for row, own in draw(histories(name, base.plans[plan], months, changes=changes)):
            base.usage.append(row)
            base.month(name, row[1], own)
    if not base.usage:
        base.usage.append((names[0], "2026-01-01", 1.0, 0, None, True))
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    strengths = st.one_of(st.sampled_from((0.25, 0.5, 1.0)), st.integers(1, MILLION).map(lambda value: value / MILLION))
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True, min_size=min(len(pairs), 8), max_size=30)):
        ends = (one, other) if draw(st.booleans()) else (other, one)
        base.tie(*ends, draw(strengths))
    return base
