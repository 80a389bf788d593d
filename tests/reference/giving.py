"""Who gives what to whom: sections 5 and 6 of the method."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tests.reference.base import MILLION
from tests.reference.buying import Market, market, willingness
from tests.reference.draws import ASKS_FIRST, FEE_AFRESH, FEE_KIND, TAKES_PART, WORD, md5_lower, mixed, normal, uniform

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from tests.reference.base import Base, Month, Tie

NO_LIMIT = 10**15
PREMIUM = "tourist_premium"


@dataclass
class Account:
    """What a subscriber-month has given or received so far; volumes in kB, fees in micro-units of the currency."""

    month: Month
    offer: int = 0
    request: int = 0
    transfers_left: int = NO_LIMIT
    willing: float = 0.0
    sent: int = 0
    received: int = 0
    transfers: int = 0
    paid: int = 0
    bought_for_others: int = 0
    drawn: int = 0  # of what it carried over, used before anybody was asked
    spared: int = 0  # of that, not used after all, because a gift was
    passed: int = 0  # what its stock gave for its gifts
    alive: int | None = None  # on how many days of its stay its gifts live, where the walk says so


@dataclass(frozen=True)
class Setting:
    """Rules in whole units, assumptions, and what is known of the whole base before the first month."""

    rules: Rules
    assumed: Assumptions
    seed: int
    demand: Market
    observed_conversion: float | None
    mean_weight: float
    step: int = field(init=False)
    largest: int = field(init=False)
    smallest: int = field(init=False)

    def __post_init__(self) -> None:
        step = kb(self.rules.step_gb, 1)
        largest = kb(self.rules.max_transfer_gb, NO_LIMIT)
        object.__setattr__(self, "step", step)
        object.__setattr__(self, "largest", largest if largest == NO_LIMIT else largest // step * step)
        object.__setattr__(self, "smallest", -(-kb(self.rules.min_transfer_gb, 0) // step) * step)


def kb(gigabytes: float | None, without_limit: int) -> int:
    """Return a rule's volume in kB."""
    return without_limit if gigabytes is None else round(gigabytes * MILLION)


def settle(base: Base, rules: Rules, assumed: Assumptions, seed: int) -> Setting:
    """Look at the whole base once: the market, the observed conversion, the mean weight of a tie."""
    short = [month for month in base.months.values() if month.shortage]
    observed = round(sum(month.packs > 0 for month in short) / len(short), 4) if short else None
    weights = [_raw_weight(tie, assumed) for tie in base.ties]
    mean = sum(weights) / len(weights) if weights else 1.0
    return Setting(rules, assumed, seed, market(base.months.values(), assumed), observed, mean)


def _raw_weight(tie: Tie, assumed: Assumptions) -> float:
    return math.pow(float(np.float32(float(tie.strength))), assumed.tie_strength_exponent)


def offer(month: Month, setting: Setting, besides: Callable[[int], int] = lambda _: 0) -> int:
    """Return what a subscriber with a surplus could give this month, in kB; `besides` is what it has more, at a foreseen need."""
    rules = setting.rules
    counts = NO_LIMIT if rules.transfers_per_month is None else rules.transfers_per_month
    caps = min(kb(rules.monthly_cap_gb, NO_LIMIT), counts * setting.largest)
    if month.balance is None:
        return caps if rules.unlimited_may_give else 0
    spread = setting.assumed.forecast_error
    noise = normal(month.person.key, setting.seed, month.nth)
    foreseen = month.need * math.exp(spread * noise) * (1 + setting.assumed.forecast_buffer * spread)
    free = month.balance + besides(math.ceil(foreseen)) - math.ceil(foreseen) - kb(rules.keep_floor_gb, 0)
    if rules.max_share_of_allowance is not None:
        free = min(free, math.floor(rules.max_share_of_allowance * month.balance))
    return max(0, min(free, caps))


def asks_first(month: Month, setting: Setting) -> bool:
    """Say whether a subscriber asks for a gift before it decides on a pack."""
    if month.packs == 0:
        return True
    return uniform(month.person.key, setting.seed, month.nth, ASKS_FIRST) < setting.assumed.ask_first_share


def lacks(month: Month, setting: Setting) -> int:
    """Return what a subscriber is short of when it asks: before its packs, or after them."""
    return month.shortage if asks_first(month, setting) else max(0, month.shortage - month.packs * month.tariff.pack)


def request(month: Month, setting: Setting, missing: int | None = None) -> int:
    """Return what a subscriber who is short asks for this month, in kB; `missing` is what it lacks, if not as the month was."""
    polite = setting.assumed.request_packs * month.tariff.pack
    wanted = lacks(month, setting) if missing is None else missing
    wanted = math.floor(polite) if wanted > polite else wanted
    if wanted == 0:
        return 0
    wanted = max(wanted, setting.smallest)
    steps = -(-wanted // setting.step)
    return min(steps * setting.step, kb(setting.rules.received_cap_gb, NO_LIMIT))


def walk(base: Base, nth: int, setting: Setting) -> dict[int, Account]:
    """Return the accounts of one month after every tie was visited, the strongest first."""
    accounts = opened(base, nth, setting)
    for tie in sorted(base.ties, key=order_of):
        one, other = accounts.get(tie.one.index), accounts.get(tie.other.index)
        if one is None or other is None:
            continue
        for giver, receiver in ((one, other), (other, one)):
            if giver.month.surplus and receiver.month.shortage:
                visit(tie, giver, receiver, setting)
    return accounts


def opened(base: Base, nth: int, setting: Setting) -> dict[int, Account]:
    """Return the accounts of one month before the first tie is visited."""
    accounts = {}
    for (index, when), month in base.months.items():
        if when == nth:
            account = accounts[index] = Account(month, willing=willingness(month, setting.demand, setting.seed))
            if month.surplus:
                account.offer = offer(month, setting)
            if month.shortage:
                account.request = request(month, setting)
            if setting.rules.transfers_per_month is not None:
                account.transfers_left = setting.rules.transfers_per_month
    return accounts


def order_of(tie: Tie) -> tuple[float, int, int, int]:
    halves = md5_lower(str(tie.one.key // 2 + tie.other.key // 2))
    return -float(tie.strength), halves, tie.one.index, tie.other.index


def visit(tie: Tie, giver: Account, receiver: Account, setting: Setting, counted: int | None = None) -> None:
    """Let a pair move what it would; `counted` is the month's number where that is not of the first year."""
    amount, count = wanted(tie, giver, receiver, setting, counted)
    if count:
        book(giver, receiver, (amount, count), setting)


def wanted(tie: Tie, giver: Account, receiver: Account, setting: Setting, counted: int | None = None) -> tuple[int, int]:
    """Return (kB, transfers) that a pair would move now: nothing where rules, the tie's clock or a payer are against it."""
    if barred(giver.month, receiver.month, setting.rules) or not takes_part(tie, receiver.month, setting, counted):
        return 0, 0
    sendable = min(setting.largest * giver.transfers_left, NO_LIMIT)
    amount, count = divide(min(giver.offer, receiver.request, sendable), setting)
    if count > 1 and not _both_accept(giver, receiver, count, amount, setting):
        amount, count = (count - 1) * setting.largest, count - 1
    if count < 1 or not _both_accept(giver, receiver, count, amount, setting):
        return 0, 0
    return amount, count


def book(giver: Account, receiver: Account, moved: tuple[int, int], setting: Setting) -> None:
    """Write what moved, and what each paid for it, into both accounts."""
    amount, count = moved
    lives, stays = setting.rules.gift_days or 30, (giver.month.person.plan.days, receiver.month.person.plan.days)
    receiver.alive = max(receiver.alive or 0, min((receiver.alive or 0) + lives * count, *stays))
    by_giver, by_receiver = fees(giver.month, count, amount, setting.rules)
    giver.offer -= amount
    receiver.request -= amount
    giver.transfers_left -= count
    giver.sent += amount
    receiver.received += amount
    for account, paid in ((giver, by_giver), (receiver, by_receiver)):
        account.transfers += count
        account.paid += paid


def divide(amount: int, setting: Setting) -> tuple[int, int]:
    """Return how much of `amount` can move and in how many transfers, each of whole steps and of a size allowed."""
    largest, smallest = setting.largest, setting.smallest
    amount = amount // setting.step * setting.step
    if amount <= 0 or largest < smallest:
        return 0, 0
    count = -(-amount // largest)
    while count * smallest > amount:
        count -= 1
        amount = min(amount, count * largest)
    return amount, count


def barred(giver: Month, receiver: Month, rules: Rules) -> bool:
    """Say whether the rules forbid this pair whatever the amount."""
    from_plan, to_plan = giver.person.plan, receiver.person.plan
    return (
        not rules.enabled
        or from_plan.sim not in rules.giver_sims
        or (rules.giver_plans is not None and from_plan.name not in rules.giver_plans)
        or giver.tenure < rules.min_tenure_months
        or to_plan.sim not in rules.receiver_sims
        or (rules.receiver_plans is not None and to_plan.name not in rules.receiver_plans)
        or (rules.same_region_only and giver.person.region != receiver.person.region)
        or (rules.receiver_active_only and receiver.leaves is True and not to_plan.trip)
    )


def adopted(counted: int, assumed: Assumptions) -> float:
    """Return the adoption of a month, counted through both years from 0."""
    return min(1.0, (counted + 1) / assumed.adoption_months) if assumed.adoption_months else 1.0


def takes_part(tie: Tie, receiver: Month, setting: Setting, counted: int | None = None) -> bool:
    """Say whether a tie takes part in the month, by its keyed clock; `counted` is its number where that is not the first year."""
    assumed, nth = setting.assumed, receiver.nth
    willing = assumed.give_probability * adopted(nth if counted is None else counted, assumed)
    if willing >= 1:
        return True
    key = (mixed(tie.one.key) + mixed(tie.other.key)) & WORD
    clock = np.float32(-math.log(1 - uniform(key, setting.seed, nth, TAKES_PART)))
    weight = np.float32(_raw_weight(tie, assumed) / setting.mean_weight)
    return float(clock) < -math.log(1 - willing) * reach(receiver, setting) * float(weight)


def reach(receiver: Month, setting: Setting) -> float:
    """Return q: how much likelier those who bought a pack (or did not) are reached than in the base's own mix."""
    observed = setting.observed_conversion
    if observed is None or observed in (0, 1):
        return 1.0
    conversion = setting.assumed.topup_conversion
    return conversion / observed if receiver.packs > 0 else (1 - conversion) / (1 - observed)


def fees(giver: Month, count: int, amount: int, rules: Rules) -> tuple[int, int]:
    """Return what giver and receiver pay for a pair's transfers, in micro-units of the currency."""
    fee = count * round(rules.fee_per_transfer * MILLION) + by_volume(rules.fee_per_gb, amount)
    surcharge = by_volume(rules.premium_surcharge_per_gb, amount) if giver.person.plan.sim == PREMIUM else 0
    return (fee + surcharge, 0) if rules.fee_payer == "giver" else (surcharge, fee)


def by_volume(per_gb: float, amount: int) -> int:
    """Return what `amount` kB cost at a price per GB: rounded once per pair, the product in double precision."""
    return round(round(per_gb * MILLION) * (amount / MILLION))


def _both_accept(giver: Account, receiver: Account, count: int, amount: int, setting: Setting) -> bool:
    by_giver, by_receiver = fees(giver.month, count, amount, setting.rules)
    return _accepts(giver, amount, by_giver, setting) and _accepts(receiver, amount, by_receiver, setting)


def _accepts(account: Account, amount: int, pays: int, setting: Setting) -> bool:
    plan = account.month.tariff
    if pays <= 0:
        return True
    packs_instead = -(-amount // plan.pack) * plan.price
    worth = setting.assumed.gift_fee_worth * willing_to_pay_a_fee(account, setting)
    return packs_instead >= pays and worth * plan.price * (amount / plan.pack) >= pays


def willing_to_pay_a_fee(account: Account, setting: Setting) -> float:
    """Return the willingness from which a payer judges a fee: that for packs, or another of the same market."""
    where = account.month.person.key, setting.seed, account.month.nth
    if uniform(*where, FEE_KIND) < setting.assumed.fee_as_pack_share:
        return account.willing
    return setting.demand.willing(uniform(*where, FEE_AFRESH))
