"""Shared fixtures: one small population and its world for the whole run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.world.prepare import prepare
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.world.world import World

ROOT = Path(__file__).parent.parent
# Each of these takes minutes: they go first, so that no worker is left with one when the others have nothing to do.
LONG = ("tests/truth", "tests/dashboard/browser", "tests/dashboard/test_sessions.py", "tests/reference", "tests/test_soak.py")
# Of a test with more cases than this, the ordinary run takes so many, spread over all of them; `make test-long` takes every one.
CASES = 2
SHARED = ROOT.parent / "shared" / "data"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder, by their names in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long before the rest; `make test` lets the order stand. Of many cases all but a few are of the long run."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in (item for item in items if item.get_closest_marker("long") is None):
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for group in cases.values():
        kept = {round(nth * (len(group) - 1) / (CASES - 1)) for nth in range(CASES)}
        for nth, item in enumerate(group):
            if len(group) > CASES and nth not in kept:
                item.add_marker(pytest.mark.long)
    items.sort(key=lambda item: next((nth for nth, place in enumerate(LONG) if item.nodeid.startswith(place)), len(LONG)))


@pytest.fixture(scope="session")
def population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("populations") / "default"
    synthesise(folder, subscribers=4000, seed=7)
    return folder


@pytest.fixture(scope="session")
def world(population: Path) -> World:
    return prepare(population)


@pytest.fixture(scope="session")
def travel_population(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("populations") / "travel"
    synthesise(folder, subscribers=4000, seed=7, market="travel")
    return folder


@pytest.fixture(scope="session")
def travel_world(travel_population: Path) -> World:
    return prepare(travel_population)


@pytest.fixture(scope="session")
def default_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generate the base that users get: 100,000 subscribers, once for all tests that look at it."""
    folder = tmp_path_factory.mktemp("default") / "base"
    synthesise(folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Give the path of a third-party file, or skip: users do not have them."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"third-party file {name} is not on this machine")
        return path

    return find
