## 第 4 页：各套规则并列比较。
which-lead = 所有预设和您当前的规则，在同一用户库、同样的 { $months } 个月上重演。各行只有规则不同，所用假设完全一致。
which-now = 您当前的规则
which-progress = 已重演 { $done } / { $count } 套规则…
which-chart = 每套规则对利润的影响
which-chart-help = 标记为规则在期限内对每名初始用户的现值，穿过标记的线段为 90% 抽样误差区间。区间跨过零，说明也可能毫无变化。假设本身的偏差未计入其中。
which-sources = 这些规则的出处
which-sources-help = 来源可信度：H 为运营商文件、监管机构或经审计的报告；M 为行业媒体或单项调查；L 为个别说法或我们自己的判断。
which-about = 说明
which-source = 来源
which-confidence = 可信度
which-download = 下载比较结果（CSV）
compare-rules = 规则
compare-worth = 期限内价值（每名初始用户）
compare-payback = 回本
compare-gifted = 转赠量（GB）
compare-rate = 每 100 用户每月转赠次数
compare-status = 规则的可靠程度
compare-own = 由您设定
compare-nobody = 无人
compare-change = { $change }（{ $direction }）
compare-interval = 90% 抽样区间
compare-meaning = 含义
compare-counts = 在 { $count } 套规则中，{ $up ->
    [0] 没有一套
   *[other] 有 { $up } 套
}使利润上升且超出抽样误差，{ $down ->
    [0] 也没有一套
   *[other] 有 { $down } 套
}使利润下降且超出抽样误差。
compare-ends = 在确有流量转赠的规则中，“{ $best }”表现最好（期限内每名初始用户 { $best_change }），“{ $worst }”最差（{ $worst_change }）。
certainty-up = 上升，超出抽样误差
certainty-down = 下降，超出抽样误差
certainty-unsure = 可能只是抽样误差
certainty-none = 没有变化
alt-compare = 各套规则在期限内对每名初始用户的价值。{ $counted }{ $ends }
alt-paths = { $name }：{ $months } 个月后为 { $total }，{ $payback ->
    [0] 届时尚未收回
   *[other] 自第 { $payback } 个月起收回
}。
axis-month = 启用后的月份
axis-cumulative = 累计利润变化（{ $currency }）
