"""Rule presets and market cultures as data: values with source, date and how sure we are."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import InputError, nearest
from data.files.places import is_there, short

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
RULES, CULTURES = "rules", "cultures"
SHARES, LARGEST_SHARE = "share_of_pack_price_per_gb", 1000
MECHANISM = "mechanism"
Raw = float | int | bool | str | list[str]


@dataclass(frozen=True)
class Preset:
    """A named set of values. `status`: documented, described, pattern or unconfirmed; `source` is a key of sources.toml.

    `price_shares` holds amounts of money as shares of what a GB costs in a pack: a preset of one market is then charged in the
    money of any other. `mechanism` is whose rules they are; one that names none is of gifting.
    """

    name: str
    source: str
    status: str
    values: Mapping[str, Raw]
    price_shares: Mapping[str, float]
    mechanism: str = ""


def preset_names(kind: str) -> list[str]:
    """Return the presets of a kind (`rules` or `cultures`), the one that switches everything off first."""
    return list(_shipped(kind))


@functools.cache
def _shipped(kind: str) -> dict[str, Preset]:
    """Return the presets that come along, read once: a page asks for all of them at every move."""
    files = sorted((FOLDER / kind).glob("*.toml"), key=lambda file: (file.stem != "off", file.stem))
    return {file.stem: _read(kind, file) for file in files}


def load_preset(kind: str, name: str) -> Preset:
    """Return a shipped preset, or for rules what a TOML file of the user's own says; InputError otherwise.

    Its table [rules] holds values, [share_of_pack_price_per_gb] the amounts of money that are told as such a share.
    """
    shipped, file = _shipped(kind), Path(name)
    if name in shipped:
        return shipped[name]
    if kind == CULTURES or not is_there(file):
        raise InputError.one("unknown-preset", name=short(file), known=", ".join(shipped), nearest=nearest(name, shipped))
    return _read(kind, file)


def _read(kind: str, file: Path) -> Preset:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        values = raw["rules" if kind == RULES else "assumptions"]
        shares = _shares(raw.get(SHARES, {}), file.name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError.one("bad-rules-file", file=file.name, reason=str(error)) from error
    except KeyError as error:
        raise InputError.one("bad-rules-file", file=file.name, reason=f"[{error.args[0]}]") from error
    return Preset(
        file.stem, raw.get("source", "judgement"), raw.get("status", "described"), values, shares, _mechanism(raw, file.name)
    )


def _mechanism(raw: Mapping[str, object], file: str) -> str:
    found = raw.get(MECHANISM, "")
    if not isinstance(found, str):
        raise InputError.one("bad-rules-file", file=file, reason=f"{MECHANISM} = {found}")
    return found


def _shares(raw: object, file: str) -> dict[str, float]:
    """Return the shares of a preset as numbers from 0 to 1,000; InputError where they are none."""
    found = raw if isinstance(raw, dict) else {}
    wrong = [f"{name} = {value}" for name, value in found.items() if not _is_share(value)]
    if wrong or not isinstance(raw, dict):
        raise InputError.one("bad-rules-file", file=file, reason=f"[{SHARES}] {', '.join(wrong)}")
    return {str(name): float(str(value)) for name, value in found.items()}


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST_SHARE
