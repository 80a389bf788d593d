## Рамка: шесть вопросов, боковая панель, ссылки.
question-what = { page-what }
question-who = Кто выиграет, кто проиграет?
question-sure = Насколько мы уверены?
question-rules = Какие правила выбрать?
question-base = На какой базе?
question-method = Как это рассчитано?
frame-preset-declared = Исходные значения
frame-preset-help = { $help } Статус: { $status }.
frame-unchanged = Все правила — как в наборе.
frame-changed = **Отличия от набора**
frame-changed-line = { $title }: { $before } → { $after }
frame-reset = Вернуть значения набора
frame-assumptions = Допущения
frame-assumptions-changed = **Допущения, заданные вручную**
frame-assumptions-reset = Отменить заданное вручную
frame-assumptions-lead = То, чего никто не знает наверняка. Заданное здесь действует на всех страницах и сохраняется в ссылке.
frame-culture-help = Насколько привычно делиться на этом рынке: задаёт готовность отдавать и впечатление от отправки и получения.
frame-measured = Измерено в этой базе: { $value }.
frame-measured-imputed = По этой базе, где потребность сверх лимита взята из модели, а не измерена: { $value }.
frame-origin = Исходное значение: { $default }. Источник: { $source }; надёжность: { $confidence }.
confidence-H = высокая
confidence-M = средняя
confidence-L = низкая
frame-link = Ссылка на эту страницу
frame-link-help = Содержит все правила и допущения, базу и её отпечаток. На другом компьютере откроется та же страница.
frame-link-keyboard = С клавиатуры: выделите всё и скопируйте
frame-dismiss = Понятно
frame-way-out = Измените правило на боковой панели или верните значения набора.
frame-base-way-out = Выберите другую базу на боковой панели либо соберите или загрузите её на странице «{ question-base }».
error-link-choice = В ссылке указано { $name } = «{ $value }», но такого значения нет.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, имелось в виду «{ $nearest }»?
} Известны: { $known }. Оставлено как есть.
error-link-unknown = В ссылке задано «{ $name }» — это не правило и не допущение.{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, имелось в виду «{ $nearest }»?
} Значение пропущено.
error-link-base = Ссылка создана на базе «{ $name }», которой на этом компьютере нет.{ $nearest ->
    [empty] {""}
   *[other] {" "}Ближайшее название — «{ $nearest }».
} Числа ниже — по другой базе. Доступны: { $known }.
error-link-schema = Ссылка создана для версии { $found } формата данных, а программа работает с версией { $known }. Числа могут отличаться.
error-amounts-in-other-currency = Суммы, заданные вручную, были в { $found }, а теперь взимаются в { $here }: { $amounts }. Задайте их заново для этой базы.
error-link-fingerprint = Ссылка создана на других данных (отпечаток { $found }), а здесь открыта база с отпечатком { $here }. Правила те же, но числа могут отличаться.
