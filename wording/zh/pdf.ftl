## 成品文档：PDF 与 HTML 报告，以及各种格式的开头信息。

doc-answer-up = 这些规则能够盈利
doc-answer-down = 这些规则会减少利润
doc-answer-open = 盈亏尚无定论
doc-answer-none = 这些规则不会带来任何变化
doc-answer-assumed-up = 按所设假设，这些规则能够盈利
doc-answer-assumed-down = 按所设假设，这些规则会减少利润

doc-horizon = 测算期限
doc-horizon-months = 推出后 { $months } 个月
doc-currency = 货币
doc-draws = 假设抽取次数
doc-draws-none = 未抽取
doc-version = { $version }，模型 { $model }
doc-date = 日期
doc-not = 使用须知
doc-caveat = 这不是预测，而是基于所列假设的情景分析。目前没有公开发表的流量转赠随机试验。
doc-declared = 默认规则
doc-unchanged = 未作改动
doc-difference = { $name }：{ $value }（原为 { $old }）
doc-value-unit = { $value } { $unit }
doc-and-more = { $names }，另有 { $count } 项
doc-base = { $name }，{ $subscribers } 个用户
doc-base-synthetic = 合成用户库，并非真实运营商数据
doc-base-observed = 所提供的数据
doc-base-made-up = 未实际观测而由合成得到：{ $what }

doc-levels = { $before } → { $after }
doc-unknown = 未知
doc-sampling = 抽样，90%
doc-assumption = 假设，90%
doc-headlines = 四项关键指标
doc-headlines-note = 测算期内由规则引起的变化；其下为无转赠 → 有转赠时的水平。
doc-intervals-note = 抽样：若换一批用户，结果可能落在的范围。假设：未知量在可能范围内变动时，中间 90% 的结果。
doc-npv = 期限内价值（现值）
doc-sampling-ends = 抽样，90%：{ $ends }
doc-chance = 利润上升的概率
doc-chance-of = 基于 { $draws } 次假设抽取
doc-assumption-ends = 其他假设下的价值
doc-assumption-note = 抽取结果的中间 90%
doc-cvar = 情况不利时
doc-cvar-note = 最差 5% 抽取结果的平均值（CVaR）
doc-payback = 回本
doc-not-drawn = 未对假设进行抽取

doc-per-head = 每名初始用户，{ $currency }，{ $months } 个月合计，未折现
doc-path = 随时间的累计结果
doc-path-note = 每名初始用户的累计利润变化（{ $currency }，未折现）：{ $payback }。
doc-months = 推出后的月数
doc-by-month = 逐月结果
doc-month = 月份
doc-cumulative = 累计
doc-stay = 多留存的用户（每 1000 名）
doc-groups = 谁受益，谁受损
doc-groups-note = 按用户自身收益的变化划分：所用流量按加油包单价计价，减去加油包和手续费支出。
doc-hidden = 已隐藏：人数过少
doc-band-column = 收益变化
doc-gain = 受益
doc-lose = 受损
doc-group-profit = 每用户每月利润
doc-winners = 受益比例最高
doc-losers = 受损比例最高
doc-nobody-gains = 没有受益的群体。
doc-nobody-loses = 没有受损的群体。
doc-all-groups = 全部群体
doc-group = { $dimension }：{ $level }

doc-in-force = 所用规则
doc-in-force-note = 对照基准为完全没有转赠。◆ 表示与“{ $reference }”不同。
doc-more-differences = 另有 { $count } 条规则不同，见附录。
doc-main-assumptions = 主要假设
doc-main-note = 对价值影响最大的排在最前。
doc-main-note-fixed = 这些数值无人确知；所列范围内的取值都不足为奇。
doc-likely = 可能范围
doc-default = 默认值
doc-source = 来源
doc-source-judgement = 我们的判断：未找到公开数据
doc-source-model_brief = Transfer Impact 模型说明
doc-first = 首先要测量什么
doc-first-why = { $help }取值低时，规则的价值平均为 { $low }；取值高时为 { $high }。没有其他未知量的影响更大。
doc-first-anyway = 最关键的是：得到赠送的用户，若没有获赠，是否会购买加油包。用两个随机组做一个月的试验即可得到答案。

doc-appendix = 附录
doc-learned = 此用户库自身的数据对未知量说明了什么
doc-learned-in-force = 正在使用、在此测得：{ $title } = { $value }，假设范围为 { $range }。
doc-learned-by-hand = 正在作为“在此测得”使用，但与此用户库目前所示不符：{ $title } = { $value }，假设范围为 { $range }。该值由人工设定，或用户库此后已变化。
doc-notices = 此用户库没有显示的内容
doc-more-notices = 关于此用户库还有 { $count } 条说明，见附录。
doc-method = 方法概要
doc-method-replay = 将最近的观测月（最多十二个）重演两遍：一遍如实，一遍允许转赠。两遍使用相同的随机数，因此每项效果都是配对差值；规则关闭时变化恰好为零。
doc-method-giving = { $mechanism ->
    [gifting] 每个月，赠送方在规则之内拿出预计用不完的流量，流量不足者提出请求。关系最强者优先，每条关系以一定概率参与，该概率取决于赠送意愿和业务的普及程度。
   *[other] 机制为“{ $title }”。{ $about }
}
doc-method-fates = 转赠的每 GB 流量，或替代加油包，或满足原本未满足的需求，或带来额外用量，或过期作废。四者之和等于受赠总量。
doc-method-staying = 未满足的需求、额外花费和浪费会降低满意度；赠送与受赠的影响可正可负。满意度改变每月离网概率。留下来的用户更为忠诚，因此离网随时间放缓。
doc-method-ahead = 未来月份按重演的一年循环，并计入留存、套餐变更以及沿联系人扩散的离网。利润为加油包收入和手续费减去网络、客服与平台成本；价值按所设贴现率折现。
doc-method-sampling = 抽样误差由 200 个由完整社群组成的随机组估计（90%，学生 t 分布）。假设区间来自可能范围内的加扰 Sobol 抽取，每个未知量围绕所设值服从 PERT 分布。
doc-method-groups = 群体按转赠之前的情况划分。不足 10 个用户，或其中参与转赠不足 10 人的群体不显示；若数字可由减法推出，则一并隐藏其他群体。各区间比例按每十名用户取整。
doc-method-limits = 未纳入模型：竞争对手的反应、余量结转、作为市场的有组织转售、因转赠而新建的关系。
doc-all-note = ◆ 表示与默认值不同。
doc-record = 运行记录
doc-record-note = 同一记录以 record.json 附在本文件中。
doc-record-html = 同一记录以 JSON 形式存于本文件的“run-record”元素中。
doc-reproduce = 重现这些数字
doc-reproduce-note = 在相同版本和用户库下，此命令给出完全相同的数字。
doc-reproduce-folder = 在相同版本和用户库下，此命令给出完全相同的数字。{ $name } 为用户库所在文件夹。
doc-attachment = 运行记录：版本、用户库、种子、规则、假设、摘要
doc-model = 模型摘要
doc-rules-digest = 规则摘要
doc-assumptions-digest = 假设摘要
doc-results-digest = 结果摘要
doc-page = 第 { $page } 页，共 { $pages } 页
doc-sure = 把握程度：假设
doc-drivers = 影响价值的因素
