## 合成用户库配置的错误。

error-unknown-operator = 市场“{ $market }”中没有运营商“{ $name }”。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”吗？
}可选：{ $known }。
error-history-travels = 可选表只为常住用户的市场生成；“{ $market }”暂无可选表。请去掉 --history，或改用其他市场。
error-unknown-history = 没有可选表“{ $name }”。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”吗？
}可选：{ $known }。
