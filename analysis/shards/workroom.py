"""What a build keeps in its folder between its steps, so that any process that sees the folder can take one."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TypedDict, TypeVar

import numpy as np

from analysis.dealing.kept_steps import array_in, forget_damaged, forget_step, is_told, put, told_in
from analysis.dealing.months import months_files
from analysis.shards.making import Maker
from analysis.shards.part import Counted, Part
from analysis.shards.routing import Routed
from analysis.shards.store import ToldManifest, manifest_in
from analysis.shards.visits import FRAME, has_guests, keep_guests
from analysis.world.kept_files import mapped
from analysis.world.months import Near
from analysis.world.prepared_cache import ToldWhole, is_whole, told_whole, whole_from
from analysis.world.tables import Plans
from data.checks.months import Calendar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_ROUTED, _CONSTANTS = "routed", "constants"
_PER_PERSON = ("key", "plan", "region", "tenure", "group", "lot", "account", "shard")
_PER_TIE, _OF_FRAME = ("one", "other", "strength"), ("community",)
_OF_PART = (
    "person",
    "facts",
    "starts",
    "signs",
    "leaving",
    "tariff",
    "band",
    "person_sums",
    "use",
    "short",
    "last_band",
    "first",
    "last",
)
_OF_COUNTS = ("month_sums", "hazards", "allowances", "needed")
_OF_MAKER = ("hazards", "launch_hazard", "contact_hazard", "tenure", "churn_shape", "short_sizes", "use_edges")
Kind = TypeVar("Kind", bound=np.generic)


class _ToldRouted(TypedDict):
    manifest: ToldManifest
    stamped: str
    calendar: list[tuple[str, int, float]]
    judged: dict[str, str]
    other_allowance: float
    shards: int
    near: tuple[int, int]
    levels: dict[str, list[str]]
    plans: list[str]
    plan_names: dict[str, str]
    accounts_guessed: bool


class _ToldCounts(TypedDict):
    tenure: list[tuple[str, int, int, int]]
    ran_out: int
    unknown: int
    runs_out: bool
    highest_kb: int
    shortage_kb: int


class _ToldConstants(TypedDict):
    seed: int
    numbers: list[int]
    counts: _ToldCounts
    whole: ToldWhole
    levels: list[tuple[str, list[str]]]
    measured: dict[str, float]
    pack_price_per_gb: float
    giving_up_to: float


def is_kept(room: Path, shard: int | None = None) -> bool:
    """Say whether a room holds what is known of a base, or of one shard's own people."""
    return is_told(room, _ROUTED if shard is None else _part(shard))


def has_maker(room: Path, numbers: Sequence[int]) -> bool:
    """Say whether a room holds the constants of a base and the guests of its shards and of the frame of pilots."""
    return is_told(room, _CONSTANTS) and all(has_guests(room, number) for number in (*numbers, FRAME))


def look_through(folder: Path, room: Path) -> None:
    """Let what the disk has changed since it was written be made again: a build is gone on with, perhaps days later."""
    forget_damaged(room)
    for file in room.glob(f"{_made('*')}.json"):
        if not is_whole(folder / file.stem.removeprefix(_made(""))):
            forget_step(room, file.stem)
    for place in folder.iterdir():
        if place.is_dir() and place != room and not is_told(room, _made(place.name)):
            shutil.rmtree(place, ignore_errors=True)


def keep_made(room: Path, name: str, made: object) -> None:
    """Keep what is told of a shard or a sample that was made."""
    put(room, _made(name), {}, made)


def made_in(room: Path, name: str) -> str | None:
    """Return as JSON what `keep_made` kept; None where it has not."""
    return told_in(room, _made(name)) if is_told(room, _made(name)) else None


def _made(name: str) -> str:
    return f"made-{name}"


def keep_routed(room: Path, routed: Routed) -> None:
    """Keep a base that was dealt to shards."""
    plans = routed.plans
    arrays: dict[str, NDArray[np.generic]] = {name: getattr(routed, name) for name in (*_PER_PERSON, *_PER_TIE, *_OF_FRAME)}
    arrays |= {f"plan-{name}": getattr(plans, name) for name in Plans._fields if name not in {"ids", "names"}}
    arrays |= {f"code-{name}": code for name, code in routed.codes.items()}
    told = {
        "manifest": asdict(routed.manifest),
        "stamped": routed.stamped,
        "calendar": routed.calendar.rows,
        "shards": routed.shards,
        "near": routed.near,
        "levels": dict(routed.levels),
        "plans": plans.ids,
        "plan_names": dict(plans.names),
        "accounts_guessed": routed.accounts_guessed,
        "judged": dict(routed.judged),
        "other_allowance": routed.other_allowance,
    }
    put(room, _ROUTED, arrays, told, months_files(room))


def routed_in(room: Path) -> Routed:
    """Return the base that `keep_routed` kept."""
    told: _ToldRouted = json.loads(told_in(room, _ROUTED))

    def array(name: str, kind: type[Kind]) -> NDArray[Kind]:
        return array_in(room, _ROUTED, name, kind)

    fee, price, pack, days = (array(f"plan-{name}", np.int64) for name in ("fee", "price", "pack", "days"))
    sim, trip = array("plan-sim", np.int8), array("plan-trip", np.bool_)
    return Routed(
        manifest=manifest_in(told["manifest"]),
        stamped=told["stamped"],
        calendar=Calendar.of(told["calendar"]),
        judged=told["judged"],
        other_allowance=told["other_allowance"],
        shards=told["shards"],
        near=Near(*told["near"]),
        plans=Plans(tuple(told["plans"]), fee, price, pack, sim, days, trip, told["plan_names"]),
        key=array("key", np.uint64),
        plan=array("plan", np.int16),
        region=array("region", np.int16),
        tenure=array("tenure", np.int32),
        group=array("group", np.int16),
        lot=array("lot", np.uint64),
        account=array("account", np.int32),
        accounts_guessed=told["accounts_guessed"],
        shard=array("shard", np.int16),
        community=array("community", np.int32),
        levels={name: tuple(levels) for name, levels in told["levels"].items()},
        codes={name: array(f"code-{name}", np.int16) for name in told["levels"]},
        one=array("one", np.int32),
        other=array("other", np.int32),
        strength=array("strength", np.float32),
    )


def _part(shard: int) -> str:
    return f"part-{shard:03d}"


def keep_part(room: Path, shard: int, part: Part) -> None:
    """Keep what a shard says of its own people."""
    arrays: dict[str, NDArray[np.generic]] = {name: getattr(part, name) for name in _OF_PART}
    arrays |= _count_arrays(part.counts)
    put(room, _part(shard), arrays, _told_counts(part.counts))


def part_in(room: Path, shard: int) -> Part:
    """Return what `keep_part` kept, its arrays mapped."""
    stem = _part(shard)
    told: _ToldCounts = json.loads(told_in(room, stem))

    def array(name: str, kind: type[Kind]) -> NDArray[Kind]:
        return array_in(room, stem, name, kind)

    return Part(
        person=array("person", np.int32),
        facts=np.asarray(mapped(room / f"{stem}.facts.npy")),
        starts=array("starts", np.int64),
        signs=array("signs", np.int8),
        leaving=array("leaving", np.int8),
        tariff=array("tariff", np.int32),
        band=array("band", np.int8),
        person_sums=array("person_sums", np.int64),
        use=array("use", np.float64),
        short=array("short", np.float64),
        last_band=array("last_band", np.int8),
        first=array("first", np.int8),
        last=array("last", np.int8),
        counts=_counts(room, stem, told),
    )


def _count_arrays(counts: Counted) -> dict[str, NDArray[np.generic]]:
    return {f"count-{name}": getattr(counts, name) for name in _OF_COUNTS}


def _told_counts(counts: Counted) -> dict[str, object]:
    return {
        "tenure": [(*cell, *known) for cell, known in counts.tenure.items()],
        "ran_out": counts.ran_out,
        "unknown": counts.unknown,
        "runs_out": counts.runs_out,
        "highest_kb": counts.highest_kb,
        "shortage_kb": counts.shortage_kb,
    }


def _counts(room: Path, stem: str, told: _ToldCounts) -> Counted:
    month_sums, hazards, allowances, needed = (array_in(room, stem, f"count-{name}", np.int64) for name in _OF_COUNTS)
    return Counted(
        month_sums=month_sums,
        hazards=hazards,
        tenure={(sim, months): (at_risk, gone) for sim, months, at_risk, gone in told["tenure"]},
        ran_out=told["ran_out"],
        unknown=told["unknown"],
        allowances=allowances,
        needed=needed,
        runs_out=told["runs_out"],
        highest_kb=told["highest_kb"],
        shortage_kb=told["shortage_kb"],
    )


def keep_maker(room: Path, maker: Maker, numbers: Sequence[int], threads: int | None) -> None:
    """Find the guests of every shard, by its number, and of the frame of pilots, and keep them; after them the constants."""
    needed, kept_as = maker.needed(maker.giving_up_to), {number: number for number in numbers} | {maker.routed.shards: FRAME}
    keep_guests(room, kept_as, maker.visits(needed, threads), needed.ties(threads), len(maker.routed.months))
    whole = replace(maker.whole, pairs=needed.pairs)
    arrays: dict[str, NDArray[np.generic]] = {name: getattr(maker, name) for name in _OF_MAKER}
    arrays |= {"strengths": maker.whole.strengths, "ties_of": maker.whole.ties_of}
    arrays |= _count_arrays(maker.counts)
    told = {
        "seed": maker.seed,
        "numbers": numbers,
        "counts": _told_counts(maker.counts),
        "whole": told_whole(whole),
        "levels": maker.levels,
        "measured": dict(maker.measured),
        "pack_price_per_gb": maker.pack_price_per_gb,
        "giving_up_to": maker.giving_up_to,
    }
    put(room, _CONSTANTS, arrays, told)


def maker_in(room: Path, routed: Routed) -> Maker:
    """Return the maker of the shards of a base that was dealt, its arrays mapped."""
    told: _ToldConstants = json.loads(told_in(room, _CONSTANTS))

    def array(name: str, kind: type[Kind]) -> NDArray[Kind]:
        return array_in(room, _CONSTANTS, name, kind)

    return Maker(
        routed=routed,
        parts=[part_in(room, number) for number in told["numbers"]],
        seed=told["seed"],
        counts=_counts(room, _CONSTANTS, told["counts"]),
        whole=whole_from(told["whole"], array("strengths", np.float32), array("ties_of", np.int64)),
        hazards=array("hazards", np.float64),
        launch_hazard=array("launch_hazard", np.float64),
        contact_hazard=array("contact_hazard", np.float64),
        tenure=array("tenure", np.int32),
        churn_shape=array("churn_shape", np.float64),
        short_sizes=array("short_sizes", np.float64),
        use_edges=array("use_edges", np.float64),
        levels=tuple((name, tuple(levels)) for name, levels in told["levels"]),
        measured=told["measured"],
        pack_price_per_gb=told["pack_price_per_gb"],
        giving_up_to=told["giving_up_to"],
    )
