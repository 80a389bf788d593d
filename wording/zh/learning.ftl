## 您自己的历史数据知道什么：每项假设的证明。

help-population-learn = 逐项说明您自己的数据能确定、只能限定还是不包含某项假设。
help-learned = 接受该数据库自身历史对此假设的结论，或写“all”：取其估计值和收窄的范围。可重复；“--assume”优先。
progress-learn-read = 读取其余各表
progress-learn = 从历史中学习
learn-identified = { $title }：可确定。{ $estimate }（90 % 区间 { $low } … { $high }）；可假设：{ $reach }。{ $basis }{ $checked }
learn-identified-only = { $title }：可确定。{ $estimate }（90 % 区间 { $low } … { $high }）。{ $basis }{ $checked }
learn-bounded = { $title }：可限定，{ $reach }。{ $basis }{ $collect }
learn-not = { $title }：您的数据中没有。{ $why }{ $collect }
learn-titles-between = 、
learn-at-most = 至多 { $high }
learn-at-least = 至少 { $low }
learn-placebo = 在不可能有影响的地方也未见影响（p = { $p }）。
learn-unseen = 须有某种未记录的因素占到该估计的 { $share } %，其区间才会包含“毫无影响”。
learn-unseen-none = 其区间包含“毫无影响”：全部估计都可能来自某种未记录的因素。
learn-both = { $one }{ $other }
learn-first-stage = 第一阶段：F = { $f }。
learn-beside-identified = 该数据库的历史：{ $estimate }，可假设 { $reach }。
learn-beside-bounded = 该数据库的历史：{ $reach }。
learn-beside-not = 该数据库的历史未能说明此项。
learn-measured-here = 在此测得：{ $low } … { $high }。
learn-measured-by-pilot = 得自试点 { $pilot }：{ $low } … { $high }。
learn-how-to-accept = 如要接受：simulate --learned 名称（或“all”）。已接受的内容列在假设中的 measured_here，去掉即撤回。
learn-nothing-to-accept = 这里没有任何内容能收窄范围，因此无可接受：答案仍依据可能范围。
learn-title = 您的数据对未知量说明了什么
learn-lead = 每项假设要么可确定，要么可限定，要么不在您的数据中。只有全部条件满足时才显示数字；凡未经随机分配之处，可假设的范围都比抽样误差更宽。
learn-ask = 从该数据库的历史中学习
learn-take-of = 接受：{ $title }
learn-take-back-of = 撤回：{ $title }
learn-verdict-identified = 可确定
learn-verdict-bounded = 可限定
learn-verdict-not-in-your-data = 数据中没有
learn-any-range = 已接受的范围，写作“名称:下限:上限”，以及相关系数，写作“甲~乙:RHO”
learn-basis-buying-when-reached = 在流量不足且有联系人尚有剩余的月份中购买加油包的比例；不作因果推断。
learn-basis-buying-when-short = 流量不足的月份中购买加油包的比例。此数据库的联系人是补全的，因此不知道赠送能惠及谁；不作因果推断。
learn-basis-floor-of-forecast = 已知截至 15 日的用量和上月用量后仍无法预知的部分；人们的预测更差。
learn-basis-hazard-by-tenure = 同一套餐和地区内，离网对在网时长对数的斜率：小于零表示用户的离网倾向各不相同。
learn-basis-slope-upper = 离网与当月不足、花费和浪费的关系，按评分通常的最低可靠性计算。服务差的用户在其他方面也差，因此这是上限。
learn-basis-friends-of-friends = 由更早离网、且与用户本人没有联系的朋友之友所带动的离网联系人。
learn-basis-friends-upper = 离网与上月离网联系人的关系。联系人彼此相似，又面对同样的竞争者，因此这是上限。
learn-basis-price-events = 价格变动与价格未变的套餐和地区之比较。若需求恰在变价当月上升则无法察觉：范围已为此放宽。
learn-basis-bonus-use = 剩余大部分流量的用户对赠送流量的使用，与当月未获赠者相比。
learn-basis-score-in-months = 同一人在不同月份的评分。未排除同时影响当月评分与用量的因素：范围已为此放宽。
learn-basis-gifts-by-tie = 一端有剩余、另一端不足的联系中发生赠送的比例，按联系强度和上线后的月数。
learn-basis-airtime-by-tie = 沿一端有剩余流量、另一端不足的联系转送的话费。话费是钱，因此只采用数量级。
learn-basis-buying-when-out = 余额在周期结束前至少一天用尽的计费周期中购买加油包的比例；不作因果推断。
learn-basis-billing-days = 余额在变价的哪一侧用尽由计费日决定：如同抽签。未排除人们对变价的预见：范围已为此放宽。
learn-basis-scores-by-outage = 故障使评分下降多少、当月多少人离网：斜率除以下降的可能权重。故障也可能让人不声不响地离开：范围已为此放宽。
learn-basis-moves-after-bonuses = 连续三个月获得赠送流量者转向更便宜套餐的情况，与同套餐同地区的其他人相比。运营商赠送不是用户互赠：范围已为此放宽。
learn-basis-moves-after-launch = 推出使剩余增多的功能的地区转向更便宜套餐的情况，与未推出的地区相比。那不是互赠：范围已为此放宽。
learn-basis-no-chance = 有赠送记录，但没有任何月份出现已知联系的一端有剩余而另一端不足。
learn-basis-gifts-without-need = 有赠送记录，但上限之外的需求未知，无法判断谁不足而未获赠。
learn-basis-no-cheaper-plan = 有套餐变更，但没有任何套餐存在同类更便宜的套餐。
learn-basis-no-plan-moves = 没有“plan_moves”表，无法说明谁转向了更便宜的套餐。
learn-basis-nothing-introduced = 有套餐变更，但此前没有任何使剩余增多的事件：既无赠送，也无互赠之外的功能上线。
learn-basis-gifts-do-not-tell = 已有的赠送无法说明它：谁给谁收并非抽签决定。
learn-basis-no-need = 多数用尽月份的需求未知，无法判断谁在不足时没有购买。
learn-basis-no-days = 没有“daily”表。由以往月份作出的预测无法说明人们对自己当月的了解。
learn-basis-nobody-leaves = 数据库没有说明谁离网。
learn-basis-no-ties = 没有联系人，或联系人是补全的。
learn-basis-no-prices = 没有“prices”表，无法说明加油包价格是否变动过。
learn-basis-no-price-change = 在重放的月份内没有加油包价格变动。
learn-basis-no-bonuses = 没有“bonuses”表，无法说明运营商曾向谁赠送流量。
learn-basis-no-bonus = 未见额外赠送的流量。
learn-basis-no-survey = 没有评分：分数只是约定。
learn-basis-no-gift-yet = 只有发生赠送之后才能看到。
learn-basis-not-estimated = 本程序对此没有能兑现承诺的估计方法。
learn-basis-in-the-books = 这属于会计，而非行为。
learn-gate-short-months = 流量不足且可被赠送惠及的月份仅 { $found } 个；需要 { $needed } 个。
learn-gate-short-without = 不足而未购买的月份：{ $found } 个；需要 { $needed } 个。若不足只在购买者身上可见，则看起来不足者都购买了。
learn-gate-groups = 独立组仅 { $found } 个；需要 { $needed } 个。
learn-gate-rows = 可用月份仅 { $found } 个；需要 { $needed } 个。
learn-gate-leavers = 离网者仅 { $found } 人；需要 { $needed } 人。
learn-gate-exposed-leavers = 在联系人之后离网者仅 { $found } 人；需要 { $needed } 人。
learn-gate-first-stage = 朋友之友对联系人的带动太弱：F = { $found }，需要 { $needed }。
learn-gate-price-changes = 前后各有三个月平稳的价格变动仅 { $found } 次；需要 { $needed } 次。
learn-gate-bonuses = 可比较的、给予剩余较多者的赠送仅 { $found } 次；需要 { $needed } 次。
learn-gate-answers = 回答过两次者的答卷仅 { $found } 份；需要 { $needed } 份。
learn-gate-answered-share = 回答比例仅 { $found }；需要 { $needed }。
learn-gate-placebo-price = 购买在变价之前已有变化（p = { $found }），或无法检验：价格似乎跟随了需求。
learn-gate-placebo-bonus = 用量在赠送之前已有变化（p = { $found }），或无法检验：赠送似乎跟随了用量。
learn-gate-placebo-score = 评分与下月的不足有关（p = { $found }），而那时无人知晓，或无法检验。
learn-gate-precise = 区间将是可能范围的 { $found } 倍宽。
learn-gate-slope-sign = 服务较差的用户反而较少离网：另有更强的因素，斜率不能限定任何东西。
learn-gate-gifts = 对方不足时的赠送仅 { $found } 次；需要 { $needed } 次。
learn-gate-gift-months = 可赠送的时间为 { $found } 个月；需要 { $needed } 个月，三个月分不清缓慢与不愿意。
learn-gate-ramp-over = 可赠送的时间为 { $found } 个月且仍在扩散；需要 { $needed } 个月才能看到终点。
learn-gate-run-outs = 在周期结束前至少一天用尽的余额仅 { $found } 次；需要 { $needed } 次。
learn-gate-run-outs-at-change = 在含变价的周期内用尽的余额仅 { $found } 次；需要 { $needed } 次。
learn-gate-first-stage-days = 计费日对所遇价格的预测太弱：F = { $found }，需要 { $needed }。
learn-gate-first-stage-scores = 故障对评分的影响太小：F = { $found }，需要 { $needed }。
learn-gate-struck = 受故障影响的地区月份仅 { $found } 个；需要 { $needed } 个。
learn-gate-struck-leavers = 在故障月份离网者仅 { $found } 人；需要 { $needed } 人。
learn-gate-moves-down = 转向更便宜套餐仅 { $found } 次；需要 { $needed } 次。
learn-gate-regular-months = 经常获赠者的月份仅 { $found } 个；需要 { $needed } 个。
learn-gate-launched-regions = 已上线的地区仅 { $found } 个；需要 { $needed } 个，因为上线一次影响整个地区。
learn-gate-placebo-gifts = 赠送在与上线无关的某个日历时点发生了变化（p = { $found }），或无法检验。
learn-gate-placebo-days = 购买在变价前一个周期就随价格而变（p = { $found }），或无法检验。
learn-gate-placebo-outage = 故障前一个月的离网已偏多或偏少（p = { $found }），或无法检验。
learn-gate-placebo-moves = 将获赠者此前转向便宜套餐已偏多或偏少（p = { $found }），或无法检验。
learn-gate-placebo-launch = 上线之前套餐变更已有变化（p = { $found }），或无法检验。
learn-collect-more = 更多同类数据即可得知：更大的数据库，或更多月份。
learn-collect-not-estimated = 请保留其可能范围；龙卷风图会说明它是否重要。
learn-collect-need = 请导入谁用尽了流量，或需求本身。
learn-collect-prices = 将套餐和地区随机分成两半，实行两种价格两个月即可得知；请记入“prices”表。
learn-collect-bonuses = 随机选几百名用户赠送流量即可得知；请记入“bonuses”表。
learn-collect-days = 请保存每日用量：“daily”表。
learn-collect-survey = 请在随机月份至少两次询问同一批人：“survey”表。
learn-collect-shocks = 要与服务差的其他后果区分，需要评分和故障清单（“survey”“shocks”）。
learn-collect-leaving = 请说明每月谁续费，并给出联系人。
learn-collect-pilot-survey = 在试点两组中进行问卷，约 1,400 份答卷即可得知。
learn-collect-long-pilot = 六至十二个月的试点可以得知；三个月不够。
learn-collect-nothing = 没有任何表能进一步收窄它。
learn-collect-moves = 请在赠送或功能上线之外保存套餐变更（“plan_moves”）；六至十二个月的试点可直接得知。
learn-collect-books = 请询问财务。
learn-collect-gifts = 试点组或部分地区上线是唯一来源；请将互赠记入“gifts”表。
error-measured-pair = { $name } 中的“{ $value }”不是两个假设之间的相关系数：请写“甲~乙:RHO”，−1 < RHO < 1，两者都须是会被抽取的假设，每对只写一次{ $strange ->
    [none] {"。"}
   *[other] {"。"}“{ $strange }”不会被抽取{ $nearest ->
        [empty] {"。"}
       *[other] ；您是否想写 { $nearest }？
    }
}
error-measured-pairs = { $name } 中的相关系数与已声明的合在一起不可能同时成立：{ $value }。请把其中一些调近零。
error-measured-range = { $name } 中的“{ $value }”不是测得的范围：{ $drawn ->
    [true] 请写“名称:下限:上限”，且 { $low } ≤ 下限 ≤ 上限 ≤ { $high }，每个名称一次。
   *[other] 必须以会被抽取的假设名称开头{ $nearest ->
        [empty] {"。"}
       *[other] ，例如 { $nearest }。
    }
}
error-nothing-learned = 该数据库的历史没有关于“{ $value }”可接受的内容。可接受：{ $known }。
