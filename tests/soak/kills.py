"""Every command killed at a random moment: what it writes is there whole or not at all, and the same command then works."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.database.storage import connect
from data.errors import TransferImpactError
from data.population.fingerprint import fingerprint
from data.population.folder import attach, open_population
from data.scenarios.scenario_file import write_scenarios
from tests.soak.child import ran
from tests.soak.part import Came, dice
from tests.soak.products import ASKED, BASE, DAY, FORMS, JOURNAL, SCENARIOS, SEARCH, make_base, report_args, report_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WELL = "went well"


@dataclass(frozen=True)
class Command:
    """A command and what it writes, `out`; `over` is what stands there before: something it may replace."""

    args: tuple[str, ...]
    out: str
    over: tuple[str, ...] = ()
    is_resumed: bool = False


_SYNTH = ("population", "synth", "--subscribers", "200", "--out", "made")
COMMANDS = (
    Command((*_SYNTH, "--seed", "2"), "made"),
    Command((*_SYNTH, "--seed", "2", "--replace"), "made", over=(*_SYNTH, "--seed", "3")),
    Command(("population", "import", BASE, "--mapping", "schema", "--out", "imported"), "imported"),
    Command(("population", "health", BASE, "--json", "health.json"), "health.json"),
    Command(("simulate", "--population", BASE, "--json", "a.json"), "a.json"),
    Command(("simulate", "--population", BASE, "--draws", "16", "--json", "a.json"), "a.json"),
    Command(
        ("simulate", "--population", BASE, "--json", "a.json"),
        "a.json",
        over=("simulate", "--population", BASE, "--json", "a.json", "--set", "enabled=false"),
    ),
    *(Command(report_args(form), report_name(form)) for form in FORMS),
    Command(
        ("batch", ASKED, "--population", BASE, "--draws", "0", "--format", "xlsx", "--date", DAY, "--out", "batch"),
        "batch",
        is_resumed=True,
    ),
    Command(("decide", "tornado", "--population", BASE, "--json", "tornado.json"), "tornado.json"),
    Command(("decide", "breakeven", "fee_per_gb", "--population", BASE, "--json", "even.json"), "even.json"),
    Command((*SEARCH[:-1], "best.json"), "best.json", is_resumed=True),
)


class Kills:
    """One command killed a case: the commands take turns."""

    name, planned, share = "kills", 6 * len(COMMANDS), 0.2

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Make a base, and note of each command how long it takes and what it writes undisturbed."""
        ground = folder / "ground"
        ground.mkdir()
        make_base(ground, seed)
        (ground / ASKED).write_text(write_scenarios(SCENARIOS), encoding="utf-8")
        known: dict[Command, tuple[float, str, str]] = {}

        def case(number: int) -> Came:
            command = COMMANDS[number % len(COMMANDS)]
            if command not in known:
                known[command] = _undisturbed(command, _begun(command, ground, folder / "work"))
            draw = dice(seed, self.name, number)
            return _case(command, _begun(command, ground, folder / "work"), known[command], draw.uniform(0.0, 1.1))

        yield case


def _begun(command: Command, ground: Path, work: Path) -> Path:
    """Return the folder as it is before the command: fresh, with what it is to replace."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ground, work)
    if command.over:
        ran(command.over, work)
    return work


def _undisturbed(command: Command, work: Path) -> tuple[float, str, str]:
    """Return how long the command takes, what stands at its place before and after."""
    before = digest(work / command.out)
    found = ran(command.args, work)
    if found.code != 0:
        raise RuntimeError(f"{' '.join(command.args)}: {found.code}: {found.err}")
    return found.seconds, before, digest(work / command.out)


def _case(command: Command, work: Path, known: tuple[float, str, str], share: float) -> Came:
    seconds, before, after = known
    seen = set(_names(work))
    ran(command.args, work, kill_after=seconds * share)
    what = f"{' '.join(command.args)}, killed after {share:.0%} of its time: "
    stands = digest(work / command.out)
    if stands not in (before, after) and not (command.is_resumed and (work / command.out).is_dir()):
        return Came("half written", what + f"{command.out} is neither what stood there nor what it writes")
    if stands == after:  # written whole; to write a base once more takes a word of its own
        return Came("too late")
    again = ran(command.args, work)
    if again.breach or again.code:
        return Came("stuck", what + f"run again it says {again.breach or again.err.strip()[-300:]}")
    if digest(work / command.out) != after:
        return Came("another answer", what + f"run again it writes another {command.out}")
    left = sorted(name for name in set(_names(work)) - seen - {command.out, JOURNAL} if _is_scratch(name))
    if left:
        return Came("left over", what + f"{', '.join(left)} is there still after it ran again")
    return Came(WELL)


def _is_scratch(name: str) -> bool:
    return name.startswith(".") or name.endswith((".part", "-old"))


def _names(work: Path) -> list[str]:
    base = [f"{BASE}/{file.name}" for file in (work / BASE).iterdir() if file.name != ".prepared"]
    return [file.name for file in work.iterdir()] + base


def digest(place: Path) -> str:
    """Return what tells the content of a file, a folder or a base apart; a base by its tables, a log without its times."""
    if not place.exists():
        return ""
    if (place / "manifest.json").exists():
        try:
            return _of_tables(place)
        except TransferImpactError as error:
            return f"broken: {error}"
    inside = (file for file in place.rglob("*") if file.is_file() and file.suffix != ".jsonl")
    files = [place] if place.is_file() else sorted(inside)
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()


def _of_tables(place: Path) -> str:
    """Return the fingerprint of what lies there now, whatever the manifest says; InputError where it is no whole base."""
    with connect() as connection:
        attach(connection, open_population(place))
        return fingerprint(connection)
