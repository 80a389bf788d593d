## 从“如果……会怎样”到“该怎么做”：龙卷风图、盈亏平衡、组合、先测什么、最优规则、亏损的未来。
help-decide = 从“如果……会怎样”到“该怎么做”：什么最影响结果，在哪里由亏转盈，哪套规则最好。
help-decide-tornado = 让每个未知量逐一走遍其可能范围，看规则价值变动多少。
help-decide-sobol = 把结果的离散程度分摊到各未知量，包括单独影响和交互影响（Sobol 指数）。
help-decide-breakeven = 找出某项规则或假设使亏损转为盈利的取值。
help-decide-interaction = 在两项规则或假设构成的网格上计算规则价值。
help-decide-measure = 指出应最先实测哪个未知量，以及决策前获知它值多少。
help-decide-points = 设计点数，须为 2 的幂；每点需要的计算次数为未知量个数加二。
help-decide-low = 下端；不给出时取可能范围或滑块的下端。
help-decide-high = 上端；不给出时取可能范围或滑块的上端。
progress-tornado = 逐一变动未知量
progress-sobol = 计算设计点
decide-unknown = 未知量
decide-likely = 可能范围
decide-at-low = 下端时的价值
decide-at-high = 上端时的价值
decide-swing = 差异
decide-error = 差异的抽样误差
decide-quoted = “{ $name }”
decide-tornado-line = 对价值影响最大的是“{ $first }”：取可能范围下端时为 { $low }，上端时为 { $high }；按所设假设为 { $central }。{ $turning ->
    [0] 没有任何单个未知量能在其可能范围内改变盈亏。
   *[other] 有 { $turning } 个未知量可单独改变盈亏：{ $names }。
}
decide-tornado-still = 没有未知量会改变规则的价值：没有发生任何转赠。
decide-breakeven-line = { $name }：取值 { $value } 时价值为零（90% 抽样区间：{ $low } … { $high }）。{ $rises ->
    [yes] 低于此值亏损，高于此值盈利。
   *[no] 低于此值盈利，高于此值亏损。
}
decide-breakeven-still = { $name }：规则始终不盈利。{ $rises ->
    [yes] 到 { $value } 为止亏损；再往上不再有转赠，也就没有变化。
   *[no] 自 { $value } 起亏损；低于此值没有转赠，也就没有变化。
}
decide-breakeven-none = { $name }：在 { $low } 与 { $high } 之间没有盈亏平衡点。{ $side ->
    [gains] 规则始终盈利。
    [loses] 规则始终亏损。
   *[still] 始终没有变化。
}
decide-below-range = 低于此范围
decide-above-range = 高于此范围
decide-grid-corner = { $rows } ↓ / { $columns } →
decide-grid-line = { $count } 种组合中有 { $gains } 种盈利。最好：{ $best }（{ $rows } 为 { $best_row }，{ $columns } 为 { $best_column }）。最差：{ $worst }（{ $worst_row } 与 { $worst_column }）。
decide-first = 单独
decide-total = 含交互
decide-within = { $value } ± { $reach }
decide-sobol-line = 解释离散程度最多的是“{ $name }”：单独占 { $first }，含交互占 { $total }。所有未知量不计交互共解释 { $alone }。
decide-worth-knowing = 获知的价值（整个用户库）
decide-everything = 全部未知量
decide-measure-none = 没有任何单个未知量会改变“采用这些规则或不采用”的决策，因此不值得花钱实测。
decide-end-low = 可能范围下端
decide-end-high = 上端
decide-worth = 规则的价值
decide-crossing = 盈亏平衡点
decide-now = 当前设定
decide-axis-share = 占离散程度（方差）的比例
help-decide-best = 按目标搜索最优规则，再用新抽取的未来与所有预设一起评定优胜者。
help-decide-discover = 用文字说明规则在哪些未来中亏损。
help-decide-objective = 搜索目标：期望价值最高（expected）、最差 5% 最好（worst）、很少亏损前提下价值最高（safe，--loss-limit），或保证利润下限时满意度最高（satisfaction，--profit-floor）。
help-decide-loss-limit = 目标为 safe 时，允许亏损的未来所占最大比例。
help-decide-profit-floor = 目标为 satisfaction 时，每名初始用户的最低期望价值。
help-decide-budget = 要试的规则套数。
help-decide-search-draws = 每套规则在多少个未来中试验。
help-decide-resume = 保存已试结果的文件；同样的搜索会从中断处继续。
progress-search = 试验规则
progress-verdict = 用新的未来评定优胜者
decide-so-far = 已试 { $done } / { $budget } 套规则。目前最好：{ $best }。
decide-so-far-none = 已试 { $done } / { $budget } 套规则，尚无一套满足条件。
decide-stopped = 已停止，试了 { $done } / { $budget } 套规则。最好一套的得分来自搜索本身，其中仍含运气成分。
decide-resume-hint = 再次运行同一命令即可继续：已试结果保存在 { $path }。
decide-journal-mended = { $path } 末尾有 { $dropped } 行不完整，已丢弃；搜索从完整的部分继续。
error-search-not-kept = 无法写入 { $path }：{ $reason }。此前试过的结果已保存其中：请腾出空间后再次运行同一命令继续。
decide-measure-expected = 每名初始用户的期望价值
decide-measure-worst = 最差 5% 未来的平均价值
decide-measure-safe = 每名初始用户的期望价值
decide-measure-satisfaction = 满意度变化
decide-beats = 在新的未来中，找到的规则优于所有预设（{ $measure }）：{ $winner }，而最好的预设“{ $preset }”为 { $rival }。
decide-beats-not = 试过的规则没有一套优于所有预设。在新的未来中，“{ $preset }”达到 { $rival }，找到的最好规则为 { $winner }（{ $measure }）。
decide-no-preset-fits = 在新的未来中没有预设满足条件；找到的规则达到 { $winner }（{ $measure }）。
decide-nothing-fits = 试过的规则均不满足条件。请放宽条件，或多试一些规则。
decide-fresh = 优胜者在搜索中得分 { $searched }，在它从未遇到过的未来中为 { $fresh }。
decide-fresh-present = 您的规则在同样的未来中：{ $present }。
decide-fresh-misses = 在新的未来中优胜者不满足条件：只能作为提示，不能当作答案。
decide-lives-on = 其价值最取决于“{ $name }”，而这里没有人实测过它：偏低时平均 { $low }，偏高时平均 { $high }。
decide-at-their-cost = 请注意：在这些规则下满意度变化为 { $change }，即盈利以用户体验为代价。权衡曲线上另有伤害较小的规则。
decide-sample = 搜索基于 { $search } 名用户，评定基于 { $verdict } 名用户，均为随机抽取的完整社群：各行可相互比较。规则对整个用户库的影响，载入后即可看到。
decide-winner = 找到的规则
decide-rules-set = 规则
decide-mean = 期望价值
decide-worst = 最差 5% 的平均值
decide-loss-rate = 亏损的未来
decide-satisfaction = 满意度
decide-topup = 加油包购买
decide-recommended = 推荐规则：
decide-rule = 规则
decide-was = 当前
decide-will = 推荐
decide-no-rule-differs = 当前采用的正是这些规则。
decide-loses-never = 在抽取的 { $draws } 个未来中，从未亏损。
decide-loses-always = 在抽取的 { $draws } 个未来中，每一个都亏损。
decide-loses = 在抽取的 { $draws } 个未来中，有 { $share } 亏损。
decide-loses-anywhere = 亏损分散各处：没有哪个未知量的取值范围集中了大部分亏损。
decide-box = 当{ $limits }时，{ $density } 的未来亏损；全部亏损的 { $coverage } 出现在此处。
decide-limit = “{ $name }”{ $side ->
    [below] 不超过 { $high }
    [above] 高于 { $low }
   *[between] 介于 { $low } 与 { $high } 之间
}
which-tab-decide = 该怎么做
decide-tornado-title = 什么最影响结果
decide-tornado-help = 每个未知量单独从可能范围的下端走到上端，其余按所设假设：条形长度表示规则价值变动多少。末端细线为该差异的 90% 抽样误差。
decide-sobol-title = 交互：离散程度如何分摊到各未知量
decide-sobol-help = 所有未知量同时变动。“单独”是某个未知量自身解释的离散比例，“含交互”则包括它与其他未知量的共同作用。最多基于 { $subscribers } 名用户计算，约一分钟。
decide-sobol-start = 开始计算
decide-waiting = 排队等待中
decide-stop = 停止
decide-stopping = 正在停止…
decide-was-stopped = 已在完成前停止。
decide-again = 重新开始
decide-broken = 未能完成：这是程序缺陷，详情见服务器日志。请刷新页面重试。
decide-turning-title = 在哪里由亏转盈
decide-turning-help = 选择一项规则或假设：曲线显示规则价值如何随之变化，以及在哪里由亏转盈。再选一项，可看两者的组合。
decide-along = 规则或假设
decide-none-along = 请选择
decide-across = 与之组合
decide-none-across = 不组合
decide-grid-title = 两者组合
shortlist-searching = 正在为此用户库寻找更好的规则…
shortlist-found-so-far = 目前试过的最好规则每名用户价值 { $best }，您的规则为 { $present }。
shortlist-found = 找到了更好的规则：展望期内每名用户价值 { $best }，您的规则为 { $present }。
shortlist-none-better = 试过的规则没有一套比您的规则（{ $present }）更有价值；下列最为接近。
shortlist-none-pays = 试过的规则平均都不盈利：最好的一套价值 { $best }。不开放转赠则没有损失。
shortlist-present = 您的规则
shortlist-aim-worth = 期望价值最高
shortlist-aim-liked = 平均不亏且满意度最高
shortlist-aim-careful = 很少亏损且满意度最高
shortlist-aim-between = 介于两者之间
shortlist-worth = 每名用户的期望价值
shortlist-satisfaction = 满意度 { $change }
shortlist-topup = 加油包购买 { $change }
shortlist-loses = 在 { $share } 的未来中亏损；最差 5%：{ $worst }
shortlist-load = 载入滑块
shortlist-in-force = 正在使用
shortlist-go-on = 继续搜索
shortlist-coming = 正在寻找…
shortlist-no-third = 没有其他突出的方案。
shortlist-so-far = 搜索自动进行，并为其他一切让路。目前的得分来自搜索本身，仍含运气成分。
shortlist-judged = 从 { $budget } 套规则中选出：先在 { $searched } 名用户（完整社群）的 32 个未来中试验，再在 { $judged } 名用户的 64 个全新未来中评定。不起作用的规则保持您的设定；谁可参与、谁付手续费也保持不变。一套规则对整个用户库的影响，载入后即可看到。
decide-best-title = 按自己的目标搜索
decide-best-help = 搜索会试验数百套规则，每套都放进从假设的可能范围中抽取的 32 个未来。随后让优胜者与所有预设一起，在它从未遇到过的未来中接受评定：不把运气当成本事。谁可参与、谁付手续费保持当前设定。
decide-goal = 目标
decide-goal-expected = 期望价值最高
decide-goal-help-expected = 所有未来的平均价值最高。
decide-goal-worst = 最坏情形最好
decide-goal-help-worst = 最差 5% 未来的平均价值最高。
decide-goal-safe = 很少亏损且价值最高
decide-goal-help-safe = 在很少亏损的规则中，平均价值最高。
decide-goal-satisfaction = 在可接受成本内满意度最高
decide-goal-help-satisfaction = 在平均成本不超过您所允许数额的规则中，满意度最高。
decide-limit-share = 允许亏损的未来比例
decide-floor = 每名初始用户可接受的最低价值（{ $currency }；−5 表示可花费 5）
decide-budget = 要试的规则套数
decide-budget-help = 双核机器上每百套约十秒；试得越多，规则略好。
decide-start = 开始搜索
decide-go-on = 以同一目标再次搜索即可从此处继续，已试结果不会丢失。
decide-other-question = 此答案针对的目标、规则或假设与当前设定不同。
decide-load = 将这些规则载入滑块
decide-loaded = 规则已载入滑块。
decide-losses-title = 在哪些未来中会亏损？
decide-front-title = 价值与用户感受的取舍
decide-front-aim = 与价值对照
decide-front-help = 每个点是一套规则，试过的规则中没有一套在两方面都优于它；星形为目标下的最优。得分来自搜索。
decide-axis-satisfaction = 满意度变化（分）
decide-axis-topup = 加油包购买变化（百分点）
decide-alt-front = 共 { $count } 套规则在价值和“{ $aim }”两方面都未被超越：从 { $first_worth }、{ $first_aim } 到 { $last_worth }、{ $last_aim }。
decide-point = 编号
decide-point-label = { $number } 号：{ $worth }，满意度 { $satisfaction }，加油包购买 { $topup }
decide-point-choose = 要载入的点
decide-point-load = 将此点载入滑块
