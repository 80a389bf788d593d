## 第 2 页：谁受益，谁受损？
who-lead = 同一批转赠的两个侧面：用户的处境变好还是变差，以及各群体给运营商带来什么变化。
who-dimension = 分组方式
who-outcomes = 显示的指标
who-bands = 用户：变好还是变差
who-bands-help = 用户收益：所用流量按其套餐的加油包单价计价，减去加油包和转赠手续费支出。此处为测算期内相对于无转赠时收益的变化。
who-bands-rounded = 比例按每十名用户取整，因此任何群体中都数不出少于十人的数目。
who-groups = 群体：给运营商带来的变化
who-groups-help = 蓝色表示变好，橙色表示变差；同一列中颜色越深，变化越大。每格都标有带正负号的变化值。
who-difference-before = Δ：与上一步之前的答案之差。
who-difference-pinned = Δ：与已固定的答案之差。
who-most-groups = 图中只显示前 { $count } 个群体，表格包含全部群体。
who-table = 以表格显示
who-sort = 排序方式
who-sort-level = 按群体
who-sort-profit = 按利润变化合计
who-sort-subscribers = 按用户数
who-sum-help = 指标变化为每用户每月平均值，名称中带 GB 的为合计值。利润变化为测算期合计：各群体、隐藏部分与平台成本相加等于最后一行。
who-hidden-help = 群体不足 10 个用户，或其中参与赠送或受赠的不足 10 人时，不予显示；同时隐藏其他群体，直到其数字无法由减法推出，借助其他表格也不行。
who-role-help = 按角色划分的群体由规则本身形成，因此只给出规则带来的变化（按测算期内每用户每月计），不透露这些人在没有规则时的情况：两套规则若只差一名赠送者，就会暴露此人。
who-download = 下载分组数据（CSV）
dimension-plan = 套餐
dimension-sim-type = SIM 类型
dimension-region = 地区
dimension-tenure = 在网时长
dimension-age = 年龄
dimension-use-decile = 用量十分位
dimension-role = 在转赠中的角色
role-neither = 未参与
role-giver = 仅赠送
role-receiver = 仅受赠
role-both = 既赠送又受赠
segment-all = 全部用户
segment-tenure = { $level } 个月
segment-age = { $level } 岁
segment-use-decile = 第 { $level } 十分位{ $level ->
    [1] （用量最低）
    [10] （用量最高）
   *[other] {""}
}
segment-group = 群体
segment-subscribers = 用户数
segment-profit = 利润变化合计（{ $currency }）
segment-hidden = 已隐藏：人数过少
segment-hidden-together = 隐藏群体合计
segment-platform = 平台成本（不属于任何群体）
segment-resellers = 倒卖者，不属于任何分组
segment-sum = 合计
band-lose-more-than-5 = 损失超过 5%
band-lose-up-to-5 = 损失不超过 5%
band-within-0-1 = 变化在 0.1% 以内
band-gain-up-to-5 = 收益增加不超过 5%
band-gain-more-than-5 = 收益增加超过 5%
axis-subscribers-share = 用户占比（%）
alt-bands = { $gain } 的用户受益，{ $lose } 受损，{ $same } 几乎没有变化。
alt-bands-gains = 受益比例最高的群体：“{ $best }”（{ $gain }）。
alt-bands-loses = 受损比例最高的群体：“{ $worst }”（{ $loss }）。
alt-bands-hidden = 参与的用户太少：不予显示。
alt-heat = { $sign ->
    [mixed] 就运营商利润而言，“{ $best }”贡献最大（测算期内 { $gain }），“{ $worst }”代价最大（{ $loss }）。
    [up] 凡有变化的群体均增加运营商利润：最多的是“{ $best }”（测算期内 { $gain }），最少的是“{ $worst }”（{ $loss }）。
   *[down] 没有群体增加运营商利润：代价最大的是“{ $worst }”（测算期内 { $loss }），最小的是“{ $best }”（{ $gain }）。
}
alt-heat-none = 没有群体改变运营商利润。
alt-heat-hidden = 各群体涉及的人数都太少：不予显示。
