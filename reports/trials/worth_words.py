"""What a pilot is worth, in words and rows: what would be chosen now, what each size brings, how far the model is doubted."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from analysis.pilot.worth.options import ASKED, AT_A_FEE
from analysis.pilot.worth.worth import COMPARED_AT
from reports.content.palette import GAIN, TOTAL
from reports.decisions.sensitivity import money
from reports.trials.design_words import title_of

WHOLE_PERCENT = 0.05  # smaller shares are told with two digits more

if TYPE_CHECKING:
    from analysis.pilot.worth.worth import PilotWorth
    from wording import Wording


def option_title(name: str, say: Wording) -> str:
    """Return the name of an option."""
    return say(f"pilot-option-{name}") if name in (ASKED, AT_A_FEE) else say(f"preset-{name}")


def worth_lines(found: PilotWorth, currency: str, say: Wording) -> list[str]:
    """Say what a pilot would be worth, what would be chosen now, and from which doubt about the model on one pays."""
    top = max(found.sizes, key=lambda one: one.net)
    now = say("pilot-worth-now", option=option_title(found.best, say), mean=money(found.means[found.best], currency, say))
    perfect = money(found.perfect, currency, say)
    if top.evsi <= 0:
        first = say("pilot-worth-zero", perfect=perfect)
    else:
        key = "pilot-worth-pays" if top.net > 0 else "pilot-worth-costs"
        part, net = _share(top.part, say), say.money(top.net, currency, 0, signed=True)
        first = say(key, part=part, months=top.months, evsi=money(top.evsi, currency, say), net=net, perfect=perfect)
    pays = next((one for one in found.doubts if one.net > 0), None)
    last = found.doubts[-1].doubt
    doubt = (
        say("pilot-worth-no-doubt", doubt=money(last, currency, say))
        if pays is None
        else say("pilot-worth-doubt", doubt=money(pays.doubt, currency, say))
    )
    held = {"frame": say.number(found.frame), "subscribers": say.number(found.subscribers)}
    framed = [say("pilot-worth-framed", **held)] if is_framed(found) else []
    return [first, now, doubt, *framed, say("pilot-worth-assumed", draws=found.draws)]


def is_framed(found: PilotWorth) -> bool:
    """Say whether the plan is held in a part of the base."""
    return 0 < found.frame < found.subscribers


def designs_title(found: PilotWorth, say: Wording) -> str:
    """Return the title over the rows of `designs_rows`."""
    return say("pilot-worth-designs-framed" if is_framed(found) else "pilot-worth-designs-title")


def _share(part: float, say: Wording) -> str:
    return say.percent(part, 0 if part >= WHOLE_PERCENT else 2)


def sizes_header(currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `sizes_rows`."""
    first = (say("pilot-worth-part"), say("pilot-worth-months"))
    return (*first, *(say(f"pilot-worth-{name}", currency=currency) for name in ("evsi", "cost", "waiting", "net")))


def sizes_rows(found: PilotWorth, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per size and length."""
    return [
        (
            _share(one.part, say),
            str(one.months),
            money(one.evsi, currency, say),
            *(say.money(value, currency, 0, signed=True) for value in (-one.cost, -one.waiting, one.net)),
        )
        for one in found.sizes
    ]


def doubts_header(currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `doubts_rows`."""
    return tuple(say(f"pilot-worth-{name}", currency=currency) for name in ("sd", "perfect", "evsi", "net"))


def doubts_rows(found: PilotWorth, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per doubt about the model."""
    return [
        (
            money(one.doubt, currency, say),
            money(one.perfect, currency, say),
            money(one.evsi, currency, say),
            say.money(one.net, currency, 0, signed=True),
        )
        for one in found.doubts
    ]


def designs_header(currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `designs_rows`."""
    at = money(COMPARED_AT, currency, say)
    titles = (say(f"pilot-worth-{name}", currency=currency) for name in ("evsi", "cost", "net"))
    return (say("pilot-design"), *titles, say("pilot-worth-evsi-at", at=at), say("pilot-worth-net-at", at=at))


def designs_rows(found: PilotWorth, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per design held beside the plan."""
    return [
        (
            title_of(one.name, say),
            money(one.clear.evsi, currency, say),
            *(say.money(value, currency, 0, signed=True) for value in (-one.clear.cost, one.clear.net)),
            money(one.doubted.evsi, currency, say),
            say.money(one.doubted.net, currency, 0, signed=True),
        )
        for one in found.designs
    ]


def doubts_chart(found: PilotWorth, currency: str, say: Wording) -> go.Figure:
    """Draw what the pilot and knowing everything are worth over the doubt about the model."""
    doubts = [one.doubt for one in found.doubts]
    figure = go.Figure()
    for name, values, colour, dash in (
        ("pilot-worth-line-perfect", [one.perfect for one in found.doubts], TOTAL, "dash"),
        ("pilot-worth-line-evsi", [one.evsi for one in found.doubts], GAIN, "solid"),
    ):
        line = {"color": colour, "dash": dash}
        figure.add_trace(go.Scatter(x=doubts, y=values, mode="lines+markers", line=line, name=say(name)))
    figure.update_xaxes(title=say("pilot-worth-sd", currency=currency), automargin=True)
    figure.update_yaxes(title=say("pilot-worth-evsi", currency=currency), automargin=True, rangemode="tozero")
    figure.update_layout(
        height=320,
        margin={"l": 10, "r": 30, "t": 40, "b": 10},
        separators=say.number(0.5, 1)[1] + "\u00a0",
        legend={"orientation": "h", "yanchor": "bottom", "y": 1, "x": 0},
    )
    return figure


def doubts_alternative(found: PilotWorth, currency: str, say: Wording) -> str:
    """Return the text that stands for the picture."""
    first, last = found.doubts[0], found.doubts[-1]
    facts = {"first": money(first.evsi, currency, say), "last": money(last.evsi, currency, say)}
    return say("pilot-worth-alternative", doubt=money(last.doubt, currency, say), **facts)


def worth_plain(found: PilotWorth) -> dict[str, object]:
    """Return everything under plain names; money in the base's currency."""
    return asdict(found)
