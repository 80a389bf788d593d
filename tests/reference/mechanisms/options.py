"""Gigabytes of one's own plan or account, and options that cost a fee: rules M1 and M2 of the method."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.reference.buying import willingness
from tests.reference.draws import TAKES_OPTION, uniform
from tests.reference.effects import after, before
from tests.reference.giving import Account, adopted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.reference.base import Base, Month
    from tests.reference.giving import Setting

# The accounts of both years by (subscriber's index, month counted through both years).
Accounts = dict[tuple[int, int], Account]


def of_ones_own(setting: Setting) -> Setting:
    """Return the assumptions under which gigabytes of one's own plan or account are used."""
    assumed = replace(
        setting.assumed, ask_first_share=1.0, receiving_effect=0.0, giving_effect=0.0, delay_share=0.0, tempted_again_share=0.0,
        induced_share=0.0, held_back_share=0.0,
    )  # fmt: skip
    return replace(setting, assumed=assumed)


def account_of(month: Month, setting: Setting) -> Account:
    """Return the account of a month in which nothing has moved yet."""
    return Account(month, willing=willingness(month, setting.demand, setting.seed))


def saved(accounts: Iterable[Account], setting: Setting) -> int:
    """Return what is not spent on packs any more, in micro-units."""
    return sum((before(one.month).packs - after(one, setting)[0].packs) * one.month.tariff.price for one in accounts)


def taken_from(key: int, saves: int, costs: int, base: Base, setting: Setting) -> int | None:
    """Return the month, counted through both years, from which an option is held; None where it never is."""
    assumed = setting.assumed
    mistaken = assumed.option_mistaken_share * (max(0, saves) / max(1, costs))
    share = assumed.option_takeup_share if saves >= costs else mistaken
    drawn = uniform(key, setting.seed, 0, TAKES_OPTION)
    for counted in range(2 * base.month_count):
        if share > 0 and drawn / share < adopted(counted, assumed):
            return counted
    return None
