## 试点对假设说明了什么，以及试点值多少。

help-pilot-learn = 从 DIR 中的试点学习：在许多组假设下重演该试点，保留能呈现所见结果的那些。说明哪些假设收窄了、规则前后的价值，以及仍然未知的内容。
help-pilot-learn-out = 把采用所学假设的情景写入此文件（.toml）。
progress-pilot-learn = 正在其他假设下重演试点
progress-pilot-worth-after = 正在回答前后的价值
error-pilot-nothing-to-learn-from = 试点结果中没有可以重演的汇总：需要赠送、购买、加油包收入、用量或评分。
pilot-learn-title = 试点对假设说明了什么
pilot-learn-lead = 在本用户群上用其他假设重演同一试点，保留能呈现所见结果的那些。权重不可信，或模型无法产生所见结果时，什么都不会收窄。
pilot-learn-none = 请先读取一个试点：学习从其结果开始。
pilot-learn-ask = 从此试点学习
pilot-learn-accept = 接受所学内容
pilot-learn-undo = 撤回从试点学到的内容
pilot-learn-accepted = 现在所有页面都采用试点 { $pilot } 的所学内容。
pilot-learn-narrowed = 试点 { $pilot } 收窄了：{ $names }。
pilot-learn-nothing = 试点没有收窄任何假设：所见结果与原有假设相符，也没有说得更准。
pilot-learn-too-few = 没有收窄任何假设：呈现所见结果的抽样太少，其平均不可信。增加抽样也许有用（draws、waves）。
pilot-learn-disagrees = 没有收窄任何假设：假设的范围和相关系数无法表达抽样对规则价值的说法。
pilot-learn-sample-ratio = 什么都没有学到：各组的人员与设计不符，组间的差别不可信。
pilot-learn-conflict = 模型无法产生您所见的结果：{ $which }{ $month ->
    [0] {""}
   *[other] （试点第 { $month } 个月）
}（p = { $chance }）。没有收窄任何假设。要么试点与其文件所述不同，要么模型缺了什么。
pilot-learn-assumed = 以下是假设而非测量：模型本身可能偏离每项效应的 { $share } %。读取了试点的 { $months } 个月；用户群的 { $covered } % 参加。数值针对整个用户群。
pilot-learn-weights = 权重相当于 { $draws } 个抽样中的 { $effective } 个等权抽样（至少需要 100 个）；尾部指数为 { $index }。重新聚焦 { $waves } 次。
pilot-learn-worth = 规则的价值，{ $currency }/用户，抽样的均值与中间 90 %：之前 { $before }，之后 { $drawn }；表达为假设 { $told }。
pilot-learn-wider = 虽然假设收窄了，价值却比之前更不确定：试点表明转移的比假设的多，因此仍未知的部分分量更重。
pilot-learn-unwilling-or-slow = 此试点无法区分不愿与缓慢：更高的赠送意愿配上更慢的普及会呈现同样的结果（相关系数 { $rho }）。更长的试点可以区分。
pilot-learn-still = 仍与之前一样未知：{ $count } 项假设，其中有 { $names }。
pilot-learn-how = 如要使用：用 --out 写出情景，或用 --assume 设定这些假设。
pilot-learn-written = 采用这些假设的情景在 { $path } 中。
pilot-learn-scenario = 得自试点 { $pilot }
pilot-learn-column-assumption = 假设
pilot-learn-column-before = 之前
pilot-learn-column-after = 之后
pilot-learn-column-left = 剩余的离散
pilot-summary-gifts = 每 100 名用户的赠送次数
pilot-summary-gb-per-gift = 每次赠送的 GB
pilot-summary-buying = 有购买月份的差别
pilot-summary-pack-revenue = 加油包收入的差别
pilot-summary-used-gb = 用量的差别
pilot-summary-score = 评分的差别
