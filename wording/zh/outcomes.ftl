## 指标、利润分解、流量去向：各项计算结果的名称。
outcome-topup_rate = 加油包购买率
    .help = 至少购买一个加油包的用户月占比。
outcome-topup_rate_short = 流量不足用户的加油包购买率
    .help = 同上，仅统计需求超出可用流量的用户月。
outcome-renewal_rate = 留存率
    .help = 一个月后仍在网的用户占比。
outcome-satisfaction = 满意度
    .help = 指数 0–100：未满足需求、额外花费和流量浪费会拉低指数；赠送和受赠的影响可正可负。
outcome-revenue_per_subscriber = 每用户每月收入
    .help = 每用户每月的月费、加油包和转赠手续费。
outcome-profit_per_subscriber = 每用户每月利润
    .help = 每用户每月的收入减去网络、平台和客服成本。
outcome-unmet_gb = 未满足需求（GB）
    .help = 测算期内想用而未能用上的流量。
outcome-expired_gb = 过期流量（GB）
    .help = 测算期内已付费但未使用的流量。
bridge-packs-lost = 损失的加油包
bridge-packs-won = 新增的加油包
bridge-fees = 转赠手续费
bridge-retention = 留下的用户
bridge-plan-moves = 套餐变更
bridge-upgrades-forgone = 未发生的升档
bridge-network = 网络成本
bridge-support = 客服
bridge-platform = 平台
bridge-sum = 利润变化
fate-displaced-gb = 替代加油包
fate-served-unmet-gb = 满足原本未满足的需求
fate-induced-gb = 带来额外用量
fate-expired-gift-gb = 未用过期
direction-up = 上升
direction-down = 下降
direction-none = 不变
direction-hardly = 几乎不变
interval = 90% 抽样区间 { $low } … { $high }
interval-unknown = 抽样区间未知：分组过少
change-percentage-points = { $value } 个百分点
change-points = { $value } 分
value-none = 不限
value-on = 开
value-off = 关
choice-receiver = 受赠方
choice-giver = 赠送方
axis-profit = 每名初始用户（{ $currency }）
axis-gb = 测算期内流量（GB）
alt-bridge = 整个期限内每名初始用户的利润变化：{ $total }。其中：{ $parts }。
alt-bridge-empty = 利润分解的各项均无变化。
alt-fates = 受赠的 { $total } GB 中：{ $parts }。
alt-fates-empty = 没有转赠任何流量。
alt-fates-hidden = 参与的用户太少，流量不予披露，以免暴露个别用户。
count-hidden = 不披露
count-few = 少于 { $fewest } 人
count-nearly-all = 除不足 { $fewest } 人外的全部
verdict-off = 转赠已关闭：没有任何变化。
verdict-nothing = 在此规则下不会发生任何转赠，因此没有变化。
verdict = 在这些规则和假设下，{ $months } 个月内每名用户的利润现值{ $profit ->
    [up] 上升
   *[down] 下降
} { $amount }{ $sure ->
    [yes] {""}
   *[no] （可能只是抽样误差）
}：{ $payback }{ $drawn ->
    [yes] ，在抽取的未来中有 { $chance } 利润上升
   *[no] {""}
}。
verdict-outcomes = 加油包购买率变化 { $topup }，留存率变化 { $renewal }，满意度变化 { $satisfaction }。
verdict-variants = 各模型变体给出 { $low } 至 { $high }：结果更取决于人们的行为方式，而非任何单一数字。
choice-local = 本地
choice-tourist = 游客
choice-tourist_premium = 高级游客
notice-giving-limited = 此答案来自分片存储，其中的访客足以应对每月不超过 { $giving_share } 的转赠概率：在此范围内与整个用户库的答案完全一致，超出的问题会被拒绝。
notice-tables-changed = 此用户群的数据表与写入指纹时的不同（现为 { $found }…，manifest.json 中为 { $expected }…）：此后被改动或损坏过。本次结果针对现有的数据表；详情请运行 “population check”。
fewer-than-ten = 不足 10
notice-health-failed = 此用户库的可信度检查未通过：在可测的 { $measured } 项指标中有 { $failed } 项不合格。它可能与我们所知的任何用户库都不同，也可能某些列的含义与看上去不同。具体是哪些指标、该怎么办，见“{ question-base }”页的“这个用户库可信吗？”，或运行命令 population health。
notice-need-imputed = 此用户库未观测到超出实际用量的需求，该需求由模型得出：凡依赖“不足”的结果，首先是加购率，都依赖该模型。
notice-need-is-use = 此用户库未说明多数用尽月份的真实需求，因此需求按用量计：不足以及转赠的好处均被低估。“population import”可补出需求。
notice-renewal-assumed = 此用户库未说明谁续约：每月离网 { $leaving_share } 是假定值，并非实测。
notice-renewal-some-months = { $months } 个月中仅 { $known } 个月已知谁续约：留存率仅以此为据。
notice-churn-high = { $month } 有 { $worst_share } 的用户离网，月均 { $mean_share }。是否把一个季度或整个生命周期的流失记成了一个月？该比例会逐月沿用到未来。
notice-trips = 在 { $trip_share } 的月份中，SIM 卡只用于一次行程：到期自动结束，“续约”指再来一次，未来各年同样的访客会再次到来。需求按 SIM 卡有效天数均匀分布，彼此认识的人视为同一天到达。
notice-never-seen = { $absent_share } 的用户在重放的月份中没有任何用量：他们既不能赠送，也不能接收，也不会离网。
title-modelled = { $title }（模型值）
title-assumed = { $title }（假定值）
notice-allowance-by-month = 在所重放的月份中，有 { $other_share } 的套餐内流量与用户现在的套餐不同：用户换过套餐，或流量按月变化。流量按各月自己的计算；这些月份的价格该库没有说明，因此月费和加油包按现在的套餐计算。可在 usage 的“monthly_fee”“pack_gb”“pack_price”列中注明。
notice-months-missing = { $months } 没有使用记录。不相邻的月份不会当作相邻月份重放：连续的有 { $count } 个月，结果以这些月份为依据。
notice-months-stray = { $months }：使用记录远少于通常的月份，像是笔误。不参与重放。
notice-month-partial = 最后一个月（{ $month }）的使用记录仅为此前各月的 { $usual_share }：数据是否完整？该月按现状重放，并向后推算。
notice-allowance-unlike-use = 有 { $count } 个套餐的流量超过其用户最大需求的一百倍。如果该数字表示“不限量”，请将单元格留空：按现在的写法，它算作可赠出的流量。
notice-no-ties = 该用户库没有联系人关系，因此无人可受赠。
notice-no-pairs = 在任何月份，{ $ties } 条关系中都没有一端富余而另一端不足的情况。
notice-nearly-all-short-buy = 流量不足的月份中每 100 个有 { $share } 个购买了加油包：该库几乎看不到不足而未购买的情况，结果只依据购买者。请查看数据库检查中的“用尽的月份”。
notice-nobody-eligible = 在 { $subscribers } 名用户中，按此规则可转赠的有 { $givers } 名，可受赠的有 { $receivers } 名。
notice-floor-above-allowances = 须保留的 { $floor } GB 不低于用户库中最大的余额 { $highest } GB：无人有可转赠的流量。
notice-limit-is-zero = “{ $name }”为 0：不允许任何转赠。
notice-few = 用户库人数，或赠送、受赠、未参与其一的人数少于 { $fewest }。以下数字属于整个用户库，但仍可能暴露个别用户：请勿外传。流量、人数和群体不予披露。
notice-blocked-nobody-gives = 假设赠送意愿为 0，因此没有任何关系参与转赠。
notice-blocked-fee = 手续费高于转赠对付费方的价值，或高于同量加油包的价格。若免手续费，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-size = 无人拥有达到最小转赠量或一个步长的流量。若无此限制，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-cap = 各项上限使可转赠量为零。若无上限，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-floor = 赠送方必须保留的流量使其无可赠送。若无此要求，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-tenure = 有余量可送的用户入网时间都不够长。若无此规则，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-region = 赠送方与流量不足者从不在同一地区。若允许跨地区，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-active = 只有即将离网的用户会受赠。若允许，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-unlimited = 不限量套餐不可赠送。若允许其赠送，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-giver = 允许赠送的 SIM 类型和套餐没有流量不足者可接受的余量。若允许所有人赠送，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-receiver = 在允许受赠的 SIM 类型和套餐中，有人可送之处无人流量不足。若允许所有人受赠，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
notice-blocked-together = 多条规则共同阻止了所有转赠：单独取消任何一条都无济于事。若全部取消，{ $subscribers } 名用户在回放月份内将有 { $transfers } 次转赠。
