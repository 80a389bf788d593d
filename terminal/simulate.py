"""The command that answers: replay a population under rules and assumptions."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from analysis.decide.what_if import WhatIf
from analysis.scenarios.presets import choose_rules, culture_assumptions
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.horizon import DEFAULT_HORIZON
from analysis.settings.money import DECLARED_AT, RETIRED, current
from analysis.settings.parameters import parameters_of, parse_settings
from analysis.shards.opening import open_base
from analysis.simulate import simulate
from analysis.uncertainty.draws_cache import explore
from analysis.uncertainty.variants import variants_of
from analysis.world.prepare import prepare
from analysis.world.world import DEFAULT_SEED
from data.presets import CULTURES, RULES, preset_names
from data.progress import silent
from reports.content.headlines import headlines, notice_lines, verdict
from reports.content.horizon import ahead_line, sure_lines
from reports.numbers.plausibility import inside_lines
from reports.record.json_contract import to_json
from terminal.console.common import FOLDER, JSON_FILE, SAY, settings, with_progress, write_json
from terminal.console.compiled import compiled_beside
from terminal.console.engines import LOCAL, engine_option, opened_engine
from terminal.console.tell import tell
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.results.certificates import Certificate
    from analysis.results.result import Result
    from analysis.shards.store import AnyBase
    from analysis.world.world import World
    from data.progress import Progress as Report


@dataclass(frozen=True)
class QuestionOptions:
    """The options by which a command asks its question: a population, rules, assumptions and the rest, as they were typed."""

    population: Path
    culture: str | None
    assume: tuple[str, ...]
    seed: int
    threads: int | None
    horizon: int
    rules: str | None = None
    settings: tuple[str, ...] = ()
    draws: int = 0
    learned: tuple[str, ...] = ()
    engine: str = LOCAL

    def answer(self, *, cuts: bool = True) -> Result:
        """Replay the population and carry it forward, with draws of the unknowns where asked; without `cuts` no segments.

        Raises InputError and ParameterError.
        """
        asked = self.opened()
        rules, assumptions = asked.question.rules, asked.question.assumptions
        result = simulate(asked.world, rules, assumptions, horizon=self.horizon, cuts=cuts, threads=self.threads)
        return with_progress(
            lambda report: explored(asked.world, self.population, result, self.draws, self.threads, report), brief=True
        )

    def parted(self, kind: type) -> tuple[dict[str, str], QuestionOptions]:
        """Return the settings that name values of `kind`, a pilot's plan for one, and these options with the others."""
        typed, known = settings(self.settings), parameters_of(kind)
        rest = tuple(f"{name}={text}" for name, text in typed.items() if name not in known)
        return {name: text for name, text in typed.items() if name in known}, replace(self, settings=rest)

    def opened(self) -> WhatIf:
        """Return the base prepared, with the question that was typed. Raises InputError and ParameterError."""
        choose_rules(self.rules, settings(self.settings), DECLARED_AT)  # what is wrong is told before the base is opened
        values = culture_assumptions(self.culture) if self.culture else {}
        own = parse_settings(Assumptions, settings(self.assume), RETIRED)
        engine = opened_engine(self.engine)
        opening = compiled_beside(lambda report: open_base(self.population, self.seed, self.threads, report, engine))
        world = with_progress(opening, brief=True)
        rules = choose_rules(self.rules, settings(self.settings), world.pack_price_per_gb)
        values = current(values, world.pack_price_per_gb)
        if self.learned:
            from analysis.evidence.accept import with_accepted

            values = with_accepted(values, self._accepted())
        assumptions = assumptions_for(world, values | current(own, world.pack_price_per_gb))
        return WhatIf.on(world, rules, assumptions, self.horizon)

    def _accepted(self) -> tuple[Certificate, ...]:
        from analysis.evidence.accept import chosen_of
        from analysis.evidence.learn import learn

        found = with_progress(lambda report: learn(self.population, self.threads, report), brief=True)
        return chosen_of(found, self.learned)

    @property
    def preset(self) -> str | None:
        """Return the name of the shipped preset that was asked for; a file of the user's own has none."""
        return self.rules if self.rules in preset_names(RULES) else None


def explored(world: AnyBase, kept: Path, result: Result, draws: int, threads: int | None, progress: Report = silent) -> Result:
    """Return a result with `draws` of the unknowns, kept beside the population at `kept`, and the variants; none for 0."""
    if not draws:
        return result
    futures = explore(world, kept, result, draws, threads, progress)
    return replace(result, futures=futures, variants=variants_of(world, result, threads))


def with_learned(
    population: Path,
    result: Result,
    threads: int | None,
    report: Report = silent,
    opening: Callable[..., World] = prepare,
) -> Result:
    """Return a result with what its base's history says, where it rests on some of that: a report appends it."""
    from analysis.evidence.learn import learned_behind

    return replace(result, learned=learned_behind(population, result.assumptions, threads, report, opening))


def question_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a question, without draws unless told, to a command, which takes them as `options`."""
    return question_options_with(0)(command)


def question_options_with(draws: int | None, *, rules: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds the options of a question to a command; `draws` by default, None for no such option.

    Without `rules` the command sets those itself.
    """
    found = [
        click.option("--population", type=FOLDER, required=True, help=SAY("help-population-path")),
        click.option("--culture", type=click.Choice(preset_names(CULTURES)), help=SAY("help-culture")),
        click.option("--assume", multiple=True, metavar="NAME=VALUE", help=SAY("help-assume")),
        click.option("--learned", multiple=True, metavar="NAME|all", help=SAY("help-learned")),
        click.option("--horizon", type=int, default=DEFAULT_HORIZON, show_default=True, help=SAY("help-horizon")),
        click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=SAY("help-draws-seed")),
        click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads")),
        engine_option,
    ]
    if rules:
        found[1:1] = [
            click.option("--rules", metavar="PRESET|FILE", help=SAY("help-rules-preset")),
            click.option("--set", "settings", multiple=True, metavar="RULE=VALUE", help=SAY("help-set")),
        ]
    if draws is not None:
        found.append(click.option("--draws", type=int, default=draws, show_default=True, help=SAY("help-draws")))

    def add(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def ask(**words: object) -> None:
            mine = {name: words.pop(name) for name in QuestionOptions.__dataclass_fields__ if name in words}
            command(options=QuestionOptions(**mine), **words)  # type: ignore[arg-type]

        return functools.reduce(lambda inner, option: option(inner), reversed(found), ask)

    return add


@click.command("simulate", help=SAY("help-simulate"))
@question_options
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--json", "json_file", type=JSON_FILE, help=SAY("help-json"))
def simulate_command(options: QuestionOptions, language: str, json_file: str | None) -> None:
    """Print the four headline numbers, or everything as JSON."""
    result = options.answer(cuts=json_file is not None)
    if json_file is None:
        _print_headlines(result, language)
    else:
        write_json(json_file, to_json(result, wording(language)))


def _print_headlines(result: Result, language: str) -> None:
    say = wording(language).naming(result.plan_names)
    tell(verdict(result, say))
    for sentence in notice_lines(result, say):
        tell(sentence)
    for line in headlines(result, say):
        tell(
            say(
                "cli-headline",
                title=line.title,
                baseline=line.baseline,
                with_rules=line.with_rules,
                change=line.change,
                interval=line.interval,
            )
        )
    for sentence in (ahead_line(result, say), *sure_lines(result, say), *inside_lines(result, say)):
        tell(sentence)
    if result.futures is None and result.flow.moved:
        tell(say("ahead-one-answer"))
