## “基于哪个用户库？”页面：当前用户库、其健康状况，以及获取其他用户库的三种方式。
base-lead = 所有结果都在同一个用户库上重演得出：套餐、逐月用量和联系人。在这里可以了解当前用户库是什么、可信程度如何，也可以换用其他用户库。
base-none = 尚未选用任何用户库。请在下方生成合成用户库（10 万用户只需几秒），或载入自有数据。
base-in-use = 当前使用：{ $name }
base-private = 这是您上传的用户库，仅在本浏览器标签页中可见；刷新页面或关闭标签页后即被永久删除。
base-fact = 项目
base-value = 值
base-fact-name = 数据中的名称
base-fact-subscribers = 用户数
base-fact-months = 重演月份
base-fact-currency = 币种
base-fact-source = 来源
base-fact-made-up = 未实际观测、由推算补全
base-fact-fingerprint = 指纹
base-months = { $count } 个月：{ $first } – { $last }
base-source-synthetic = 合成：根据公开数据生成，不含任何真实用户
base-source-import = 由运营商文件导入
base-nothing-made-up = 无
base-range = { $low } 至 { $high }

## 健康状况

base-health = 这个用户库可信吗？
base-health-help = 将约二十项指标（流量不足的频率、购买、离网、社交关系等）与公开数据对照。10 万用户约需一秒，100 万用户约需十秒。
base-measure = 测量用户库
base-verdict = { $worst ->
    [pass] 用户库可信：{ $total } 项指标中有 { $passed } 项符合公开数据，没有偏离。
    [review] 用户库可用，但有些指标需留意：{ $total } 项中 { $passed } 项符合预期，{ $review } 项待核查。
   *[fail] 暂不宜采信基于此用户库的结果：{ $total } 项指标中有 { $failed } 项远离所有公开数据，{ $review } 项待核查，{ $passed } 项符合预期。
}{ $unknown ->
    [none] {""}
   *[other] 另有 { $unknown } 项因缺少数据而未测量。
}
base-health-good = 符合预期：{ $count } 项
base-health-status = 状态
base-health-measure = 指标
base-health-measured = 实测
base-health-expected = 预期
base-health-advice = 需要检查什么
base-health-source = 来源：{ $source }
unit-contacts = 个联系人
unit-packs = 个流量包

## 其他用户库

base-another = 获取其他用户库
base-way = 方式
base-way-build = 生成合成用户库
base-way-files = 上传自有文件
base-way-folder = 读取本机文件夹
base-name = 新用户库的名称
base-name-help = 可用英文字母、数字、连字符和下划线。现有用户库绝不会被覆盖。
base-build-help = 一个与该市场公开数据相符的虚构运营商用户库，适合初步了解，也可与您的用户库对照。
base-market = 市场
base-market-russia = 俄罗斯
base-market-travel = 来俄游客 SIM 卡
base-market-china = 中国
base-operator = 运营商
base-size = 用户数
base-size-help = 此处可选 { $low } 至 { $high }。初步了解用 10 万即可；用户越多，区间越窄。
base-seed = 随机种子
base-seed-help = 相同的种子得到相同的用户库；换一个种子，则是同一市场的另一次抽取。
base-build = 生成
base-larger = 超过 { $high } 个用户（最多 { $most } 个）的用户库请用命令行生成。与上述选择对应的命令：
base-command = python cli.py population synth --market { $market } --operator { $operator } --subscribers { $subscribers } --seed { $seed } --out { $path }
base-files-help = CSV 或 Parquet，合计不超过 { $most } MB：套餐（plans）、用户（subscribers）、用量（usage），如有联系人（contacts）也请一并上传。文件只保存在运行本程序的机器上。由其生成的用户库仅在本浏览器标签页中可见；刷新页面或关闭标签页后即被永久删除。
base-mapping = 文件结构
base-mapping-schema = 已符合下方的数据规范
base-mapping-shipped = 符合自带映射“{ $name }”
base-mapping-own = 结构不同：我有映射文件（TOML）
base-mapping-help = 映射说明您的哪一列对应我们的哪一列，以及采用什么单位。编写方法见 docs/data.md。
base-mapping-file = 映射文件
base-files = 文件
base-files-as = 将 { $name } 读作
base-files-unread = 不读取
base-files-missing = 还缺少：{ $files }
base-files-name = 您的文件
base-files-table = 对应的表
base-currency = 资费与价格的币种（三个字母，如 RUB）
base-currency-help = 文件夹中没有 manifest.json 时使用。
base-currency-short = 货币
base-folder = 文件夹
base-folder-help = 适用于过大而无法上传的数据。文件夹位于运行本程序的机器上，只读取、不改动。生成的用户库与其他用户库放在一起，所有能打开本页面的人都可以选用。
base-folder-shut = 本页面不读取文件夹。运行者可在启动前于 { $setting } 中指定一个或多个允许读取的文件夹；在命令行中则可读取任何文件夹。
base-load = 检查并载入

## 进行中的任务及其结果

base-doing-build = 正在生成“{ $name }”
base-doing-files = 正在从您的文件载入“{ $name }”
base-doing-folder = 正在从文件夹载入“{ $name }”
base-doing-health = 正在测量“{ $name }”
base-progress = { $stage }：{ $share }
base-waiting = 排队中：这台机器正在处理其他人的任务。
base-cancel = 取消
base-cancelling = 将在下一步停止，不会留下任何文件。
base-busy = 一次只能进行一项任务：请等待当前任务完成，或将其取消。
base-cancelled = 已取消“{ $name }”，未写入任何内容。
base-failed = 未能生成“{ $name }”，未写入任何内容。问题如下：
base-unmeasured = 无法测量“{ $name }”。问题如下：
base-failed-help = 请修改文件或映射后重新载入。各列的要求见[数据规范](#schema)。
base-broken = 未能生成“{ $name }”，未写入任何内容：发生了程序未预料到的情况。可能是磁盘已满或内存不足，详情见程序日志。请尝试较小的用户库。
base-made = “{ $name }”已就绪，可在侧边栏中选用。
base-made-private = “{ $name }”已就绪，仅在本浏览器标签页中可选用，刷新页面或关闭标签页后即不可用。
base-made-up = 未实际观测、由推算补全：{ $what }。
base-notes = 以下情况值得了解，但不影响使用：
base-use = 立即使用 { $name }
base-dots = 用户标识以圆点代替，可根据行号查找。
base-put-away = 关闭
base-note = 提示：{ $text }
base-problems-of = { $file }（错误 { $errors } 项，提示 { $notes } 项）
base-problems-general = 总体
base-your-files = 上传的文件
error-base-name = 用户库不能命名为“{ $name }”：请使用 1 至 { $high } 个英文字母、数字、连字符或下划线，且以字母或数字开头。
error-base-exists = 名为“{ $name }”的用户库已存在或正在生成。请另取名称。
error-base-currency = “{ $value }”不是币种：应为三个大写字母，如 RUB。
error-source-folder = 运行本程序的机器上没有文件夹“{ $path }”。
error-source-outside = “{ $path }”不在 { $root } 之内，而本页面只能从那里读取。
error-upload-size = 文件合计 { $size } MB，最多可上传 { $high } MB。请改为指定所在文件夹，或使用“population import”导入。
error-upload-twice = 有两个文件都对应 { $file }，请只保留一个。
error-upload-pattern = 映射以“{ $pattern }”读取文件，上传的文件无法与之匹配。请改为指定文件夹，或改用不含方括号的写法。

## 数据规范

base-schema = 文件须包含的内容
base-schema-help = 前四张表，每张为一个 CSV 文件（UTF-8，小数用点）或一个 Parquet 文件。其中只有联系人表可以缺少：此时会补全一个合理的联系人图，并始终注明。其余各表说明假设的取值，任何答案都不依赖它们。
base-table-plans = plans：每行一个资费套餐
base-table-subscribers = subscribers：每行一张 SIM 卡
base-table-usage = usage：每行一个用户的一个月
base-table-contacts = contacts：每行两个用户之间的一条联系（可缺少）
base-table-prices = prices：每行一个套餐、地区及加油包价格的起始日（可缺少）
base-table-bonuses = bonuses：每行一笔免费赠予用户的流量（可缺少）
base-table-survey = survey：每行一次发出的问卷，无论是否回答（可缺少）
base-table-daily = daily：每行一个用户的一天（可缺少）
base-table-purchases = purchases：每行一个用户某日购买的某种加油包（可缺少）
base-table-plan_moves = plan_moves：每行一次套餐变更（可缺少）
base-table-shocks = shocks：每行一次无人选择的中断或故障（可缺少）
base-table-gifts = gifts：每行一次赠送：提出、拒绝或接受（可缺少）
base-table-launches = launches：每行一个地区上线的一项功能（可缺少）
base-key = 主键，不得重复：{ $columns }。
base-schema-column = 列
base-schema-type = 类型
base-schema-unit = 单位
base-schema-needed = 是否必需
base-schema-allowed = 允许的取值
base-type-text = 文本
base-type-number = 数值
base-type-whole = 整数
base-type-date = 日期，每月第一天
base-type-day = 日期，任意一天
base-type-switch = true 或 false
base-needed-yes = 必需
base-needed-empty = 必需，单元格可为空
base-needed-optional = 可选
base-reference = 须为 { $table } 表中已有的值
