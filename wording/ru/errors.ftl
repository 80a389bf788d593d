## Ошибки: что не так, где, что допустимо и какое имя ближе всего.

value-shortened = { $start }… (всего знаков: { $count })
value-listed = { $shown } и ещё { $count }

# $problem — ключ этого файла без «error-».
error-no-such-folder = Папки { $path } нет. Соберите базу командой «population synth» или укажите путь к готовой.
error-no-such-table = В { $path } нет таблицы «{ $table }»: нужен файл { $table }.parquet или { $table }.csv.
error-no-manifest = Файла { $path } нет, значит, в этой папке не база абонентов. Соберите базу командой «population synth» или «population import».
error-bad-manifest = Не удалось прочитать { $path }: { $reason }.
error-schema-version = В { $path } версия схемы { $found }, а программа читает версию { $known }. Соберите базу заново.
error-target-not-a-population = В { $path } лежит «{ $found }»: это не из базы абонентов, которую записала программа. Ничего не записано и не удалено. Укажите новую или пустую папку либо перенесите оттуда лишнее.
error-target-is-source = { $path } — сам источник { $source }, папка над ним или место файла, из которого он читается; запись заменила бы его. Ничего не записано и не удалено. Укажите папку вне источника.
error-population-there = В { $path } уже есть база абонентов, она осталась прежней. Укажите другую папку или добавьте --replace, чтобы заменить её новой.
error-no-scratch-folder = Не создать папку для временных файлов: { $reason }. Укажите доступную для записи в переменной TMPDIR.
error-out-of-memory = Для работы нужно больше памяти, чем разрешённые { $limit }. Разрешите больше переменной TRANSFER_IMPACT_MEMORY, например 16GB.
error-disk-refused = Диск отказал в чтении или записи: { $reason }. Проверьте свободное место в папке временных файлов и там, куда идёт запись.
error-environment-memory = Переменная { $name } не может быть «{ $value }»: нужны число и единица, от { $least } до { $most }, например 8GB.
error-environment-folder = Переменная { $name } не может быть «{ $value }»: нужен путь к папке.
error-environment-whole = Переменная { $name } не может быть «{ $value }»: нужно целое число или не задавать вовсе.
error-environment-choice = Переменная { $name } не может быть «{ $value }». Допустимо: { $known } или не задавать вовсе.
error-unknown-market = Рынка «{ $name }» нет.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
error-population-size = Недопустимый размер базы: { $value }. Число абонентов — от { $low } до { $high }.
error-population-months = Недопустимая длина истории, месяцев: { $value }. Допустимо от { $low } до { $high }.
error-unknown-parameter = Параметра «{ $name }» нет.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
error-parameter-type = Недопустимое значение { $name }: «{ $value }»; { $kind ->
    [number] нужно число
    [integer] нужно целое число
    [switch] нужно true или false
   *[other] нужно одно из: { $choices }
}{ $optional ->
    [true] {" "}или none
   *[false] {""}
}.
error-parameter-range = Недопустимое значение { $name }: { $value }; допустимо от { $low } до { $high } { $unit }{ $optional ->
    [true] {" "}или none
   *[false] {""}
}.
error-parameter-choice = Недопустимое значение { $name }: «{ $value }»; нужно одно из: { $choices }.
error-rules-contradict = { $name } = { $value } больше, чем { $other } = { $limit }: ни один перевод не состоится.
error-amounts-too-large = Суммы этой базы слишком велики, чтобы сложить их точно: случайная группа абонентов даёт { $most } { $currency }, помещается не больше { $limit }. Запишите все цены в более крупных единицах, например в тысячах.
error-base-too-large = В этой базе { $months } абоненто-месяцев. Целиком она занимает около { $needed } ГБ памяти, а на этой машине { $here } ГБ. Разложите её на части, которым хватит нескольких гигабайт при любом размере: python cli.py population shard { $path } --out { $store }. После этого та же команда сама спросит их.
error-not-a-setting = «{ $value }» — не настройка: пишите ИМЯ=ЗНАЧЕНИЕ.
error-unknown-plan = { $name }: в этой базе нет тарифа «{ $value }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Может быть, «{ $nearest }»?
} Есть: { $choices }.
error-plan-arm = «{ $value }» — не группа пилота. Она записывается так: { $form }, например control:0.5:0:0.
error-plan-arm-twice = Две группы названы «{ $name }». У каждой должно быть своё имя.
error-plan-arms-few = Групп в плане: { $count }. Пилоту нужны хотя бы 2: с первой сравнивают остальные.
error-plan-arms-alike = У всех групп одни и те же права и одна плата, сравнивать нечего.
error-plan-arm-shares = Доли групп в сумме дают { $total }, а должны дать 1.
error-plan-looks = Столько просмотров не помещается: { $looks }. При длине пилота в месяцах { $months } их может быть не больше { $most } — по одному в конце каждого месяца начиная со второго.
error-pilot-of-store = «{ $name }» — хранилище частей без номеров абонентов: некому сказать, кто участвует. Откройте базу, из которой оно построено.
error-plan-months = Пилот занимает месяцев: { $months }, начиная с месяца { $first }; из базы проигрывается месяцев: { $replayed }. { $fits ->
    [false] Начните в одном из них.
   *[true] Начиная с него помещается не больше { $most }: { "months=" }{ $most }.
}
error-plan-run-in = Месяцев без прав по плану { $run_in }, а среди проигрываемых месяцев базы перед пилотом длиной { $months } их { $held }. Пример составляется из месяцев, которые были: { "run_in_months=" }{ $held } или пилот короче.
error-plan-matched-before = Чтобы подобрать похожие кластеры, перед пилотом нужен хотя бы один месяц, а этот начинается в первом из проигрываемых (всего их { $replayed }). Начните позже, сделайте пилот короче (не больше { $most } мес.) или не включайте { "matched" }.
error-plan-matched-run-in = Подобранным кластерам нужны месяцы без прав до пилота: на то, по чему их подбирали, нужна поправка, иначе интервал так же широк, как без подбора. Задайте { "run_in_months=1" } или больше либо не включайте { "matched" }.
error-unknown-pilot-plan = Нет ни плана, ни файла «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, имелось в виду «{ $nearest }»?
} Известны: { $known }.
error-pilot-plan-file = В файле { $file } нет плана пилота: { $reason }. Ожидается TOML с таблицей [plan].
error-pilot-mechanism = Пилот планируется для передачи, а эти правила — другого механизма: { $name }.
error-unknown-preset = Нет ни набора, ни файла «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Может быть, «{ $nearest }»?
} Известны: { $known }.
error-bad-rules-file = { $file } не читается как правила: { $reason }.
