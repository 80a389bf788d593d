## Файлы соответствия: что в них можно сказать и что стало со строками

error-packed-locked = { $file } закрыт паролем. Распакуйте его и дайте то, что в нём лежит.
error-packed-bomb = { $file } при распаковке становится больше в { $times } раз: таких выгрузок не бывает. Если это всё же таблица, распакуйте её сами.
error-no-such-sheet = В { $file } несколько таблиц или нет нужной{ $value ->
    [empty] {""}
   *[other] {" "}(«{ $value }»)
}: укажите «sheet = …» рядом с «file» в файле соответствия. Есть: { $known }.{ own-guess }
error-names-unlike-row = { $file }: в файле соответствия названо столбцов — { $named } («names»), а в первой строке ячеек — { $cells }.
error-mapping-only-for = { $file }: «{ $where }» бывает только у таблицы «{ $value }».
error-mapping-not-both = { $file }: «{ $where }» противоречит себе или другой записи ({ $value }): оставьте одну.
error-mapping-braces = { $file }: «{ $where }» — «{ $value }»: слово в фигурных скобках, как в traffic-{ "{" }month{ "}" }.csv, пишется латиницей, каждое один раз.
error-mapping-written = { $file }: «{ $where }» не может быть «{ $value }». Так описывают даты: знаками %d.%m.%Y или словом из списка: { $known }.
error-mapping-written-year = { $file }: «{ $where }» — «{ $value }», года в нём нет: укажите рядом «year = 2025».
error-mapping-anchor = { $file }: «{ $where }» не может быть { $value }. Здесь сказано, какой номер — какой месяц: { "{" } 206 = "2016-01-01" { "}" }; второй показывает, в какую сторону идёт счёт.
error-mapping-decimal = { $file }: «{ $where }» не может быть «{ $value }»: дробную часть отделяет точка или запятая.
error-mapping-thousands = { $file }: «{ $where }» не может быть «{ $value }»: это один знак, не буква и не цифра, и не тот, что у дробной части.
error-months-unlike-columns = «{ $where }»: в { $file } нет столбцов, у которых { $months } стоит в конце или в начале, а остальное совпадает. Есть: { $known }.
error-rows-left-out = { $table }: из { $rows } строк { $file } читается { $kept }, остальные отсеивает «where».
error-ties-made = contacts: из { $rows } строк получилось { $ties } связей между абонентами. Контакты в других сетях сосчитаны и не вошли: { $outside }; пары без единого абонента: { $strangers }; с самими собой: { $selves }.
error-more-doubled = { $file }, строка { $row }: в файле несколько строк с одним ключом «{ $table }», и неясно, какая считается. Сложите их (sum, count, max).
error-say-of-base = Не сказано, { $field ->
    [name] как называется база: добавьте «--name our-base»
   *[other] в какой валюте цены: добавьте «--currency RUB»
} или укажите это под [source] в файле соответствия. manifest.json не нужен.
error-formula-failed-row = { own-cell }: «{ $value }» — формула здесь не вычисляется: { $reason }
help-base-name = Название базы, если его нет ни в файле соответствия, ни в manifest.json.
help-base-currency = Валюта цен, три буквы, например RUB, если её нет ни в файле соответствия, ни в manifest.json.

## Предложенное соответствие: проба и сравнение с прошлым разом

error-map-nothing = В { $path } нет таблиц, которые можно прочитать: читаются CSV, Parquet, XLSX, NDJSON, SQLite и DuckDB, в том числе в gz, zst и zip.
error-map-no-usage = Ни в одном файле не видно, кто сколько израсходовал: нужны столбец абонента и столбец объёма. Найденные заголовки: { $known }.
error-guess-encoding = Текст не в UTF-8 читается как { $value }.
error-guess-spelling = { $what ->
    [decimal] Судя по ячейкам, дробную часть отделяет «{ $value }»
    [thousands] Судя по ячейкам, тысячи отделяет «{ $value }»
   *[nulls] Судя по ячейкам, «ничего» пишется так: { $value }
}.
error-guess-unknown = { $table }: ни один заголовок не похож на «{ $column }». Поставьте вместо знака вопроса столбец, формулу или значение.
error-guess-plans = Ни один файл не говорит, сколько стоят тарифы и что в них включено. Заполните знаки вопроса для { $plans }.
error-guess-constant = { $table }: ни один заголовок не похож на «{ $column }», поэтому у всех «{ $value }». Если знаете точнее, исправьте.
error-guess-unit = { $file }, столбец «{ $column }»: единица в заголовке не названа; по величине чисел принято: { $value }.
error-guess-unread = { $file }: из этого разметка ничего не читает. Если файл относится к одной из таблиц, укажите его там.
error-guess-adds = В { $file } несколько строк на абонента и месяц: объёмы складываются.
error-guess-topups = { $file } принят за журнал покупок: каждая строка — один пакет.
error-guess-day-or-month = { $file }, столбец «{ $column }»: день и месяц не различить; читается как { $written }, а может быть и { $other }.
error-guess-month-form = { $file }, столбец «{ $column }»: не понятно, как записаны месяцы. Укажите «written = …» (например, %m.%Y) или «number» с anchors.
error-guess-year = { $file }, столбец «{ $column }»: год не назван, принят { $value }. Исправьте «year».
error-shape-gone = { $file }: при сохранении соответствия был, теперь его нет.
error-shape-new-files = Появилось после сохранения соответствия и им не читается: { $files }.
error-shape-column-new = В { $file } после сохранения соответствия появились столбцы: { $columns }.
error-shape-column-gone = В { $file } после сохранения соответствия пропали столбцы: { $columns }.
error-shape-encoding = { $file }: при сохранении соответствия была кодировка { $was }, теперь { $value }.
error-shape-half = { $file }: { $percent } % обычного размера файла. Месяц полный?
error-shape-month-missing = { $file }: нет файла за { $months }, хотя до и после есть.
help-population-map = Предложить соответствие для папки неизвестного вида и показать, какими станут первые строки.
help-map-mapping = Сохранённое раньше соответствие: оно пробуется на файлах, и сообщается, что изменилось.
help-map-save = Файл, в который сохранить соответствие.
cli-map-saved = Соответствие сохранено в { $path }. Исправьте его, если нужно, затем: population import --mapping { $path } { $folder } --out …
cli-map-table = { $table }, какими станут первые строки: { $columns }
cli-map-good = С первыми строками всё в порядке.
cli-map-bad = Ошибок в первых строках: { $count }. Исправьте соответствие и запустите снова с --mapping.
base-propose = Предложить соответствие
base-propose-help = Файлы просматриваются, и предлагается соответствие. Прочтите его, заполните знаки вопроса, пробуйте, пока первые строки не станут такими, как нужно, и сохраните для следующего месяца.
base-mapping-propose = устроены иначе: предложите соответствие
base-mapping-text = Соответствие
base-try = Попробовать на первых строках
base-save-mapping = Сохранить соответствие
base-arrives = { $table }: какими станут первые строки
base-arrives-well = С первыми строками всё в порядке.

## Базы данных

error-database-address = Адрес базы данных начинается с { $known }, например postgresql://reader@host/name.
error-database-password = В адресе базы данных не должно быть пароля: его увидели бы другие на этой машине. Задайте его в PGPASSWORD, в файле паролей или в хранилище ключей под именем «{ $service }».
error-source-needed = { $file } читает файлы («{ $pattern }»): назовите папку, в которой они лежат.
error-mapping-stored = { $file }: таблица не может храниться как «{ $value }» («{ $where }»). Известны: { $known }.
error-database-driver = Для чтения базы данных нужен драйвер, он не установлен: pip install --require-hashes -r requirements-db.lock
error-database-refused = База данных не ответила на «{ $where }»: { $reason }
error-query-without-database = Соответствие обращается к базе данных («{ $value }»), а она не названа: добавьте --database postgresql://… в команде. Страница к базам данных не обращается.
error-upload-words = { $file } не подходит под «{ $pattern }», где слова в скобках становятся столбцами. Верните файлу его имя или укажите папку, где он лежит.
help-database = Адрес базы данных, к которой обращаются запросы соответствия, например postgresql://reader@host/name; пароль — из PGPASSWORD или хранилища ключей.
