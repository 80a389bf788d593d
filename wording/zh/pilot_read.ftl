## 试点结果：谁在哪一组、有无泄漏、产生了什么变化。

help-pilot-read = 根据文件夹 DIR 中的文件读取试点结果：{ "assignment" } 和 { "months" }，如有则还有 { "gifts" } 和 { "survey" }。首先说明各组成员是否与设计一致。
help-pilot-population = 参与试点的用户所在的用户库。
help-trial-out = 将结果写入此文件：.json 或 .pdf。
help-pilot-example = 在用户库上生成一个示例试点：文件写入 --out，背后隐藏的真值另存一个文件。
help-pilot-example-out = 要生成的文件夹。
help-pilot-example-seed = 隐藏真值和全部抽签所用的种子。
progress-trial-read = 正在读取试点
progress-trial-check = 正在检查试点
progress-trial-sum = 正在按群汇总
progress-trial-effects = 正在比较各组
progress-trial-replay = 正在重放试点
progress-trial-write = 正在写入试点
trial-title = 试点发现了什么
trial-lead = 请选择试点的文件夹：分组文件、月度文件和设计记录。在任何效果之前，先说明各组成员是否与设计一致。
trial-beside = 与本用户数据放在一起的试点
trial-beside-none = 请选择
trial-beside-help = 方案名单写入 { $folder } 中各自的文件夹。把结果（months，以及可能有的 gifts 和 survey，CSV 或 Parquet）放在名单旁边，就会出现在这里。
trial-example = 在此生成一个示例试点
trial-example-help = 推荐方案在这批用户上按对您隐藏的假设重放，用来看看读取与学习是什么样子。它不能证明任何事。
trial-choose = 试点文件夹
trial-none = 尚未读取试点。没有试点的用户库无法说明赠送会带来什么；在有试点之前，所有数字都建立在假设之上。
trial-read-it = 读取试点
trial-download = 下载结果（PDF）
trial-download-json = 下载结果（JSON）
trial-made = 已在 { $path } 生成示例试点：{ $subscribers } 名用户，{ $clusters } 个群，{ $months } 个月。隐藏的真值在 { $truth } 中。
trial-who = 分组单位：{ $unit ->
    [regions] 地区
    [subscribers] 单个用户
   *[communities] 社群
}。{ $arms }。读取的月份：{ $months }（试点前 { $run_in }）。
trial-arm = { $arm }：{ $clusters } 个群，{ $members } 名用户
trial-ratio-ok = 样本比例：{ $what ->
    [members] 用户
   *[clusters] 群
}与设计一致（p = { $p }，份额最大偏差 { $departure }）。
trial-ratio-failed = 各组与设计不符。“{ $arm }”组的{ $what ->
    [members] 用户
   *[clusters] 群
}份额偏离 { $departure }（p = { $p }）。在相信下面任何效果之前，请先查明原因。
trial-leak = 试点月份的赠送：{ $gifts } 次，{ $gb } GB。被拒：{ $refused }。跨组：{ $crossed }。一方无权：{ $rightless }。
trial-few = 1 至 { $most }
trial-look = 第 { $number } 次查看，共 { $of } 次：z = { $z }，界限为 { $bound }。{ $crossed ->
    [true] 已越过界限：按计划现在可以下结论。
    [last] 最后一次查看也未越过界限：没有显示超出偶然的效果；可察觉的最小效果见表。
   *[false] 未越过界限：按计划继续。
}
trial-harm = 损害：加油包收入下降，已超出计划对第 { $month } 个月的界限（z = { $z }，界限 { $bound }）。按计划应停止。
trial-table = 各组效果
trial-arm-name = 组
trial-measure = 指标
trial-control = 对照组
trial-treated = 可赠送
trial-difference = 差异（{ $level }）
trial-relative = 相对
trial-p = p
trial-lots = 抽签 p
trial-agree = 是否一致
trial-sees = 可察觉的最小效果
trial-agree-agree = 全部一致
trial-agree-differ = 不一致
trial-measure-buying = 购买加油包的月份
trial-measure-packs = 每月加油包数
trial-measure-pack_revenue = 每月加油包收入
trial-measure-used_gb = 每月用量，GB
trial-measure-leaving = 每月离网
trial-measure-score = 评分，分
trial-measure-tickets = 每月工单
trial-measure-triggered_buying = 触发月份中购买加油包的比例
trial-measure-triggered_score = 触发月份的评分，分
trial-per = 所有被分组的用户在每个月都计入，无论是否有活动。已按试点前月份调整；误差按群计算（CR2），自由度采用 Satterthwaite 法；“抽签 p”统计同样分层下的其他分组。
trial-sides-title = 抽签内部：可以接收的人与不可以的人
trial-receivers = 接收者减其他人（同一群内）
trial-others = 其他人减对照组
trial-exposure-title = 按有多少联系人可以赠送
trial-exposure-level = 可以赠送的联系人
trial-exposure-full = 95 % 及以上
trial-exposure-some = 部分
trial-exposure-none = 没有
trial-exposure-members = 用户数
trial-exposure-effect = 购买加油包的月份，与对照组相比
trial-interference = 抽签 { $individual }，群 { $clusters }：{ $differs ->
    [true] 两者不同（p = { $p }）。用户会受到他人处理的影响；只有群的估计可以代表推出后的效果。
   *[false] 差异不超过偶然（p = { $p }）。
}
trial-monthly-title = 逐月
trial-monthly-alternative = 购买加油包的月份之差，“{ $arm }”组与对照组相比：{ $points }。
trial-monthly-point = { $month }：{ $value }（{ $low } … { $high }）
trial-axis-month = 月份
trial-axis-buying = 购买加油包的月份之差，百分点
trial-note-sample-ratio = 样本比例检验未通过：在查明原因之前，下面的内容都不可信。
trial-note-individuals-both = 两种权利都分给了单个用户。赠送需要双方在同一组，因此只能看到推出效果的一部分，大约等于该组的份额。这不是对推出效果的估计。
trial-note-givers-only = 只分配了赠送权。两组中所有人都可以接收，因此加油包看起来毫无变化：这种设计看不到它们。
trial-note-receivers-only = 接收权分给了单个用户，而所有人都可以赠送。加油包的效果可信，赠送者一侧则不然；在上限使赠送稀缺之处，效果会被高估。
trial-note-leak = 有赠送跨组或无权发生：各组比设计的更相似，效果被低估。
trial-note-interference = 抽签与群的结果不同：请只使用群的估计。
trial-note-no-gift-log = 没有赠送日志，因此不知道赠送是否跨组。
trial-note-no-run-in = 没有试点前的月份，因此无法调整。
trial-note-running = 试点仍在进行：现在读取算作一次查看。
trial-note-not-a-look = 计划中此时没有查看：据此作决定就超出了计划。
trial-note-no-score = 没有评分，因此对满意度一无所知。
trial-note-no-trigger = 没有标记触发月份（流量不足且有联系人有剩余），因此没有更窄的比较。
trial-note-matched = 分配前群组已按区组配对：抽签 p 只计同样区组内的其他分配。
trial-note-few-gifts = 计划本身预计某个月没有任何赠送：上线者太少，无法为赠送作控制图。
trial-note-not-judged = 与混合群组对比的内容只在计划的最后一个月判定一次：若每月按此水平判定，误报会远多于所声明的。
error-trial-no-record = { $path } 中没有 { $file }：即说明原定各组和份额的设计记录。
error-trial-short-history = 此示例需要在重放的月份之前再有 { $months } 个月，而用户数据中只有 { $held } 个月。请生成历史更长的数据：population synth --months 24。
error-trial-record = { $file } 不是设计记录：{ $reason }。
error-trial-other-plan = 记录中的计划已被更改：其摘要为 { $found }…，记录写的是 { $expected }…。
error-trial-other-assignment = { $file } 不是设计好的分组：设计的 SHA-256 为 { $expected }…。
error-trial-other-base = 该试点是在另一个用户库上设计的：其指纹为 { $expected }…，此库为 { $found }…。
error-trial-two-arms = { own-cell }：{ $value } 在第 { $earlier_row } 行属于另一组。任何人都不能同时在两组。
error-trial-unknown-arm = { own-cell }：设计中没有“{ $value }”组。设计的组：{ $known }。
error-trial-split-cluster = { own-cell }：群“{ $value }”在第 { $earlier_row } 行属于另一组或另一层。一个群只能整体分组。
error-trial-missing-months = { $file } 在首月和末月之间缺少月份：{ $months }。
error-trial-months = { $file } 有 { $found } 个月。设计为试点前 { $run_in } 个月，总共至多 { $most } 个月；至少需要一个试点月份。
error-trial-empty-arm = “{ $arm }”组没有任何人。
error-trial-arm-without-months = “{ $arm }”组在 { $months } 没有任何有用量的行。不可能无人使用：缺少文件。
error-trial-cannot-tell = { $unit ->
    [regions] 地区
    [subscribers] 用户
   *[communities] 社群
}：“{ $arm }”组有 { $clusters } 个，对照组有 { $control } 个。任何结果都不可能在 { $alpha } 水平上显著：所有分组中最小的 p 为 { $least }。无论用户有多少，每组都需要更多的群。
error-trial-small-arm = “{ $arm }”组的用户少于 { $few } 名：人数这么少时不作任何说明。
error-trial-folder-taken = { $path } 中有不属于试点的内容：{ $found }。请换一个文件夹。
error-trial-out = { $path }：结果只能写成 .json 或 .pdf。
