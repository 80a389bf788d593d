## 您自己的历史数据知道什么：每项假设的证明。

help-population-learn = 逐项说明您自己的数据能确定、只能限定还是不包含某项假设。
help-learned = 接受该数据库自身历史对此假设的结论，或写“all”：取其估计值和收窄的范围。可重复；“--assume”优先。
progress-learn-read = 读取其余各表
progress-learn = 从历史中学习
learn-identified = { $title }：可确定。{ $estimate }（90 % 区间 { $low } … { $high }）；可假设：{ $reach }。{ $basis }{ $placebo }
learn-bounded = { $title }：可限定，{ $reach }。{ $basis }{ $collect }
learn-not = { $title }：您的数据中没有。{ $why }{ $collect }
learn-at-most = 至多 { $high }
learn-at-least = 至少 { $low }
learn-placebo = 在不可能有影响的地方也未见影响（p = { $p }）。
learn-measured-here = 在此测得：{ $low } … { $high }。
learn-how-to-accept = 如要接受：simulate --learned 名称（或“all”）。已接受的内容列在假设中的 measured_here，去掉即撤回。
learn-title = 您的数据对未知量说明了什么
learn-lead = 每项假设要么可确定，要么可限定，要么不在您的数据中。只有全部条件满足时才显示数字；凡未经随机分配之处，可假设的范围都比抽样误差更宽。
learn-ask = 从该数据库的历史中学习
learn-take-of = 接受：{ $title }
learn-take-back-of = 撤回：{ $title }
learn-any-range = 已接受的范围，写作“名称:下限:上限”
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
learn-basis-no-need = 多数用尽月份的需求未知，无法判断谁在不足时没有购买。
learn-basis-no-days = 没有“daily”表。由以往月份作出的预测无法说明人们对自己当月的了解。
learn-basis-nobody-leaves = 数据库没有说明谁离网。
learn-basis-no-ties = 没有联系人，或联系人是补全的。
learn-basis-no-price-change = 在重放的月份内没有加油包价格变动。
learn-basis-no-bonus = 未见额外赠送的流量。
learn-basis-no-survey = 没有评分：分数只是约定。
learn-basis-no-gift-yet = 只有发生赠送之后才能看到。
learn-basis-not-estimated = 本程序对此没有能兑现承诺的估计方法。
learn-basis-in-the-books = 这属于会计，而非行为。
learn-gate-short-months = 流量不足且可被赠送惠及的月份仅 { $found } 个；需要 { $needed } 个。
learn-gate-short-without = 不足而未购买的月份仅 { $found } 个；需要 { $needed } 个：若不足只在购买者身上可见，则不足者必然都购买了。
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
learn-collect-more = 更多同样的数据即可得知：更大的数据库或更多月份。
learn-collect-need = 请导入谁用尽了流量，或需求本身。
learn-collect-prices = 在随机的两半用户中实行两种价格两个月即可得知；并提供“prices”表。
learn-collect-bonuses = 随机赠送流量给几百人即可得知；并提供“bonuses”表。
learn-collect-days = 请保存每日用量：“daily”表。
learn-collect-survey = 请在随机月份至少两次询问同一批人：“survey”表。
learn-collect-shocks = 要与服务差的其他后果区分，需要评分和中断清单（“survey”“shocks”）。
learn-collect-leaving = 请说明每月谁续费，并给出联系人。
learn-collect-pilot-survey = 在试点两组中进行问卷，约 1,400 份答卷即可得知。
learn-collect-long-pilot = 六至十二个月的试点可以得知；三个月不够。
learn-collect-books = 请询问财务。
learn-collect-gifts = 试点组或部分地区上线是唯一来源；并提供“gifts”表。
error-measured-range = { $name } 中的“{ $value }”不是测得的范围：{ $drawn ->
    [true] 请写“名称:下限:上限”，且 { $low } ≤ 下限 ≤ 上限 ≤ { $high }，每个名称一次。
   *[other] 必须以会被抽取的假设名称开头{ $nearest ->
        [empty] {"。"}
       *[other] ，例如 { $nearest }。
    }
}
error-nothing-learned = 该数据库的历史没有关于“{ $value }”可接受的内容。可接受：{ $known }。
