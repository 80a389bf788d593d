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
