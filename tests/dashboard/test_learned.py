"""Page 5 says what the base in use knows about the unknowns; accepting is a click, and so is taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.dashboard.conftest import go
from tests.dashboard.test_which_base import button, said
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


def test_a_certificate_is_accepted_and_taken_back_by_clicks(open_page: Callable[..., AppTest]) -> None:
    say, page = wording("en"), open_page("base")
    assert say("learn-title") in [header.value for header in page.header]
    button(page, "learn_ask").click().run()
    page.session_state["learned"][1].wait(300)
    page.run()
    assert "not in your data" in said(page)
    button(page, "learn_take_topup_conversion").click().run()
    assert page.session_state["chosen"].assumptions["measured_here"][0].startswith("topup_conversion:")
    assert "measured_here" in page.query_params
    form = go(page, "sure")
    assert not form.exception
    beside = "\n".join(text.value for text in form.main.caption)
    assert say("learn-beside-not") in beside
    assert say("learn-beside-identified", estimate="", reach="").split(":")[0] in beside
    assert say("learn-measured-here", low="", high="").split(":")[0] in "\n".join(text.value for text in form.main.caption)
    beside_levers = "\n".join(text.value for text in form.sidebar.markdown)
    assert f"{say('topup_conversion')}: {say('learn-measured-here', low='', high='').split(':')[0]}" in beside_levers
    assert "topup_conversion:" not in beside_levers, "what a link says is not what a person reads"
    back = button(go(page, "base"), "learn_back_topup_conversion").click().run()
    assert "measured_here" not in back.session_state["chosen"].assumptions
