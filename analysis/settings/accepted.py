"""What was accepted from a base's own history or from a pilot: narrowed ranges, and how they go together.

Both stand among the assumptions (`measured_here`), so links, scenarios and run records carry them, and taking them out takes
them back. A range is written `name:low:high`, one that a pilot narrowed `name:low:high@digest` with the digest of its read-out;
a correlation of two unknowns' normal scores is written `one~other:rho`.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from data.errors import ParameterError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.settings.parameters import Parameter
    from data.errors import Fact

FIELD = "measured_here"
_PAIR, _PILOT = "~", "@"
_DIGEST = re.compile("[0-9a-f]{8}")
_LEAST_EIGENVALUE = 1e-6  # below it the draws of a matrix are no draws


def written(name: str, low: float, high: float, pilot: str = "") -> str:
    """Return a narrowed range as it stands among the assumptions, with the digest of the pilot it comes from."""
    return f"{name}:{low:.6g}:{high:.6g}" + (f"{_PILOT}{pilot}" if pilot else "")


def written_pair(one: str, other: str, rho: float) -> str:
    """Return a correlation as it stands among the assumptions."""
    return f"{min(one, other)}{_PAIR}{max(one, other)}:{rho:.3g}"


def ranges_in(entries: Iterable[str] | None) -> dict[str, tuple[float, float]]:
    """Return the narrowed ranges by name, of entries that were checked."""
    found = {}
    for entry in entries or ():
        if _PAIR not in entry:
            name, low, high = entry.partition(_PILOT)[0].split(":")
            found[name] = (float(low), float(high))
    return found


def pilots_in(entries: Iterable[str] | None) -> dict[str, str]:
    """Return the digest of the pilot by name of the assumption it narrowed, of entries that were checked."""
    found = (entry.partition(_PILOT) for entry in entries or ())
    return {told.split(":")[0]: digest for told, _, digest in found if digest}


def correlations_in(entries: Iterable[str] | None) -> dict[tuple[str, str], float]:
    """Return the accepted correlations by pair, of entries that were checked."""
    found = {}
    for entry in entries or ():
        if _PAIR in entry:
            pair, rho = entry.split(":")
            one, other = pair.split(_PAIR)
            found[one, other] = float(rho)
    return found


def without_name(entries: Iterable[str] | None, name: str) -> tuple[str, ...]:
    """Return the entries that are left once an assumption's range is taken back, and every correlation it has."""
    return tuple(entry for entry in entries or () if name not in entry.split(":")[0].split(_PAIR))


def correlation_matrix(names: Sequence[str], *correlated: Mapping[tuple[str, str], float]) -> NDArray[np.float64]:
    """Return the matrix [unknown, unknown] of the normal scores; the later of two tellings of a pair holds."""
    matrix = np.eye(len(names))
    place = {name: nth for nth, name in enumerate(names)}
    for told in correlated:
        for (one, other), rho in told.items():
            if one in place and other in place:
                matrix[place[one], place[other]] = matrix[place[other], place[one]] = rho
    return matrix


def check_ranges(
    entries: Iterable[str] | None, known: Mapping[str, Parameter], declared: Mapping[tuple[str, str], float] | None = None
) -> None:
    """Raise a ParameterError for every entry that is no range or correlation of assumptions that are drawn.

    `declared` are the correlations that hold beside those accepted: together they must be possible at once.
    """
    given = tuple(entries or ())
    drawn = [name for name, parameter in known.items() if parameter.likely is not None]
    pairs = [entry for entry in given if _PAIR in entry]
    ranges = [entry for entry in given if _PAIR not in entry]
    problems = [problem for entry in ranges for problem in _wrong(entry, known, drawn)]
    names = [entry.split(":")[0] for entry in ranges]
    problems += [_told(name, known, drawn) for name in sorted({name for name in names if names.count(name) > 1})]
    wrong_pairs = [_told_pair(entry, drawn) for entry in pairs if not _is_pair(entry, drawn)]
    ends = [frozenset(entry.split(":")[0].split(_PAIR)) for entry in pairs]
    twice = [entry for nth, entry in enumerate(pairs) if ends[nth] in ends[:nth]]
    problems += wrong_pairs + [_told_pair(entry, drawn) for entry in twice]
    if pairs and not problems:
        matrix = correlation_matrix(drawn, declared or {}, correlations_in(pairs))
        if np.linalg.eigvalsh(matrix).min() < _LEAST_EIGENVALUE:
            problems = [Problem("measured-pairs", {"name": FIELD, "value": ", ".join(pairs)})]
    if problems:
        raise ParameterError(problems)


def _wrong(entry: str, known: Mapping[str, Parameter], drawn: list[str]) -> list[Problem]:
    told, at, digest = entry.partition(_PILOT)
    name, *ends = told.split(":")
    try:
        low, high = (float(end) for end in ends)
    except ValueError:
        return [_told(entry, known, drawn)]
    ordered = math.isfinite(low) and math.isfinite(high) and low <= high and (not at or bool(_DIGEST.fullmatch(digest)))
    if name in drawn and ordered and known[name].low <= low and high <= known[name].high:
        return []
    return [_told(entry, known, drawn)]


def _is_pair(entry: str, drawn: list[str]) -> bool:
    pair, _, told = entry.partition(":")
    names = pair.split(_PAIR)
    try:
        rho = float(told)
    except ValueError:
        return False
    return len(names) == len(set(names) & set(drawn)) == 2 and abs(rho) < 1


def _told_pair(entry: str, drawn: list[str]) -> Problem:
    names = entry.split(":", maxsplit=1)[0].split(_PAIR)
    strange = next((name for name in names if name not in drawn), "")
    facts: dict[str, Fact] = {"name": FIELD, "value": entry, "strange": strange or "none"}
    return Problem("measured-pair", facts | {"nearest": nearest(strange, drawn) if strange else "empty"})


def _told(entry: str, known: Mapping[str, Parameter], drawn: list[str]) -> Problem:
    name = entry.split(":", maxsplit=1)[0]
    low, high = (known[name].low, known[name].high) if name in drawn else (0.0, 0.0)
    facts: dict[str, Fact] = {"name": FIELD, "value": entry, "low": low, "high": high, "nearest": nearest(name, drawn)}
    return Problem("measured-range", facts | {"drawn": str(name in drawn).lower()})
