## Страница.
page-title = Transfer Impact
page-what = Что произойдёт?
page-lead = Что изменилось бы за последние { $months } мес. наблюдений, если бы { $mechanism ->
    [gifting] абоненты могли переводить друг другу неиспользованные гигабайты
   *[other] действовал механизм «{ $title }»
}, и чего это стоит в следующие { $ahead }.
page-base = База
page-base-facts = { $name }: абонентов — { $subscribers }, { $first } – { $last }, { $currency }. Отпечаток { $fingerprint }.
page-base-synthesised = В этой базе не наблюдалось, а синтезировано: { $what }.
page-without = Без переводов
page-with = С этими правилами
page-change = Изменение
page-outcome = Показатель
page-direction = Словами
page-interval = Точность: погрешность выборки
page-bridge = Из чего складывается изменение прибыли
page-fates = Куда уходит каждый переведённый гигабайт
page-step = Составляющая
page-total = За повторённые месяцы
page-horizon-total = За весь горизонт
page-per-initial = На исходного абонента
page-table = То же в таблице
page-words = Что значат слова:
page-fate = Куда ушли
page-gb = ГБ
page-share = Доля
page-flow = Переводов: { $transfers }, отправителей: { $givers }, получателей: { $receivers }; передано { $gb } ГБ. На 100 абонентов в месяц приходится переводов: { $rate }.
page-flow-both = Переводов: { $transfers }, отправителей: { $givers }, получателей: { $receivers }; на 100 абонентов в месяц приходится переводов: { $rate }. Всего сменили владельца или месяц { $gb } ГБ; из них { $carried } ГБ израсходовали те, кто их перенёс. Абонентов, которые тратили только перенесённое: { $carriers }.
page-flow-own = Абонентов, которые израсходовали { $gb } ГБ, что иначе остались бы: { $receivers }.
page-flow-few = Отдают: { $givers }; получают: { $receivers }. Сколько было переводов и сколько передано, не сообщается: эти числа рассказали бы об отдельных людях.
page-caveat = Это сценарный анализ при заданных допущениях: рандомизированных испытаний перевода гигабайт никто не публиковал.
page-download = Скачать отчёт
page-no-base = Базы абонентов для расчёта пока нет.
page-no-base-help = Соберите её командой: `python cli.py population synth --out { $path }`
page-loading = Подготовка базы…
page-setting = Параметр
page-value = Значение
page-unit = Единица
synthesised-contacts = контакты
synthesised-need_gb = потребность сверх лимита
synthesised-community = сообщества
page-preset = Набор правил
page-culture = Культура рынка
page-culture-none = Как объявлено
page-path = Когда окупается
page-cumulative = Накопленная сумма
page-retained = Больше абонентов на 1000
