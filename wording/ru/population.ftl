## Ошибки профилей синтетической базы.

error-unknown-operator = На рынке «{ $market }» нет оператора «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
error-history-travels = Дополнительные таблицы создаются для рынков постоянных абонентов; для «{ $market }» их пока нет. Уберите --history или возьмите другой рынок.
error-unknown-history = Нет необязательной таблицы «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
