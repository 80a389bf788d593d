"""A folder of unknown shape: the mapping proposed for it, what would arrive, and what has changed since it was saved."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import duckdb
import pytest

from data.errors import InputError
from data.importing.importer import import_population
from data.mapping.mapping_file import read_mapping
from data.proposing.columns import unit_of
from data.proposing.preview import looked_again, preview, propose
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from data.errors import Problem

MONTH = "Абонент;Тариф;Регион;Трафик, МБ;Пакеты\n{rows}"
PLANS = "Название;Абонентская плата;Включено, ГБ;Размер пакета, ГБ;Цена пакета\nСмарт;300;5;1;100\n"


@pytest.fixture
def russian(tmp_path: Path) -> Path:
    """Monthly files of a Russian billing system, and its tariffs."""
    folder = tmp_path / "выгрузка"
    folder.mkdir()
    for month in ("01", "02", "03"):
        rows = "".join(f"{who:04};Смарт;Омск;1 {who:03},5;0\n" for who in range(20))
        (folder / f"расход_2024-{month}.csv").write_bytes(MONTH.format(rows=rows).encode("cp1251"))
    (folder / "тарифы.csv").write_bytes(PLANS.encode("cp1251"))
    return folder


def worded(problems: list[Problem] | tuple[Problem, ...]) -> list[str]:
    """Return the keys of problems, each of which has a sentence in every language."""
    for problem in problems:
        for language in LANGUAGES:
            assert not wording(language).problem(problem.key, problem.facts).startswith(f"{problem.key}:")
    return [problem.key for problem in problems]


def test_a_russian_export_is_mapped_with_nothing_left_to_fill_in(russian: Path, tmp_path: Path) -> None:
    found = propose(russian, "omsk", "RUB")
    assert set(worded(found.guesses)) == {"guess-encoding", "guess-spelling", "guess-constant"}
    mapping = read_mapping(found.text, "m.toml")
    shown = preview(russian, mapping)
    assert worded(shown.problems) == []
    (usage,) = [table for table in shown.tables if table.table == "usage"]
    first = dict(zip(usage.columns, usage.rows[0], strict=True))
    assert (first["subscriber_id"], first["month"], round(float(first["used_gb"]), 4)) == ("0000", "2024-01-01", 0.9771)
    (tmp_path / "m.toml").write_text(found.text, encoding="utf-8")
    assert import_population(russian, str(tmp_path / "m.toml"), tmp_path / "out").name == "omsk"


def test_tariffs_monthly_files_and_a_log_of_purchases_need_no_hand(tmp_path: Path) -> None:
    folder = tmp_path / "выгрузка"
    folder.mkdir()
    tariffs = "Код тарифа;Название;Абонентская плата;Включено, ГБ;Размер пакета, ГБ;Цена пакета\nS;Лёгкий;300,00;5;1;100,50\n"
    (folder / "Тарифы.csv").write_bytes(tariffs.encode("cp1251"))
    for month in ("01", "02"):
        rows = "".join(f"{who:04};S;Омск;{who};1 {who:03},5\n" for who in range(20))
        heads = "Номер абонента;Тариф;Регион;Стаж, мес;Трафик, МБ"
        (folder / f"трафик_2024-{month}.csv").write_bytes(f"{heads}\n{rows}".encode("cp1251"))
    # The last purchase is of a month in which its buyer used nothing.
    log = (
        "".join(f"{who:04};1{who % 9}.0{1 + who % 2}.2024 12:00;100,50\n" for who in range(0, 20, 3))
        + "0019;05.03.2024 12:00;100,50\n"
    )
    (folder / "покупки.csv").write_bytes(f"Номер абонента;Дата и время;Сумма\n{log}".encode("cp1251"))
    found = propose(folder, "omsk", "RUB")
    assert set(worded(found.guesses)) == {"guess-encoding", "guess-spelling", "guess-topups"}
    shown = preview(folder, read_mapping(found.text, "m.toml"))
    assert worded(shown.problems) == []
    people = next(dict(zip(table.columns, table.rows[4], strict=True)) for table in shown.tables if table.table == "subscribers")
    assert people == {"subscriber_id": "0004", "plan_id": "S", "region": "Омск", "tenure_months": "4"}
    (tmp_path / "m.toml").write_text(found.text, encoding="utf-8")
    import_population(folder, str(tmp_path / "m.toml"), tmp_path / "out")
    counts = "select count(*), sum(packs_bought), min(used_gb)::double from read_parquet($file)"
    assert duckdb.execute(counts, {"file": str(tmp_path / "out" / "usage.parquet")}).fetchall() == [(41, 8, 0.0)]


def test_whole_months_written_as_days_are_no_log_and_a_packed_month_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "выгрузка"
    folder.mkdir()
    for month in ("01", "02", "03"):
        rows = "".join(f"{who:04};01.{month}.2025;1024,5;{who % 2};да\n" for who in range(20))
        (folder / f"трафик_2025-{month}.csv").write_bytes(
            f"Номер;Период;Трафик, МБ;Куплено пакетов;Продлил\n{rows}".encode("cp1251")
        )
    with zipfile.ZipFile(folder / "трафик_2025-03.zip", "w") as archive:
        archive.write(folder / "трафик_2025-03.csv", "трафик_2025-03.csv")
    (folder / "трафик_2025-03.csv").unlink()
    people = "Номер;Код тарифа;Регион\n" + "".join(f"{who:04};T1;Уфа\n" for who in range(20))
    (folder / "абоненты.csv").write_bytes(people.encode("cp1251"))
    tariffs = "Код тарифа;Название;Абонплата, руб;Включено, ГБ;Доп. пакет, ГБ;Цена пакета, руб\nT1;Мини;300,00;5,0;1,0;75,50\n"
    (folder / "тарифы.csv").write_bytes(tariffs.encode("cp1251"))
    (folder / "прочее.csv").write_text("a,b\n1,2\n")
    found = propose(folder, "ufa", "RUB")
    told = worded(found.guesses)
    assert set(told) == {"guess-encoding", "guess-spelling", "guess-constant", "guess-unread"}
    assert told.count("guess-unread") == 1  # the stray file, and not March
    assert "?" not in found.text
    (tmp_path / "m.toml").write_text(found.text, encoding="utf-8")
    import_population(folder, str(tmp_path / "m.toml"), tmp_path / "out")
    counts = "select count(*), count(distinct month), sum(packs_bought), count(*) filter (renewed) from read_parquet($file)"
    with duckdb.connect() as database:
        found_rows = database.execute(counts, {"file": str(tmp_path / "out" / "usage.parquet")}).fetchall()
    assert found_rows == [(60, 3, 30, 60)]


def test_what_only_a_person_knows_is_a_question_mark_that_no_import_takes(russian: Path, tmp_path: Path) -> None:
    (russian / "тарифы.csv").unlink()
    found = propose(russian, "omsk", "RUB")
    assert "guess-plans" in worded(found.guesses)
    (tmp_path / "m.toml").write_text(found.text, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        import_population(russian, str(tmp_path / "m.toml"), tmp_path / "out")
    assert {problem.facts["column"] for problem in failure.value.problems} == {
        "monthly_fee", "allowance_gb", "pack_gb", "pack_price",
    }  # fmt: skip


@pytest.mark.parametrize(("heading", "unit"), [("流量MB", "MB"), ("used_mb", "MB"), ("套餐内流量GB", "GB"), ("Трафик, кБ", "kB")])
def test_a_unit_is_read_from_a_heading_in_any_writing(heading: str, unit: str) -> None:
    assert unit_of(heading, ["1"]) == (unit, False)


def test_a_log_beside_a_log_is_added_up(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "data.csv").write_text(
        "caller_id,bytes,timestamp\n07,1073741824,2024-01-01 10:00:00\n07,1073741824,2024-01-02 10:00:00\n"
    )
    (folder / "recharges.csv").write_text("caller_id,amount,timestamp\n07,96,2024-01-05 10:00:00\n")
    found = propose(folder, "logs", "NGN")
    assert {"guess-adds", "guess-topups"} <= set(worded(found.guesses))
    shown = preview(folder, read_mapping(found.text, "m.toml"))
    (usage,) = [table for table in shown.tables if table.table == "usage"]
    assert [(row[0], row[1], float(row[2]), row[3]) for row in usage.rows] == [("07", "2024-01-01", 2.0, "1")]


def test_a_folder_without_use_is_told_which_headings_were_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    with pytest.raises(InputError) as failure:
        propose(tmp_path, "a", "RUB")
    assert worded(failure.value.problems) == ["map-no-usage"]


def test_next_month_says_what_has_changed(russian: Path) -> None:
    text = propose(russian, "omsk", "RUB").text
    mapping = read_mapping(text, "m.toml")
    assert looked_again(russian, mapping, text)[1] == []
    (russian / "расход_2024-01.csv").rename(russian / "расход_2023-12.csv")
    half = (russian / "расход_2024-03.csv").read_bytes()
    (russian / "расход_2024-04.csv").write_bytes(half[: len(half) // 2])
    (russian / "новое.csv").write_text("a,b\n1,2\n")
    changed, told = looked_again(russian, mapping, text)
    assert sorted(worded(told)) == ["shape-half", "shape-month-missing", "shape-new-files"]
    assert looked_again(russian, read_mapping(changed, "m.toml"), changed)[1] != told


def test_next_month_says_that_a_column_came_or_went_and_the_encoding_is_another(russian: Path) -> None:
    text = propose(russian, "omsk", "RUB").text
    for file in russian.glob("*.csv"):
        file.write_text(file.read_bytes().decode("cp1251").replace("Регион", "Филиал"), encoding="utf-8")
    told = looked_again(russian, read_mapping(text, "m.toml"), text)[1]
    assert set(worded(told)) == {"shape-column-new", "shape-column-gone", "shape-encoding"}
