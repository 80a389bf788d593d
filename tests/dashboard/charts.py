"""The charts of a page as Streamlit's own harness knows them: what each is called, what it says, what it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from streamlit.proto.BidiComponent_pb2 import BidiComponent
    from streamlit.testing.v1 import AppTest


@dataclass(frozen=True)
class Drawn:
    """A chart: its key, its text alternative and its figure as Plotly reads it."""

    key: str
    alternative: str
    figure: dict[str, Any]


def charts(page: AppTest) -> list[Drawn]:
    """Return the charts that stand on a page, in their order."""
    protos = [element.proto for element in page.get("bidi_component")]
    return [_drawn(proto) for proto in protos if proto.component_name == "live_chart"]


def _drawn(proto: BidiComponent) -> Drawn:
    said = json.loads(proto.json)
    return Drawn(proto.id.partition("live_")[2], said["alternative"], json.loads(said["figure"]))
