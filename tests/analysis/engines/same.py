"""What every engine is held to: any base, any rules, any count of shards say there what one process says here, byte for byte."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from analysis.dealing import there
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import PARTS
from analysis.shards.building import build_store
from analysis.shards.store import open_store
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.errors import ParameterError
from tests.conftest import contents
from tests.reference.draw_bases import bases
from tests.reference.draw_settings import assumptions, rules_of
from tests.reference.sessions import session

if TYPE_CHECKING:
    from analysis.dealing.engine import Elsewhere
    from tests.analysis.builder import Builder

MOST_SHARDS = 12
QUESTIONS_A_STORE = 2


def say_the_same(engine: Elsewhere, bases_drawn: int) -> None:
    """Build random stores and ask them through an engine, and ask the bases whole."""

    @session(bases_drawn, [Phase.generate])
    @given(data=st.data(), base=bases(), shards=st.integers(1, MOST_SHARDS))
    def ask(data: st.DataObject, base: Builder, shards: int) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            base.synthesised = data.draw(st.sampled_from(((), ("need_gb",))))
            source, folder, here = base.write(Path(scratch) / "p"), Path(scratch) / "s", Path(scratch) / "here"
            folder.mkdir()
            here.mkdir()
            with patch.object(there, "ROWS_A_SLICE", data.draw(st.integers(3, 20))):
                build_store(source, folder, shards, engine=engine)
            build_store(source, here, shards)
            assert contents(folder) == contents(here)
            world, store = prepare(source), replace(open_store(folder), engine=engine)
            for _ in range(QUESTIONS_A_STORE):
                mechanism = data.draw(st.sampled_from(("marketplace", *KINDS)))
                chosen, assumed = data.draw(rules_of(KINDS[mechanism], sorted(base.plans))), data.draw(assumptions())
                assumed = replace(assumed, resellers=data.draw(st.booleans()))
                several = len(store.shards) > 1
                if chosen.enabled and several and mechanism in PARTS:
                    with pytest.raises(ParameterError):
                        simulate(store, chosen, assumed)
                else:
                    assert simulate(store, chosen, assumed) == simulate(world, chosen, assumed)

    ask()
