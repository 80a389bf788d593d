## Сохранённые сценарии, их файл и что с ними может быть не так.
which-tab-presets = Готовые наборы рядом
which-tab-saved = Сохранённые сценарии
scenario-lead = Сценарий — это действующие правила и допущения, сохранённые под именем. Он хранится на компьютере, где запущена эта страница, и виден всем, кто её открывает.
scenario-none-yet = Пока ничего не сохранено. Задайте правила сбоку, введите имя выше и сохраните.
scenario-name = Имя для действующих правил и допущений
scenario-save = Сохранить
scenario-list = Сохранено
scenario-title = Сценарий
scenario-updated = Изменён (UTC)
scenario-choose = С каким сценарием работать
scenario-load = Загрузить в правила
scenario-overwrite = Заменить тем, что задано сейчас
scenario-rename = Переименовать
scenario-new-name = Новое имя
scenario-rename-do = Дать это имя
scenario-delete = Удалить
scenario-delete-sure = Удалить «{ $name }» для всех? Отменить это будет нельзя.
scenario-delete-do = Да, удалить
scenario-other-base = Сохранён на базе «{ $saved }». При загрузке и сравнении считается для текущей базы «{ $here }».
scenario-done-saved = Сохранено: { $names }.
scenario-done-replaced = Заменено тем, что задано сейчас: { $names }.
scenario-done-renamed = Новое имя: { $names }.
scenario-done-deleted = Удалено: { $names }.
scenario-done-loaded = Загружено в правила: { $names }.
scenario-done-imported = Загружено из файла: { $names }.
scenario-not-done = Не получилось: причина указана вверху страницы.
scenario-problem = { $name }: { $problem }
scenario-more-problems = И ещё { $count }.
scenario-files = Файлом
scenario-files-help = Файл TOML, который можно прочитать, поправить и переслать. Чего в файле нет, берётся из его набора правил, культуры рынка и значений по умолчанию.
scenario-export = Какие сценарии скачать
scenario-download = Скачать (TOML)
scenario-upload = Загрузить сценарии из файла (TOML, до 1 МБ)
scenario-import-nothing = Ничего не загружено. Сначала исправьте файл:
scenario-found = В файле ({ $count }): { $names }.
scenario-clash = Эти имена уже заняты: { $names }. Можно оставить и те и другие: к именам из файла добавится номер.
scenario-import = Загрузить все
scenario-import-both = Загрузить все, сохранив и прежние
compare-title = Сравнение
compare-help = У сценариев свои допущения; готовые наборы и ваши текущие правила считаются с действующими допущениями. Всё считается на текущей базе.
compare-choose = Что сравнить (от 2 до 6)
compare-preset = Набор: { $name }
compare-two = Выберите для сравнения хотя бы два.
compare-not-here = «{ $name }» нельзя посчитать на этой базе.
compare-differences = Что задано по-разному:
compare-no-differences = Правила и допущения у всех полностью совпадают.
compare-over-time = Прибыль во времени
error-scenario-name = «{ $value }» не годится как имя: нужно от 1 до { $longest } знаков, хотя бы один видимый, без переносов строк и управляющих символов.
error-scenario-name-taken = Имя «{ $name }» уже занято (регистр букв не различается). Выберите другое имя или замените тот сценарий.
error-scenario-name-twice = Имя «{ $name }» встречается в файле не один раз (регистр букв не различается).
error-scenario-gone = Этого сценария больше нет: его удалили.
error-scenario-deleted-meanwhile = Сценарий «{ $name }» тем временем удалил кто-то другой; ничего не изменено.
error-scenario-changed-meanwhile = Сценарий «{ $name }» тем временем изменил кто-то другой; ваше изменение не внесено. Сейчас показано, каким он стал: посмотрите и повторите.
error-scenario-store = Не удаётся прочитать или записать сценарии в { $path }: { $reason }. Проверьте, что папка существует и доступна для записи, или укажите другую в TRANSFER_IMPACT_SCENARIOS.
error-scenario-not-ours = Файл для сохранённых сценариев — чужая база данных (в ней есть «{ $found }»), он остался прежним. Укажите другую папку в TRANSFER_IMPACT_SCENARIOS.
error-scenario-version = Версия этих сценариев — { $found }, а программа читает версию { $known }. Откройте их той программой, которая их записала, или более новой.
error-scenario-file = Файл не читается как TOML в UTF-8: { $reason }.
error-scenario-file-size = Размер файла в байтах: { $size }; допустимо не больше { $most }.
error-scenario-none-in-file = В файле нет ни одного сценария. Каждый начинается строкой [[scenario]] и имеет имя (name).
error-scenario-too-many = Сценариев в файле: { $count }; за один раз читается не больше { $most }.
error-scenario-key = { $number ->
    [0] В начале файла
   *[other] Сценарий № { $number }
}: «{ $key }» — неизвестное имя.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Известны: { $known }.
error-scenario-currency = Сценарий «{ $scenario }» задаёт суммы в { $found }, а база — в { $here }: { $amounts }. Они взимаются как есть; задайте их заново для этой базы.
error-scenario-currency-unknown = Сценарий «{ $scenario }» задан на другой базе{ $base ->
    [empty] {""}
   *[other] {" "}({ $base })
} и не называет валюту; здесь его суммы взимаются в { $here }: { $amounts }.
error-scenario-value = Сценарий № { $number }: недопустимое значение { $key }: «{ $value }»; { $what ->
    [name] нужен текст от 1 до { $longest } знаков без переносов строк и управляющих символов
    [text] нужен короткий текст без переносов строк
    [table] нужна таблица не больше чем из 200 строк вида имя = значение
   *[setting] нужно число, true, false, короткий текст или список коротких текстов
}.
error-scenario-horizon = Сценарий № { $number }: недопустимое значение horizon_months: «{ $value }»; нужно целое число от 1 до { $most }.
error-unknown-culture = Культуры рынка «{ $name }» нет.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Известны: { $known }.
