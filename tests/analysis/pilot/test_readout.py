"""A pilot read out: what is planted is found, what cannot be told is refused, what must be known comes first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analysis.pilot.readout.answer import FEW
from analysis.pilot.readout.read import read_pilot
from data.errors import InputError
from reports.trials.readout import effects_rows, first_lines, note_lines
from reports.trials.readout_json import readout_plain
from tests.analysis.pilot.trials import Trial
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.pilot.readout.answer import Effect, Readout

SAY = wording("en")


@pytest.fixture(scope="module")
def read(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Readout:
    """Read one trial in which receivers buy in a tenth of the months less, for all tests that only look at it."""
    return read_pilot(Trial(population).write(tmp_path_factory.mktemp("trials") / "trial"), population)


def effect(found: Readout, arm: str, measure: str) -> Effect:
    return next(one for one in found.effects if one.arm == arm and one.measure == measure)


def refused(trial: Trial, folder: Path, key: str) -> InputError:
    with pytest.raises(InputError) as refusal:
        read_pilot(trial.write(folder / "trial"), trial.base)
    assert key in {problem.key for problem in refusal.value.problems}
    for language in LANGUAGES:
        for problem in refusal.value.problems:
            assert wording(language).has(f"error-{problem.key}")
            wording(language).problem(problem.key, problem.facts)
    return refusal.value


def test_what_was_planted_is_found_in_every_arm(read: Readout) -> None:
    full, mechanism = effect(read, "full", "buying"), effect(read, "mechanism", "buying")
    assert full.difference.error is not None
    assert abs(full.difference.value + 0.1) < 3 * full.difference.error
    assert full.treated < full.control
    assert full.verdict == "agree"
    assert full.randomised_p < 0.01
    assert mechanism.difference.value > full.difference.value  # half of its members may receive
    (buying,) = [side for side in read.sides if side.measure == "buying"]
    assert buying.receivers.error is not None
    assert abs(buying.receivers.value + 0.1) < 3 * buying.receivers.error
    assert abs(buying.others.value) < 3 * (buying.others.error or 0)


def test_who_did_nothing_stays_in_the_denominator(read: Readout, population: Path, tmp_path: Path) -> None:
    trial = Trial(population)
    rows = trial.tables["months"]
    acts = [packs > 0 for packs in rows["packs"]]  # type: ignore[operator]  # whole numbers
    trial.tables["months"] = {
        name: [value for value, kept in zip(column, acts, strict=True) if kept] for name, column in rows.items()
    }
    found = read_pilot(trial.write(tmp_path / "trial"), population)
    plain, whole = effect(found, "full", "buying").plain, effect(read, "full", "buying").plain
    assert (plain.value, plain.error) == (whole.value, whole.error)


def test_the_relative_effect_knows_that_its_base_is_estimated_too(read: Readout) -> None:
    one = effect(read, "full", "buying")
    assert one.relative is not None
    assert one.relative.error is not None
    assert one.difference.error is not None
    assert one.relative.value == pytest.approx(one.difference.value / one.control)
    treated_alone = one.difference.error / one.control
    assert one.relative.error != pytest.approx(treated_alone, rel=1e-3)


def test_by_month_each_month_has_its_effect(read: Readout) -> None:
    told = [one for one in read.monthly if one.arm == "full" and one.measure == "buying"]
    assert [one.month for one in told] == ["2027-03", "2027-04", "2027-05"]
    assert all(one.difference.error and abs(one.difference.value + 0.1) < 4 * one.difference.error for one in told)


def test_summaries_have_the_covariance_of_their_errors_and_a_unit(read: Readout) -> None:
    assert read.covariance.shape == (len(read.summaries),) * 2
    assert np.sqrt(np.diag(read.covariance)) == pytest.approx([one.se for one in read.summaries])
    assert np.linalg.eigvalsh(read.covariance).min() > -1e-12
    whole = next(one for one in read.summaries if one.name == "buying" and one.month is None)
    jackknifed, analytic = whole.se, effect(read, "full", "buying").difference.error
    assert analytic is not None
    assert jackknifed == pytest.approx(analytic, rel=0.15)
    assert {one.unit for one in read.summaries} >= {"share", "money", "gb", "points"}


def test_a_lottery_and_clusters_that_say_the_same_do_not_interfere(read: Readout) -> None:
    assert read.interference is not None
    assert not read.interference.interferes


def test_a_lottery_that_says_other_than_the_clusters_is_told(population: Path, tmp_path: Path) -> None:
    trial = Trial(population, effect=0.0, plan={"arm_list": ("control:0.4:0:0", "full:0.3:1:1", "mechanism:0.3:1:0.5")})
    lucky = dict(zip(trial.tables["assignment"]["subscriber_id"], trial.tables["assignment"]["may_receive"], strict=True))
    inside = {
        name
        for name, arm in zip(trial.tables["assignment"]["subscriber_id"], trial.tables["assignment"]["arm"], strict=True)
        if arm == "mechanism" and lucky[name]
    }
    rows = trial.tables["months"]
    rows["packs"] = [0 if who in inside else packs for who, packs in zip(rows["subscriber_id"], rows["packs"], strict=True)]
    found = read_pilot(trial.write(tmp_path / "trial"), population)
    assert found.interference is not None
    assert found.interference.interferes
    assert "interference" in found.notes


def test_a_failed_sample_ratio_stands_above_everything(population: Path, tmp_path: Path) -> None:
    trial = Trial(population)
    own = trial.tables["assignment"]
    lost = {cluster for cluster, arm in zip(own["cluster"], own["arm"], strict=True) if arm == "full"}
    gone = set(sorted(str(one) for one in lost)[4:])
    keep = [str(cluster) not in gone for cluster in own["cluster"]]
    who = {one for one, kept in zip(own["subscriber_id"], keep, strict=True) if kept}
    trial.tables["assignment"] = {
        name: [value for value, kept in zip(column, keep, strict=True) if kept] for name, column in own.items()
    }
    rows = trial.tables["months"]
    kept_rows = [one in who for one in rows["subscriber_id"]]
    trial.tables["months"] = {
        name: [value for value, kept in zip(column, kept_rows, strict=True) if kept] for name, column in rows.items()
    }
    found = read_pilot(trial.write(tmp_path / "trial"), population)
    assert found.sample_ratio_failed
    assert found.notes[0] == "sample-ratio"
    for language in LANGUAGES:
        assert first_lines(found, wording(language))[0].startswith(
            wording(language)("trial-ratio-failed", what="clusters", arm="", departure="", p="")[:4]
        )


def test_designed_shares_that_are_uneven_are_no_alarm(read: Readout) -> None:
    assert not read.sample_ratio_failed
    assert read.ratios[0].designed == (0.45, 0.4, 0.15)


@pytest.mark.parametrize(
    ("arms", "note"),
    [
        (("control:0.5:0:0", "both:0.5:1:1"), "individuals-both"),
        (("control:0.5:0:1", "give:0.5:1:1"), "givers-only"),
        (("control:0.5:1:0", "receive:0.5:1:1"), "receivers-only"),
    ],
)
def test_a_design_that_is_blind_to_something_says_so(population: Path, tmp_path: Path, arms: tuple[str, ...], note: str) -> None:
    trial = Trial(population, plan={"unit": "subscribers", "arm_list": arms})
    found = read_pilot(trial.write(tmp_path / "trial"), population)
    assert note in found.notes
    assert sum(found.clusters) == sum(found.members)  # everybody is a cluster: an estimate without clusters does not exist
    assert {SAY(f"trial-note-{one}") for one in found.notes} == set(note_lines(found, SAY))


def test_gifts_between_arms_and_without_a_right_are_a_leak(population: Path, tmp_path: Path) -> None:
    trial = Trial(population)
    own = trial.tables["assignment"]
    by_arm: dict[object, list[object]] = {}
    for who, arm in zip(own["subscriber_id"], own["arm"], strict=True):
        by_arm.setdefault(arm, []).append(who)
    month = trial.tables["months"]["month"][-1]
    givers, inside = by_arm["full"][:60], by_arm["full"][60:120]
    trial.tables["gifts"] = {
        "giver_id": [*givers, *givers[:20]],
        "receiver_id": [*inside, *by_arm["control"][:20]],
        "month": [month] * 80,
        "gb": [1.5] * 80,
        "refused": [*[False] * 75, *[True] * 5],
    }
    found = read_pilot(trial.write(tmp_path / "trial"), population)
    assert found.leak is not None
    assert (found.leak.gifts, found.leak.refused, found.leak.crossed, found.leak.rightless) == (75, 5, 15, 15)
    assert "leak" in found.notes
    assert readout_plain(found)["leak"]["refused"] == {"fewer_than": FEW}  # type: ignore[index]  # a table of counts
    gifts = next(one for one in found.summaries if one.name == "gifts" and one.month is None)
    assert gifts.value == pytest.approx(100 * 75 / (found.members[1] * 3))


def test_one_region_of_eight_is_refused_whatever_it_shows(population: Path, tmp_path: Path) -> None:
    told = refused(
        Trial(population, plan={"unit": "regions", "arm_list": ("control:0.9:0:0", "launch:0.1:1:1")}),
        tmp_path,
        "trial-cannot-tell",
    )
    assert "No result whatever could be significant" in SAY.problem(told.problems[0].key, told.problems[0].facts)


def spoil_unknown(trial: Trial) -> None:
    trial.tables["months"]["subscriber_id"][0] = "nobody-of-ours"


def spoil_twice(trial: Trial) -> None:
    own = trial.tables["assignment"]
    for name, value in {name: column[0] for name, column in own.items()}.items():
        own[name].append({"control": "full"}.get(str(value), "control") if name == "arm" else value)


def spoil_stranger(trial: Trial) -> None:
    trial.tables["assignment"]["subscriber_id"][3] = "of-another-base"


def spoil_arm(trial: Trial) -> None:
    trial.tables["assignment"]["arm"][2] = "contrl"


def spoil_cluster(trial: Trial) -> None:
    own = trial.tables["assignment"]
    first = own["cluster"].index(own["cluster"][0])
    own["arm"][first] = {"control": "full"}.get(str(own["arm"][first]), "control")


def spoil_month(trial: Trial) -> None:
    arms = dict(zip(trial.tables["assignment"]["subscriber_id"], trial.tables["assignment"]["arm"], strict=True))
    rows = trial.tables["months"]
    last = rows["month"][-1]
    keep = [not (arms[who] == "full" and month == last) for who, month in zip(rows["subscriber_id"], rows["month"], strict=True)]
    trial.tables["months"] = {
        name: [value for value, kept in zip(column, keep, strict=True) if kept] for name, column in rows.items()
    }


def spoil_gap(trial: Trial) -> None:
    rows = trial.tables["months"]
    middle = sorted(set(rows["month"]))[2]  # type: ignore[type-var]  # dates
    keep = [month != middle for month in rows["month"]]
    trial.tables["months"] = {
        name: [value for value, kept in zip(column, keep, strict=True) if kept] for name, column in rows.items()
    }


def spoil_double(trial: Trial) -> None:
    for column in trial.tables["months"].values():
        column.append(column[0])


def spoil_plan(trial: Trial) -> None:
    trial.record["plan_digest"] = "0" * 64


def spoil_base(trial: Trial) -> None:
    trial.record["base"] = "f" * 64


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (spoil_unknown, "orphan"),
        (spoil_stranger, "orphan"),
        (spoil_twice, "trial-two-arms"),
        (spoil_arm, "trial-unknown-arm"),
        (spoil_cluster, "trial-split-cluster"),
        (spoil_month, "trial-arm-without-months"),
        (spoil_gap, "trial-missing-months"),
        (spoil_double, "duplicate-key"),
        (spoil_plan, "trial-other-plan"),
        (spoil_base, "trial-other-base"),
    ],
)
def test_a_trial_that_contradicts_itself_is_refused(
    population: Path, tmp_path: Path, spoil: Callable[[Trial], None], key: str
) -> None:
    trial = Trial(population)
    spoil(trial)
    refused(trial, tmp_path, key)


def test_an_assignment_that_is_not_the_one_designed_is_refused(population: Path, tmp_path: Path) -> None:
    folder = Trial(population).write(tmp_path / "trial")
    other = Trial(population, seed=2).write(tmp_path / "other")
    (folder / "assignment.parquet").write_bytes((other / "assignment.parquet").read_bytes())
    with pytest.raises(InputError) as refusal:
        read_pilot(folder, population)
    assert refusal.value.problems[0].key == "trial-other-assignment"


def test_a_folder_without_a_record_of_its_design_is_refused(population: Path, tmp_path: Path) -> None:
    folder = Trial(population).write(tmp_path / "trial")
    for text in ("{", "[]", json.dumps({"plan": 1})):
        (folder / "design.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError):
            read_pilot(folder, population)
    (folder / "design.json").unlink()
    with pytest.raises(InputError) as refusal:
        read_pilot(folder, population)
    assert refusal.value.problems[0].key == "trial-no-record"


def test_harm_is_told_in_the_words_of_every_effect(read: Readout) -> None:
    told = "\n".join("\t".join(row) for row in effects_rows(read, SAY)) + "\n".join(
        [*first_lines(read, SAY), *note_lines(read, SAY)]
    )
    assert "−" in told
    for word in ("lift", "uplift", "winner", "success"):
        assert word not in told.lower()


def test_an_export_tells_nothing_of_fewer_than_ten(read: Readout) -> None:
    assert all(one.subscribers >= FEW for one in read.exposure)
    assert all(members >= FEW for members in read.members)


def test_months_may_be_written_without_their_day_in_text(population: Path, tmp_path: Path, read: Readout) -> None:
    folder = Trial(population).write(tmp_path / "trial")
    rows = Trial(population).tables["months"]
    rows["month"] = [str(month)[:7] for month in rows["month"]]
    cells = zip(*rows.values(), strict=True)
    lines = [",".join(rows), *(",".join("" if cell is None else str(cell) for cell in row) for row in cells)]
    (folder / "months.parquet").unlink()
    (folder / "months.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert effect(read_pilot(folder, population), "full", "buying").difference == effect(read, "full", "buying").difference
