## 页面。
page-title = Transfer Impact
page-what = 会发生什么？
page-lead = { $mechanism ->
    [gifting] 如果在最近 { $months } 个观测月中允许用户互相转赠未用流量，结果会有什么不同，以及未来 { $ahead } 个月的价值。
   *[other] 若实行“{ $title }”，过去 { $months } 个观察月会有何变化，未来 { $ahead } 个月值多少。
}
page-base = 用户库
page-base-facts = { $name }：{ $subscribers } 个用户，{ $first } – { $last }，{ $currency }。指纹 { $fingerprint }。
page-base-synthesised = 此用户库中未实际观测、由合成得到的数据：{ $what }。
page-without = 无转赠
page-with = 采用此规则
page-change = 变化
page-outcome = 指标
page-direction = 文字说明
page-interval = 可靠程度：抽样误差
page-bridge = 利润变化的来源
page-fates = 每 GB 转赠流量的去向
page-step = 分项
page-total = 回放月份合计
page-horizon-total = 整个期限合计
page-per-initial = 每名初始用户
page-table = 以表格显示
page-words = 词语解释：
page-fate = 流量去向
page-gb = GB
page-share = 占比
page-flow = 共转赠 { $transfers } 次、{ $gb } GB（赠送方 { $givers } 个，受赠方 { $receivers } 个）：每 100 个用户每月 { $rate } 次。
page-flow-both = 共转赠 { $transfers } 次（赠送方 { $givers } 个，受赠方 { $receivers } 个）：每 100 个用户每月 { $rate } 次。合计 { $gb } GB 换了人或换了月份；其中 { $carried } GB 由结转者自己用掉，只用结转流量的用户 { $carriers } 个。
page-flow-own = { $receivers } 名用户用掉了本会剩下的 { $gb } GB。
page-flow-few = 赠送者：{ $givers }；受赠者：{ $receivers }。转赠次数和流量不予披露，否则会暴露个别用户。
page-caveat = 本结果是基于所列假设的情景分析：目前没有公开发表的流量转赠随机试验。
page-download = 下载报告
page-no-base = 尚无可供测算的用户库。
page-no-base-help = 请用以下命令生成：`python cli.py population synth --out { $path }`
page-loading = 正在准备用户库…
page-setting = 参数
page-value = 值
page-unit = 单位
synthesised-contacts = 联系人
synthesised-need_gb = 超出限额的需求
synthesised-community = 社群
page-preset = 规则预设
page-culture = 市场文化
page-culture-none = 默认假设
page-path = 何时回本
page-cumulative = 累计
page-retained = 每 1000 名多留下的用户
