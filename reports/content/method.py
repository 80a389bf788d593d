"""The method in short: the equations as formulas, and every declared rule and assumption with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.settings.accepted import FIELD
from analysis.settings.parameters import parameters_of
from data.sources import load_sources
from reports.numbers.values import between, setting_text

if TYPE_CHECKING:
    from analysis.settings.parameters import Parameter
    from wording import Wording

# By the numbers of docs/method.md. The sentence beside a formula is `equation-<name>`.
EQUATIONS = {
    "need": r"D=\begin{cases}U & U<A+n_0K\\ \max(U,\,D^{*}) & U\ge A+n_0K\end{cases}",
    "balance": r"A=\max(Q,\;U-n_0K),\qquad s=\max(0,\;D-A)",
    "willingness": r"P(w\ge x)=\frac{1}{1+(x/w_0)^{k}},\qquad k=-\frac{\varepsilon}{1-c}",
    "packs": r"N(m,w)=\lfloor m/K\rfloor+\bigl[\,w\,(m\bmod K)\ge K\,\bigr],\qquad w\ge 1",
    "offer": r"O=\min\bigl(A-\lceil\hat D\rceil-f,\;\lfloor\alpha A\rfloor,\;C,\;TL\bigr),\;\hat D=De^{\sigma z}(1+\beta\sigma)",
    "ties": r"P=1-(1-g\,a)^{v\,q}",
    "receiver": r"y=\min\bigl(G,\;s,\;\lfloor\tfrac{Ddt}{30}\rfloor\bigr),\; n_1=\min\bigl(n_0,N(s-y,w)+\max(0,n_0-N(s,w))\bigr)",
    "fates": r"G=y_u+y_p+i+e,\qquad y_u+y_p=y,\qquad i=\lfloor\iota\,(G-y)\rfloor",
    "satisfaction": r"S=S_0-p_u\frac{u}{D}-p_s\min\Bigl(1,\frac{nR+\phi}{F}\Bigr)-p_r\min\Bigl(1,\frac{r}{A}\Bigr)+\rho+\gamma",
    "leaving": r"h_1=1-(1-h_0)^{\exp(-b\,f\,\Delta S/\mathrm{sd})}",
    "money": r"\Delta\Pi=\Delta(nR)+\phi-\kappa\,\frac{R}{K}\,\Delta U-c_t\,t-c_p\,M",
    "benefit": r"B=\frac{R}{K}\,U-nR-\phi",
    "staying": r"S(E)=\mathrm{B}(\alpha,\beta+E)/\mathrm{B}(\alpha,\beta),\;\beta=\alpha/h_0-\alpha,\;E=\sum e^{-bf\Delta S/sd}",
    "month": r"\Delta\Pi_t=S'\,\Delta\Pi+(S'-S)\,m\,z+S'\,\delta\,\bigl(1-(1-p)^{(t-1)/12}\bigr)",
    "peers": r"Q_{t+1}=(1-\bar h)\,Q_t+(\eta-1)\sum_i h_{N(i)}\,\Delta d_{i,t}",
    "worth": r"\mathrm{NPV}=\sum_{t=1}^{H}\frac{\Delta\Pi_t}{(1+r)^{t/12}}",
}
LIMITS = ("scenario", "replay", "horizon", "contacts", "need", "strategy", "resale")
TERMS = (
    "subscriber-month", "allowance", "balance", "pack", "need", "shortage", "surplus", "tie", "displaced", "induced",
    "repurchase", "renewal", "worth", "sampling", "future", "likely-range", "fingerprint",
)  # fmt: skip


def registry_rows(registry: type, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return (title, unit, default, allowed range, source, how sure) of every declared rule or assumption."""
    return [_row(parameter, currency, say) for parameter in parameters_of(registry).values()]


def _row(parameter: Parameter, currency: str, say: Wording) -> tuple[str, ...]:
    source = load_sources()[parameter.source]
    title = f"[{source.title}]({source.url})" if source.url else source.title
    return (
        say(parameter.name),
        say.unit(parameter.unit, currency),
        setting_text(parameter.default, say),
        _allowed(parameter, say),
        f"{title}, {source.date}",
        say(f"confidence-{source.confidence}"),
    )


def _allowed(parameter: Parameter, say: Wording) -> str:
    """Word what a parameter may be: a range, some of its choices, on or off."""
    if parameter.kind == "switch":
        return f"{say('value-on')}, {say('value-off')}"
    if parameter.kind == "names":
        return say("learn-any-range" if parameter.name == FIELD else "how-any-plans")
    if parameter.choices:
        return ", ".join(say(f"choice-{name}") for name in parameter.choices)
    reach = between(setting_text(parameter.low, say), setting_text(parameter.high, say))
    return say("how-or-none", range=reach) if parameter.optional else reach
