## Выгружаемый отчёт.
report-title = Transfer Impact: как переводы влияют на доплату за пакеты, удовлетворённость и прибыль
report-provenance = Происхождение расчёта
report-base = База
report-fingerprint = Отпечаток
report-seed = Начальное число генератора
report-version = Версия
report-months = Расчётный период
report-rules = Правила
report-assumptions = Допущения
