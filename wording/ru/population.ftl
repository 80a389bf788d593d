## Ошибки профилей синтетической базы.

error-unknown-operator = На рынке «{ $market }» нет оператора «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
error-unknown-history = Нет необязательной таблицы «{ $name }».{ $nearest ->
    [empty] {""}
   *[other] {" "}Возможно, вы имели в виду «{ $nearest }»?
} Доступны: { $known }.
