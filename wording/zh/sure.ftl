## How sure: three layers, drivers, what to measure first.
sure-lead = 三种不同的不确定来源，从不混为一谈：换一批用户、无人实测的假设，以及模型本身的结构。
sure-drivers = 什么决定结果
sure-draws = 全部抽取结果
sure-variants = 模型变体
sure-variants-lead = 去掉或简化其中一个机制后的同一问题。
sure-variant = 变体
sure-unknown = 未知量
sure-swing = 差异
sure-knowing = 获知的价值
variant-none = 现行模型
measure-first = 应最先实测：“{ $first }”。在决策前获知它，期限内最多值 { $value }；获知全部未知量则值 { $all }。
measure-nothing = 没有任何单个未知量会改变决策：几乎在每次抽取中，这些规则都{ $side ->
    [gains] 盈利
   *[loses] 亏损
}。对金额影响最大的是“{ $first }”。
draws-progress = 抽取未来：{ $done } / { $draws }
draws-failed = 抽取失败。上方数字不依赖于它；请刷新页面重试。
sure-share = 低于该值的抽取比例
