## 监测上线：计划与实际。

help-monitor = 监测一次上线：在保留对照组的情况下，把各月与计划对比。
help-monitor-read = 把 DIR 中的上线与其记录里的计划对比：{ "assignment" }（谁被保留为对照）、{ "months" }，以及（如有）{ "gifts" }。
help-monitor-population = 上线所涉及用户的数据集。
help-monitor-example = 在数据集上生成一个带对照组的上线示例：文件与计划写入 --out，隐藏的真相写入单独的文件。
help-monitor-kind = 隐藏的真相与计划一致，普及速度慢好几倍，或者（staged）按计划但只在部分地区上线；后者需要 24 个月的数据，且不使用 --holdout。
help-monitor-holdout = 保留为对照的社群所占比例。
progress-monitor-expect = 正在重放计划
progress-monitor-explain = 正在寻找差距的原因
monitor-made = 已在 { $path } 生成上线示例：{ $subscribers } 名用户，{ $clusters } 个群组，连同上线前共 { $months } 个月。隐藏的真相在 { $truth } 中。
monitor-finding = { $verdict ->
    [sample-ratio] 对照组与设计不符：其比例不是原定的比例。请先查明原因，再相信下面的任何结果。
    [explained] 上线偏离了计划，超出了偶然和计划自身的不确定性。{ $reasons ->
        [one] 只需移动一个假设就能解释。
       *[other] 单独移动下列 { $reasons } 个假设中的任何一个，都能解释全部或部分差距。
    }
    [outside] 上线偏离了计划，而单独移动任何一个假设（在其声明的整个范围内）都无法解释：所发生的情况在模型之外，或者有几个假设同时有误。
    [departs] 就未上线群组的组合所能判断的而言，上线偏离了计划。这样无法说明是哪个假设错了。
    [untold] 除赠送次数外，此次上线的任何变化都无法与偶然区分：未上线的群组有 { $donors } 个，即使最大的偏离，其 p 值也是 { $floor }。下面所示仅供参考。
   *[as-planned] { $months } 个月内，没有超出偶然和计划自身不确定性的偏离。这并不证明一切都按计划进行：落在下列区间之内的偏离是看不出来的。
}
monitor-alarm = 警报：{ $metric }，{ $month }：自 { $since } 起{ $above ->
    [true] 高于
   *[false] 低于
}计划。
monitor-reason = { $name }（{ $unit }）：计划为 { $planned }；需要约为 { $moved }（90 % 区间为 { $low } 至 { $high }）。这样，这些月份出现的可能性是按计划时的{ $more ->
    [true] { $factor } 倍以上
   *[false] { $factor } 倍
}（贝叶斯因子），{ $settles ->
    [true] 并且不再有控制图报警。
   *[false] 但仍有控制图报警。
}
monitor-not-apart = 这些月份无法区分上述假设：没有一个比下一个可能十倍。
monitor-rates = 一切按计划进行时的误报：{ $many ->
    [true] 全部 { $charts } 张控制图合计平均每 { $all } 个月一次（每张图每 { $one } 个月一次）。
   *[false] 唯一的控制图平均每 { $all } 个月一次。
}在所监测的 { $months } 个月内，这相当于 { $share } 的上线；在按计划本身抽取的 { $repeats } 次上线中，{ $found } 报警。
monitor-any-alarm = 在计划的 { $months } 个月内每月末读取，把一切可能的警报合在一起：若一切按计划进行，至多 { $share } 的上线会发出任何警报。
monitor-who = 分配的群组：{ $arms }。上线以来的月份：{ $months }。
monitor-not-seen = 以这样的对照组，在所有这些月份内都无法与零区分：{ $metrics }。即使计划的效应不存在或是两倍之大，控制图也未必会显示。
monitor-plan = 计划是假设的，不是测得的：对同样的用户按规划上线时的假设重放 { $draws } 次抽样。模型本身被视为对每项效应有 { $discrepancy } 的误差。只能监测数据集中已有的月份。
monitor-column-metric = 指标
monitor-column-month = 月份
monitor-column-expected = 计划（可能观测值的 95 %）
monitor-column-actual = 实际
monitor-column-error = 标准误
monitor-column-gap = 偏差
monitor-column-chart = 控制图 / 界限
monitor-column-alarm = 警报
monitor-mark = 警报
monitor-metric-gifts = 每 100 名上线用户的赠送次数
monitor-per = 赠送次数只计上线用户；其余均为上线用户减对照组的差，按每名用户每月计，并按上线前的月份校正。偏差以标准差为单位，并已考虑之前的月份；控制图累加超过半个标准差的偏差（CUSUM）。
question-launch = 计划与实际
launch-lead = 上线之后：是否按计划进行？如果没有，是哪个假设错了？请选择上线的文件夹：谁已上线、谁被保留为对照、上线以来的各月，以及计划的记录。下面每张控制图都说明在一切正常时它多久才会误报一次。
launch-beside = 与本用户数据放在一起的上线与试点
launch-beside-none = 请选择
launch-beside-help = 方案名单写入 { $folder } 中各自的文件夹。把结果（months，以及可能有的 gifts，CSV 或 Parquet）和计划的记录放在名单旁边，就会出现在这里。
launch-example-title = 用示例试一试
launch-example-there = 该示例已存在：请在上面选择。
launch-kind = 上线示例
launch-kind-as-planned = 按计划进行
launch-kind-slower = 普及慢好几倍
launch-kind-staged = 分地区上线（需要 24 个月的用户数据）
launch-holdout = 保留为对照的社群
launch-example = 在此生成该示例
launch-example-help = 在这批用户上按对您隐藏的假设进行的一次上线，用来看看监测是什么样子。它不能证明任何事。
launch-choose = 上线的文件夹
launch-read-it = 读取上线
launch-none = 尚未读取上线。
launch-path-title = 计划与实际
launch-control-title = 累积偏差与界限
launch-band = 按计划时的 95 %
launch-expected = 计划
launch-actual = 实际
launch-limit = 界限
launch-sum-up = 高于计划
launch-sum-down = 低于计划
launch-axis-gifts = 每 100 名上线用户的赠送次数
launch-axis-buying = 购买流量包的月份，差值（百分点）
launch-axis-pack_revenue = 流量包收入，差值（{ $currency }）
launch-axis-used_gb = 用量，差值（GB）
launch-axis-sum = 标准差
launch-path-alternative = { $metric }：{ $months } 个月中有 { $inside } 个月的实际值落在计划区间内。{ $month }：计划 { $expected }（{ $low } … { $high }），实际 { $actual }。{ $alarm ->
    [none] 没有警报。
   *[other] { $alarm } 报警。
}
launch-control-alternative = { $metric }：偏差累积最高为 { $value }（{ $month }），界限为 { $limit }。{ $alarm ->
    [none] 没有警报。
   *[other] { $alarm } 报警。
}
launch-beside-figures = 数字背后
launch-download-json = 下载全部数字（JSON）
monitor-watch-title = 计划之外的监测
monitor-watch-alarm = 计划之外的警报：{ $watch }：{ $found }。
monitor-watch-tail = 赠送最多的 1 % 赠送者（至少十人）所占的赠送比例（转卖会在此显现）
monitor-watch-leak = 有一方没有权限的赠送（泄漏）
monitor-watch-holdout = 对照组与抽签结果一致，最小 p 值
monitor-watch-tickets = 每用户每月的投诉，已上线减对照（95 %）
monitor-watch-drift = 上线前已上线组与对照组相同，最小 p 值
monitor-watch-quiet = 正常
monitor-watch-alarm-state = 警报
monitor-watch-unwatched = 未监测
monitor-watch-why-no-gift-log = 没有赠送记录
monitor-watch-why-few-givers = 赠送者不足一百人
monitor-watch-why-no-tickets = 月度数据中没有投诉
monitor-watch-why-no-holdout = 没有抽签留出的对照组
monitor-watch-why-no-run-in = 没有上线前的月份
monitor-watch-rate-none = 无：出现一次就是故障
monitor-watch-rate-share = 至多 { $share } 的读取；每月读取时至多 { $launches } 的上线
monitor-watch-note = 赠送比例的“通常”只是计划各次抽样所显示的：前提是人们在联系人之间分配赠送的方式与模型相同。计划中没有投诉的数字，因此按抽签与对照组对比。这些警报是在控制图警报之外的，而没有警报也不能证明什么。
monitor-column-watch = 监测内容
monitor-column-state = 状态
monitor-column-found = 结果
monitor-column-usual = 通常
monitor-column-rate = 误报
monitor-compared-title = 没有对照组：与未上线群组的组合对比
monitor-compared-how = 保留为对照的群组太少，无法作控制图，但上线前有 { $before } 个月：把 { $donors } 个未上线的群组混合，使其在上线前与已上线者同步（合成双重差分）。依次把其中每一个当作已上线（空间安慰剂），可以看出误差有多大，而 p 值永远不会小于 { $floor }。{ $sharp ->
    [true] 只在计划的 { $planned } 个月全部结束时判定一次：每项以 { $alpha } 为准，{ $metrics } 项指标合计至多在 { $all } 的上线中误报。{ $judged ->
        [true] 现在即是此时。
       *[false] 在此之前只报告 p 值，这里不发警报。
    }
   *[false] 这大于 { $alpha }：任何偏离都不可能显著，因此这里没有警报。
}其前提是未上线的地区并无本质不同，且已上线者没有发生其他事情。
monitor-compared-in-time = { $metric }：在上线前的月份里虚拟的上线（时间安慰剂，每次 { $months } 个月）：{ $effects }。实际得到 { $effect }。
monitor-compared-no-time = 没有时间安慰剂：上线前需要多于 { $fewest } 个月。
monitor-column-effect = 实际
monitor-column-p = p：无效应
monitor-column-planned = 计划（计划不确定性的 95 %）
monitor-column-plan-p = p：如计划
monitor-column-placebo = 最大安慰剂
monitor-column-donors = 权重分布于
launch-compared-alternative = { $metric }：平均计划 { $planned }（{ $low } … { $high }），实际 { $effect }；最大安慰剂为 { $placebo }。
launch-placebo = 安慰剂的范围
error-monitor-no-holdout = 没有保留对照组：此次上线的第一组可以赠送或接收，或者没有其他组。所有人同时上线时，无论之前有多少个月，都没有任何东西可以代替它。请保留 5 % 至 20 % 的社群作为对照；或者分地区上线：把尚未上线的地区作为没有权限的第一组，且上线前至少有 { $fewest } 个月，则可以用它们的组合代替。
error-monitor-no-plan = 记录中没有说明规划上线时的假设，因此没有可对比的计划。{ "pilot design" } 和 { "monitor example" } 的记录中会写明。
error-monitor-few-clusters = 保留为对照的群组有 { $clusters } 个：少于 { $fewest } 个时自身波动过大，控制图的报警会远比所声明的频繁。若上线前至少有 { $fewest_before } 个月且群组不少于 { $donors } 个，可以用它们的组合代替（合成对照）；现有 { $before } 个月。请保留更多或更小的群组，或在表中补上更早的月份。
