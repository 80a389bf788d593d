## Итоги пилота: кто где был, что просочилось, что он изменил.

help-pilot-read = Подвести итоги пилота по файлам в папке DIR: { "assignment" } и { "months" }, а если есть, { "gifts" } и { "survey" }. Сначала говорится, те ли люди в группах, которых назначил план.
help-pilot-population = База, абоненты которой участвовали.
help-trial-out = Записать итоги в этот файл: .json или .pdf.
help-pilot-example = Создать пример пилота на базе: его файлы пишутся в --out, а скрытая за ними правда — в отдельный файл.
help-pilot-example-out = Создаваемая папка.
help-pilot-example-seed = Зерно скрытой правды и всего, что разыгрывается.
progress-trial-read = Чтение пилота
progress-trial-check = Проверка пилота
progress-trial-sum = Сложение по кластерам
progress-trial-effects = Сравнение групп
progress-trial-replay = Проигрывание пилота
progress-trial-write = Запись пилота
trial-title = Что показал пилот
trial-lead = Выберите папку пилота: файлы распределения и месяцев и запись плана. Прежде любого эффекта говорится, те ли люди в группах, которых назначил план.
trial-beside = Пилоты рядом с этой базой
trial-beside-none = выберите
trial-beside-help = Список участников плана кладётся в { $folder }, в отдельную папку. Положите рядом со списком результаты (months и, если есть, gifts и survey, CSV или Parquet), и пилот появится здесь.
trial-example = Сделать здесь пример пилота
trial-example-help = Рекомендованный план, проигранный на этой базе при скрытых от вас допущениях: чтобы увидеть, как выглядят чтение и обучение. Ничего не доказывает.
trial-choose = Папка пилота
trial-none = Пилот не прочитан. База без пилота ничего не говорит о том, что делают подарки; пока его нет, все числа держатся на предположениях.
trial-read-it = Прочитать пилот
trial-download = Скачать итоги (PDF)
trial-download-json = Скачать итоги (JSON)
trial-made = Пример пилота создан в { $path }: { $subscribers } абонентов в { $clusters } кластерах, { $months } мес. Скрытая за ним правда — в { $truth }.
trial-who = По группам распределены { $unit ->
    [regions] регионы
    [subscribers] отдельные абоненты
   *[communities] сообщества
}: { $arms }. Прочитано месяцев: { $months } (до пилота — { $run_in }).
trial-arm = { $arm }: кластеров { $clusters }, абонентов { $members }
trial-ratio-ok = Доли групп: { $what ->
    [members] абоненты
   *[clusters] кластеры
} распределены как задумано (p = { $p }, наибольшее отклонение доли { $departure }).
trial-ratio-failed = ГРУППЫ НЕ ТАКИЕ, КАК ЗАДУМАНО. { $what ->
    [members] Абоненты
   *[clusters] Кластеры
} в группе «{ $arm }»: отклонение доли { $departure } (p = { $p }). Выясните причину, прежде чем верить эффектам ниже.
trial-leak = Подарков за месяцы пилота: { $gifts }, { $gb } ГБ. Отказано: { $refused }. Между группами: { $crossed }. Без права у одной из сторон: { $rightless }.
trial-few = от 1 до { $most }
trial-look = Просмотр { $number } из { $of }: z = { $z } при границе { $bound }. { $crossed ->
    [true] Граница пройдена: по плану вывод можно сделать сейчас.
    [last] Граница не пройдена и на последнем просмотре: сверх случайного ничего не показано; наименьший заметный эффект — в таблице.
   *[false] Граница не пройдена: по плану пилот продолжается.
}
trial-harm = Вред: выручка от пакетов падает сильнее границы плана.
trial-table = Эффект по группам
trial-arm-name = Группа
trial-measure = Показатель
trial-control = Контроль
trial-treated = С подарками
trial-difference = Разница ({ $level })
trial-relative = Относительно
trial-p = p
trial-lots = p по жребию
trial-agree = Согласие
trial-sees = Наименьший заметный эффект
trial-agree-agree = все согласны
trial-agree-differ = расходятся
trial-measure-buying = Месяцы с пакетом
trial-measure-packs = Пакетов в месяц
trial-measure-pack_revenue = Выручка от пакетов в месяц
trial-measure-used_gb = Потребление, ГБ в месяц
trial-measure-leaving = Уход за месяц
trial-measure-score = Оценка, баллы
trial-measure-tickets = Обращений в месяц
trial-measure-triggered_buying = Месяцы с пакетом среди отмеченных
trial-measure-triggered_score = Оценка в отмеченные месяцы, баллы
trial-per = Каждый распределённый считается во всех месяцах, даже если ничего не делал. Поправка на месяцы до пилота; ошибки по кластерам (CR2), степени свободы по Саттертуэйту; «по жребию» — доля других распределений тех же страт.
trial-sides-title = Внутри лотереи: кто может получать и кто нет
trial-receivers = Получатели минус остальные, те же кластеры
trial-others = Остальные минус контроль
trial-exposure-title = По тому, сколько контактов могут дарить
trial-exposure-level = Контакты, которые могут дарить
trial-exposure-full = 95 % и больше
trial-exposure-some = некоторые
trial-exposure-none = никто
trial-exposure-members = Абонентов
trial-exposure-effect = Месяцы с пакетом против контроля
trial-interference = Лотерея { $individual }, кластеры { $clusters }: { $differs ->
    [true] они расходятся (p = { $p }). Абонентов касается чужое воздействие; о запуске говорит только оценка по кластерам.
   *[false] расхождение не больше случайного (p = { $p }).
}
trial-monthly-title = По месяцам
trial-monthly-alternative = Разница в месяцах с пакетом, группа «{ $arm }» против контроля: { $points }.
trial-monthly-point = { $month }: { $value } ({ $low } … { $high })
trial-axis-month = Месяц
trial-axis-buying = Разница в месяцах с пакетом, п. п.
trial-note-sample-ratio = Проверка долей не пройдена: пока это не объяснено, ничему ниже верить нельзя.
trial-note-individuals-both = Оба права розданы отдельным абонентам. Подарку нужны обе стороны в одной группе, поэтому видна лишь часть действия запуска — примерно с долю группы. Это не оценка запуска.
trial-note-givers-only = Роздано только право дарить. Получать могут все в обеих группах, поэтому кажется, будто с пакетами ничего не произошло: этот план их не видит.
trial-note-receivers-only = Право получать роздано отдельным абонентам, а дарить могут все. Пакеты видны хорошо, сторона дарителя — нет; где подарков не хватает из-за лимитов, эффект завышен.
trial-note-leak = Подарки переходили между группами или делались без права: группы похожи сильнее, чем задумано, и эффекты занижены.
trial-note-interference = Лотерея и кластеры расходятся: пользуйтесь только оценкой по кластерам.
trial-note-no-gift-log = Журнала подарков нет, и неизвестно, переходили ли подарки между группами.
trial-note-no-run-in = Месяцев до пилота нет, поправку сделать было не по чему.
trial-note-running = Пилот ещё идёт: прочитанное сейчас — один из просмотров.
trial-note-not-a-look = Сейчас план просмотра не предусматривает: кто решает по этим числам, решает вне плана.
trial-note-no-score = Оценок нет, об удовлетворённости ничего не известно.
trial-note-no-trigger = Отмеченных месяцев нет (нехватка при контакте с излишком), поэтому нет и более узкого сравнения.
error-trial-no-record = В { $path } нет { $file } — записи плана, где сказано, какие группы и доли задуманы.
error-trial-short-history = Этому примеру нужно { $months } мес. до тех, что воспроизводятся, а в базе их { $held }. Создайте базу с более длинной историей: population synth --months 24.
error-trial-record = { $file } — не запись плана: { $reason }.
error-trial-other-plan = План в записи изменён: его отпечаток { $found }…, в записи { $expected }….
error-trial-other-assignment = { $file } — не то распределение, которое задумано: у задуманного SHA-256 { $expected }….
error-trial-other-base = Пилот задуман на другой базе: её отпечаток { $expected }…, у этой { $found }….
error-trial-two-arms = { own-cell }: { $value } в строке { $earlier_row } стоит в другой группе. Быть в двух группах нельзя.
error-trial-unknown-arm = { own-cell }: в плане нет группы «{ $value }». Группы плана: { $known }.
error-trial-split-cluster = { own-cell }: у кластера «{ $value }» в строке { $earlier_row } другая группа или страта. Кластер распределяется целиком.
error-trial-missing-months = В { $file } между первым и последним месяцем не хватает: { $months }.
error-trial-months = В { $file } месяцев: { $found }. По плану до пилота { $run_in }, всего не больше { $most }; нужен хотя бы один месяц пилота.
error-trial-empty-arm = В группе «{ $arm }» никого нет.
error-trial-arm-without-months = В группе «{ $arm }» нет ни одной строки с потреблением за { $months }. Так не бывает: не хватает файла.
error-trial-cannot-tell = { $unit ->
    [regions] Регионы
    [subscribers] Абоненты
   *[communities] Сообщества
}: { $clusters } в группе «{ $arm }» против { $control } в контроле. Никакой итог не может быть значимым на уровне { $alpha }: наименьшее p по всем распределениям — { $least }. Нужно больше кластеров в группе, сколько бы ни было абонентов.
error-trial-small-arm = В группе «{ $arm }» меньше { $few } абонентов: о столь немногих ничего не говорится.
error-trial-folder-taken = В { $path } лежит то, что пилотом не является: { $found }. Назовите другую папку.
error-trial-out = { $path }: итоги пишутся в .json или .pdf.
