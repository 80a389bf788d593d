## Свои данные: проверка и загрузка баз абонентов. Факты приходят текстом; чего нет, приходит как «empty».

own-cell = { $file }, строка { $row }, столбец «{ $source ->
    [empty] { $column }»
   *[other] { $source }» (становится { $column })
}
own-guess = { $nearest ->
    [empty] {""}
   *[other] {" "}Может быть, «{ $nearest }»?
}

## Файлы

error-two-files = В { $path } таблица «{ $table }» есть и в CSV, и в Parquet. Оставьте один файл.
error-stray-file = { $file } не относится к базе и не читается.{ own-guess }
error-empty-file = Файл { $file } пуст.
error-no-rows = В { $file } есть заголовок, но нет ни одной строки.
error-no-header = Первая строка { $file } — «{ $value }»: в ней нет ни одного из столбцов { $known }. Возможно, нет заголовка или разделитель — не запятая, не точка с запятой, не табуляция и не вертикальная черта. В файле соответствия «skip = 1» пропускает строку над заголовком, а «names = […]» называет столбцы файла без него.
error-not-text = { $file } — не текстовый файл, хотя назван так. Сохраните его как CSV в UTF-8 или дайте ему верное расширение.
error-unknown-encoding = { $file }: «{ $value }» не входит в кодировки текста, которые здесь читаются.{ own-guess } Известные: { $known }.
error-not-utf8 = { $file }, строка { $row }: текст не в UTF-8. { $guess ->
    [empty] Сохраните файл в UTF-8 или укажите «encoding = …» в разделе [source] описания
   *[other] Похоже на { $guess }: укажите «encoding = "{ $guess }"» в разделе [source] описания или сохраните файл в UTF-8
}.
error-separator-line = { $file } начинается со строки «{ $value }»: её пишут табличные редакторы, в таблице ей не место. Удалите её; разделитель определяется по заголовку или указывается в описании.
error-header-of-values = { $file } начинается с { $value }: это похоже на строку данных, а принято за имена столбцов. Добавьте над ней строку с именами: сама первая строка как данные не читается.
error-wrong-encoding = { $file }, строка { $row }: текст не в кодировке { $encoding }. Сохраните файл в UTF-8.
error-unreadable-file = { $file } не читается: возможно, он повреждён или обрезан. Сообщение: { $reason }
error-bad-line = { $file }, строка { $row }: { $reason ->
    [few] ячеек меньше, чем столбцов
    [many] ячеек больше, чем столбцов
    [quote] кавычка открыта и не закрыта либо стоит внутри ячейки и не удвоена
    [encoding] текст не в UTF-8; сохраните файл в UTF-8 или укажите «encoding = …» в разделе [source] описания
    [long] строка слишком длинна
   *[other] строку не удалось прочесть
}. Начало строки: «{ $value }».
error-too-many-rows = В { $file } заявлено строк: { $rows } при размере { $bytes } байт — больше, чем читается, или больше, чем может быть. Если это верно, задайте в { $variable } наибольшее число строк в файле.
own-and-more = Строк с тем же ещё { $more }, первые из них — { $rows }{ $values ->
    [empty] {""}
   *[other] ; там стоит { $values }
}.
error-cannot-cast = В { $file } есть значение не того типа: { $reason } Все такие значения покажет «population check».

## Столбцы

error-missing-column = В { $file } нет столбца «{ $column }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Есть «{ $nearest }»: возможно, это он?
}
error-unknown-column = В { $file } есть столбец «{ $column }», которого нет в схеме; он не читается. В схеме: { $known }.
error-uneven-column = { $side ->
    [lacking] Столбца «{ $column }» нет в { $files }, хотя в остальных файлах таблицы ({ $others }) он есть
   *[having] Столбец «{ $column }» есть в { $files }, а в остальных файлах таблицы ({ $others }) его нет
}. { $used ->
    [yes] Сделайте столбцы во всех файлах одинаковыми; где ничего не известно, оставьте пустые ячейки.
   *[no] Он не читается.
}
error-duplicate-column = В { $file } столбец «{ $column }» встречается дважды (прописные и строчные буквы не различаются).
error-reserved-column = В { $file } есть столбец «{ $column }»: это имя занято под номер строки. Переименуйте его.
error-unnamed-column = { $file }: у столбца номер { $position } нет имени.
error-wrong-column-type = { $file }: столбец «{ $column }» имеет тип { $found }, а нужен { $needed }. Идентификаторы — текст или целые числа.

## Ячейки

error-empty-value = { own-cell }: пусто, а значение обязательно.{ $way ->
    [needed] {" "}Отбросьте такие строки условием «where» или скажите, чему они равны: «formula = "coalesce(…, 0)"».
   *[other] {""}
}
error-wrong-type = { own-cell }: «{ $value }» — нужно { $kind ->
    [number] число, { $decimal ->
        [comma] дробная часть через запятую, как сказано в файле соответствия: точка может означать и тысячи, и дробную часть
       *[other] дробная часть через точку
    }
    [whole] целое число
    [date] указать дату в виде 2025-01-01; иначе записанную читает файл соответствия, если в нём сказано, как: «written = "%d.%m.%Y"»
    [switch] true или false
   *[other] указать текст
}.{ $column ->
    [allowance_gb] {" "}Если тариф безлимитный, оставьте ячейку пустой.
   *[other] {""}
}{ $way ->
    [nulls] {" "}Если «{ $value }» значит «неизвестно», укажите «nulls = ["{ $value }"]» в разделе [source] описания.
    [needed] {" "}Если «{ $value }» значит «неизвестно», укажите «nulls = ["{ $value }"]» в разделе [source] описания; поскольку { $column } не может быть пустым, отбросьте такие строки условием «where» или скажите, чему они равны: «formula = "coalesce(…, 0)"».
   *[other] {""}
}
error-decimal-comma = { own-cell }: «{ $value }» — дробная часть отделяется точкой, если в файле соответствия под [source] не сказано «decimal = ","».
error-not-finite = { own-cell }: «{ $value }» — нужно конечное число.
error-not-whole = { own-cell }: «{ $value }» — нужно целое число.
error-out-of-range = { own-cell }: «{ $value }» — допустимо от { $low } до { $high }.{ $column ->
    [allowance_gb] {" "}Если тариф безлимитный, оставьте ячейку пустой.
   *[other] {""}
}
error-filler-value = { own-cell }: «{ $value }» — так программы пишут там, где число неизвестно. Оно принято за настоящее.
error-allowance-unlike-use = { own-cell }: объём тарифа намного больше всего, что на нём расходуют ({ $value } ГБ). Не значит ли это «безлимит»? Тогда оставьте ячейку пустой: сейчас считается, что столько может раздать каждый абонент тарифа.
error-too-many-kinds = { own-cell }: разных значений — { $value }, различить можно не больше { $high }. Объедините их в группы.
error-sums-too-large = { own-cell }: деньги или гигабайты этого абонента в сумме дают { $value }; точно складываются суммы до { $high }. Запишите деньги в более крупных единицах, например в тысячах.
error-not-allowed = { own-cell }: «{ $value }» — допустимы только { $choices }.
error-month-not-first-day = { own-cell }: «{ $value }» — месяц записывается своим первым днём.
error-control-character = { own-cell }: перевод строки или другой невидимый символ: «{ $value }».
error-unseen-character = { own-cell }: «{ $value }» — внутри символ, которого не видно (без ширины или особый пробел): такое же на вид название считалось бы другим. Удалите его; в файле соответствия это делает replace().
error-padded-text = { own-cell }: «{ $value }» — лишние пробелы в начале или в конце.
error-too-long = { own-cell }: больше { $high } символов. Начало: «{ $value }».
error-spreadsheet-formula = { own-cell }: «{ $value }» — табличный редактор выполнит это как формулу. Текст не может начинаться с = или @, а с + или - только перед цифрой.

## Ключи и ссылки

own-earlier = { $earlier_file ->
    [empty] {""}
   *[other] { $earlier_file },{" "}
}строка { $earlier_row }
error-duplicate-key = { own-cell }: «{ $value }» уже встречалось ({ own-earlier }).{ $table ->
    [usage] {" "}Если строки — это события (покупки, сеансы), сложите их в файле соответствия: «used_gb = { "{" } sum = "…" { "}" }», «packs_bought = { "{" } count = "*" { "}" }»; если файл выгружен дважды, уберите лишний.
   *[other] {""}
}
error-orphan = { own-cell }: «{ $value }» нет в таблице «{ $table }». Сверьте идентификаторы, в том числе ведущие нули.
error-self-tie = { own-cell }: абонент «{ $value }» указан контактом самого себя.
error-mirrored-tie = { own-cell }: связь «{ $value }» уже записана с другого конца ({ own-earlier }). Одна связь — одна строка.
error-need-below-use = { own-cell }: потребность меньше расхода ({ $value } ГБ). Если потребность неизвестна, оставьте ячейку пустой.
error-above-allowance = { own-cell }: израсходовано больше, чем дают тариф и пакеты ({ $value } ГБ). Разница считается перенесённой с прошлых месяцев.
error-need-unknown = В { $count } из { $of } месяцев абонентов, когда трафик кончился, неизвестно, сколько было нужно: потребность приравнена к использованию, и нехватка занижена. Команда «population import» достраивает need_gb.
error-renewal-unknown = Ничто не говорит, кто остался (столбец «renewed»). { $known ->
    [active] Последний месяц читается из «active», предыдущие остаются неизвестными.
   *[nothing] Отток тогда принимается, а не измеряется.
}
error-never-seen = У { $count } из { $of } абонентов нет ни одного месяца использования: они не отдают и не получают.
error-active-contradicts = «active» и «renewed» противоречат друг другу в последнем месяце: { $gone } продлили, но не активны, { $left } не продлили, но активны. Верным считается «renewed».
error-nobody-active = Ни один абонент не активен, поэтому «active» не считается признаком ухода.
error-validity-ignored = У { $count } тарифов пакет рассчитан больше чем на месяц («validity_days»). Модель считает месяцами: укажите объём на месяц.
error-validity-counts = У { $count } тарифов SIM живёт не больше 27 дней («validity_days»): каждая месячная строка расхода считается одной такой SIM — с её платой, её объёмом и потребностью её дней. Если их продлевают в течение месяца, оставьте «validity_days» пустым и укажите объём на месяц.
error-months-missing = Нет расхода за { $months }, хотя до и после он есть. Месяцы, между которыми есть пропуск, не проигрываются как соседние: берётся период с { $first } по { $last }.
error-month-stray = За { $month } строк расхода — { $rows }, в обычном месяце — { $usual }: опечатка или обрыв выгрузки? Этот месяц не проигрывается.
error-month-partial = За последний месяц, { $month }, расхода { $percent } % от прежних месяцев: выгружен ли он полностью? Он проигрывается как есть.
error-after-leaving = { own-cell }: есть расход после месяца, который не был продлён ({ $value }).

## Паспорт базы

error-manifest-lacks = В { $path } нет поля «{ $field }».
error-manifest-field = { $path }: поле «{ $field }» не может быть равно { $value }. { $field ->
    [currency] Валюта — три заглавные латинские буквы, например RUB.
    [seed] Зерно — целое число.
    [schema_version] Версия — целое число.
    [fingerprint] Отпечаток — 64 шестнадцатеричные цифры.
    [synthesised] Это список, в котором могут быть contacts и need_gb.
   *[other] Это одна строка текста, до 200 символов.
}
error-no-fingerprint = В manifest.json нет отпечатка. Отпечаток содержимого — { $fingerprint }; его проставит «population import» с описанием «schema».
error-fingerprint-differs = Отпечаток содержимого — { $found }…, а в manifest.json указан { $expected }…: файлы изменили после загрузки. Загрузите их заново.
error-tables-replaced = Таблицы базы «{ $name }» заменили во время расчёта. Обновите страницу.

## Описания источников и формулы

error-unknown-mapping = Описания «{ $name }» нет ни среди готовых, ни на диске.{ own-guess } Готовые: { $known }.
error-bad-mapping = { $file } — не описание источника: { $reason }
error-mapping-lacks = В { $file } нет «{ $where }».
error-mapping-type = { $file }: «{ $where }» не может быть равно { $value }.
error-mapping-unknown = { $file }{ $where ->
    [empty] {""}
   *[other] , «{ $where }»
}: здесь не бывает записи «{ $value }».{ own-guess } Бывают: { $known }.
error-mapping-one-of = { $file }: для «{ $where }» нужно ровно одно из: { $value }.
error-mapping-unit = { $file }: «{ $where }» не измеряется в «{ $value }». { $known ->
    [empty] У этого столбца нет единицы.
   *[other] Известные единицы: { $known }.
}
error-mapping-outside = { $file }: «{ $where }» указывает на «{ $value }», то есть за пределы папки источника. Читать можно только внутри неё.
error-mapping-delimiter = { $file }: «{ $where }» не может быть «{ $value }»: разделитель — один знак, не кавычка и не перевод строки.
error-mapping-file-name = { $file }: «{ $where }» не может быть «{ $value }»: так файл называться не может. В маске ** стоит отдельно, между косыми чертами.
error-unknown-timezone = Часового пояса «{ $value }» нет.{ own-guess } Имена пишутся так: Europe/Moscow, Asia/Vladivostok.
error-mapping-column = «{ $where }» берётся из «{ $column }», но такого столбца в источнике нет.{ own-guess }
error-join-unmatched = Для { $count } из { $of } строк { $file } нет пары в { $other } (у первой — «{ $value }»): всё, что берётся оттуда, пусто. Прописные буквы и пробелы различаются.
error-rows-merged = { $table }: из { $rows } строк получилось { $kept }, потому что «distinct» оставляет одинаковые строки по одной.{ $table ->
    [subscribers] {""}
   *[other] {" "}Это точно одно и то же, записанное дважды?
}
error-mapping-distinct = { $file }: «{ $where }» выбросит то, что произошло: две одинаковые строки usage — это две покупки. Сложите строки: «used_gb = { "{" } sum = "…" { "}" }», «packs_bought = { "{" } count = "*" { "}" }».
error-join-duplicate = «{ $where }»: в { $file } несколько строк для «{ $value }», и строки удвоились бы.
error-no-such-file = В { $path } нет файла «{ $file }».
error-source-leads-out = «{ $file }» выводит за пределы папки: это ссылка на другое место. Читается только то, что лежит в самой папке: скопируйте файл в неё или укажите папку, где он лежит.
error-formula-size = Формула «{ $where }» должна быть длиной от 1 до { $high } символов.
error-formula-syntax = Формула «{ $where }» — не выражение: { $reason } Она записана так: { $formula }
error-formula-not-scalar = Формула «{ $where }» должна быть одним выражением над одной строкой, а в ней есть { $found }. Она записана так: { $formula }
error-formula-function = Формула «{ $where }» обращается к «{ $name }»; в формулах это запрещено.{ own-guess } Она записана так: { $formula }
error-formula-type = Формула «{ $where }» приводит к типу «{ $name }»; допустимы числа, тексты, даты и истинность.{ own-guess } Она записана так: { $formula }
error-formula-deep = В формуле «{ $where }» слишком много вложенных выражений. Разбейте её. Она записана так: { $formula }
error-formula-long = Формула «{ $where }» может сделать из одной строки текст длиннее { $high } символов. Она записана так: { $formula }
error-formula-failed = Формулу таблицы «{ $table }» не удалось вычислить: { $reason }

## Команды

help-population-import = Сделать базу из файлов другого вида.
help-population-check = Полностью проверить базу: файлы, столбцы, ячейки, ключи, manifest.json.
help-mapping = Готовое описание источника ({ $known }) или путь к файлу описания.

cli-finding = Замечание: { $text }
cli-check-good = Базой { $path } можно пользоваться: тарифов — { $plans }, абонентов — { $subscribers }, абоненто-месяцев — { $usage }, связей — { $contacts }. Отпечаток { $fingerprint }.
cli-check-bad = Базой { $path } пользоваться нельзя. Ошибок: { $count }.
cli-imported-synthesised = Не наблюдалось и потому достроено: { $parts }.

progress-check-cells = Проверяем ячейки
progress-check-keys = Проверяем ключи
progress-check-fingerprint = Снимаем отпечаток
progress-import-read = Читаем источник
progress-import-check = Раскладываем и проверяем
progress-import-fill = Достраиваем недостающее
progress-import-write = Записываем базу
