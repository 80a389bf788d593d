## 合成用户库配置的错误。

error-unknown-operator = 市场“{ $market }”中没有运营商“{ $name }”。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”吗？
}可选：{ $known }。
error-unknown-history = 没有可选表“{ $name }”。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”吗？
}可选：{ $known }。
