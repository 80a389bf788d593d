"""Questions as JSON and sums as arrays: all that passes between whoever asks a store and whoever works on its shards."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from analysis.engine.projection import Carried
from analysis.outcomes.cuts import Cut
from analysis.partial import Partial
from analysis.resellers.exposure import Resale
from analysis.resellers.resold import Resold
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import as_dict, out_of_json, rebuilt
from analysis.settings.rule_kinds import kind_of
from analysis.world.kept_files import READING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.engine.mechanism import Table
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

_TOLD = "told"
_SENT = np.dtype("<f4")
_OF_CUT = ("base", "change", "leaving", "people", "bands")
_OF_RESOLD = ("shares", "bought", "flows")


@dataclass(frozen=True)
class Asked:
    """A question to the shards of the store whose words have this `digest`, with what they have `agreed` on so far.

    `sizes` are the quantiles of shortages in the whole base, where its unseen need is another than the store was built for.
    `weights_digest` is that of the weights of ties where this is asked, empty where nobody else works on it; `weights` are they,
    for who works out others.
    """

    digest: str
    rules: RuleSet
    assumptions: Assumptions
    horizon: int
    cuts: bool
    agreed: Table | None = None
    sizes: NDArray[np.float64] | None = None
    weights_digest: str = ""
    weights: NDArray[np.float32] | None = None


class _ToldQuestion(TypedDict):
    digest: str
    mechanism: str
    rules: dict[str, Value | list[str]]
    assumptions: dict[str, Value | list[str]]
    horizon: int
    cuts: bool
    agreed: tuple[list[int], list[int]] | None
    sizes: list[float] | None
    weights_digest: str
    weights: str | None  # in base 64: there may be a million


class _ToldSums(TypedDict):
    credited: int
    transfers: int
    counts: dict[str, int]
    cuts: list[tuple[str, list[str]]]
    resold: _ToldResold | None


class _ToldResold(TypedDict):
    resale: dict[str, Any]  # as Resale has it
    share: float


def question_text(asked: Asked) -> str:
    """Return a question as JSON; floats keep their last digit."""
    return json.dumps(
        {
            "digest": asked.digest,
            "mechanism": asked.rules.mechanism,
            "rules": as_dict(asked.rules),
            "assumptions": as_dict(asked.assumptions),
            "horizon": asked.horizon,
            "cuts": asked.cuts,
            "agreed": None if asked.agreed is None else (asked.agreed.shape, asked.agreed.ravel().tolist()),
            "sizes": None if asked.sizes is None else asked.sizes.tolist(),
            "weights_digest": asked.weights_digest,
            "weights": None if asked.weights is None else base64.b64encode(asked.weights.astype(_SENT).tobytes()).decode(),
        }
    )


def question_in(text: str) -> Asked:
    """Return the question that `question_text` wrote: values were checked by whoever asked."""
    told: _ToldQuestion = json.loads(text)
    return Asked(
        digest=told["digest"],
        rules=rebuilt(kind_of(told["mechanism"]), out_of_json(told["rules"])),
        assumptions=rebuilt(Assumptions, out_of_json(told["assumptions"])),
        horizon=told["horizon"],
        cuts=told["cuts"],
        agreed=None if told["agreed"] is None else np.array(told["agreed"][1], np.int64).reshape(told["agreed"][0]),
        sizes=None if told["sizes"] is None else np.array(told["sizes"], np.float64),
        weights_digest=told["weights_digest"],
        weights=None if told["weights"] is None else np.frombuffer(base64.b64decode(told["weights"]), _SENT).astype(np.float32),
    )


def table_bytes(table: Table) -> bytes:
    """Return rows of whole numbers as an array's file."""
    stream = io.BytesIO()
    np.save(stream, table, allow_pickle=False)
    return stream.getvalue()


def table_in(data: bytes) -> Table:
    """Return what `table_bytes` wrote; ValueError for anything else."""
    with READING:
        return np.asarray(np.load(io.BytesIO(data), allow_pickle=False), np.int64)


def sums_bytes(part: Partial) -> bytes:
    """Return sums as an archive of arrays."""
    told = {
        "credited": part.credited,
        "transfers": part.carried.transfers,
        "counts": dict(part.counts),
        "cuts": [(cut.name, cut.levels) for cut in part.cuts],
        "resold": None if part.resold is None else _told_resold(part.resold),
    }
    arrays: dict[str, NDArray[np.generic]] = {
        _TOLD: np.frombuffer(json.dumps(told).encode(), np.uint8),
        "baseline": part.baseline,
        "sides": part.sides,
        "flows": part.carried.flows,
        "span": part.carried.span,
        "roles": part.roles,
        "took_part": part.took_part,
    }
    arrays |= {f"{name}-{nth}": getattr(cut, name) for nth, cut in enumerate(part.cuts) for name in _OF_CUT}
    if part.resold is not None:
        arrays |= {f"resold-{name}": getattr(part.resold, name) for name in _OF_RESOLD}
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def sums_in(data: bytes) -> Partial:
    """Return the sums that `sums_bytes` wrote; ValueError for anything else."""
    with READING, np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        told: _ToldSums = json.loads(arrays[_TOLD].tobytes())
        return Partial(
            baseline=arrays["baseline"],
            sides=arrays["sides"],
            credited=told["credited"],
            carried=Carried(arrays["flows"], arrays["span"], told["transfers"]),
            counts=told["counts"],
            roles=arrays["roles"],
            took_part=arrays["took_part"],
            cuts=tuple(
                Cut(name, tuple(levels), *(arrays[f"{which}-{nth}"] for which in _OF_CUT))
                for nth, (name, levels) in enumerate(told["cuts"])
            ),
            resold=None if told["resold"] is None else _resold(told["resold"], arrays),
        )


def _told_resold(resold: Resold) -> _ToldResold:
    return _ToldResold(resale=asdict(resold.resale), share=resold.share)


def _resold(told: _ToldResold, arrays: Mapping[str, NDArray[np.generic]]) -> Resold:
    shares = np.asarray(arrays["resold-shares"], np.float64)
    bought, flows = (np.asarray(arrays[f"resold-{name}"], np.int64) for name in ("bought", "flows"))
    return Resold(Resale(**told["resale"]), told["share"], shares, bought, flows)
