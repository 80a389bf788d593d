"""The charts of a page as Streamlit's own harness knows them: what each is called and what it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.proto.BidiComponent_pb2 import BidiComponent
    from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class Drawn:
    """A chart: its key and its text alternative."""

    key: str
    alternative: str


def charts(page: AppTest) -> list[Drawn]:
    """Return the charts that stand on a page, in their order."""
    protos = [element.proto for element in page.get("bidi_component")]
    return [_drawn(proto) for proto in protos if proto.component_name == "live_chart"]


def _drawn(proto: BidiComponent) -> Drawn:
    return Drawn(proto.id.partition("live_")[2], json.loads(proto.json)["alternative"])
