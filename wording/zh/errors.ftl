## 错误：哪里有问题、允许什么、最接近的有效名称。

value-shortened = { $start }…（共 { $count } 个字符）
value-listed = { $shown }，另有 { $count } 个

# $problem 是本文件中去掉“error-”的键。
error-no-such-folder = 文件夹 { $path } 不存在。请用“population synth”生成用户库，或指定已有用户库的路径。
error-no-such-table = { $path } 中没有表“{ $table }”：应为 { $table }.parquet 或 { $table }.csv。
error-no-manifest = 缺少 { $path }，因此该文件夹不是用户库。请用“population synth”或“population import”生成用户库。
error-bad-manifest = 无法读取 { $path }：{ $reason }。
error-schema-version = { $path } 的结构版本为 { $found }，本程序只支持版本 { $known }。请重新生成用户库。
error-target-not-a-population = { $path } 中有“{ $found }”，它不属于本程序写出的用户库。未写入也未删除任何内容。请指定新文件夹或空文件夹，或把其中的内容移到别处。
error-target-is-source = { $path } 就是来源 { $source }，或包含它，或包含它所读取的文件，写入会将其替换。未写入也未删除任何内容。请指定来源之外的文件夹。
error-population-there = { $path } 中已有用户库，保持不变。请指定其他文件夹，或加上 --replace 用新库替换它。
error-no-scratch-folder = 无法创建临时文件夹：{ $reason }。请用变量 TMPDIR 指定可写的文件夹。
error-out-of-memory = 所需内存超过允许的 { $limit }。请用变量 TRANSFER_IMPACT_MEMORY 放宽，例如 16GB。
error-disk-refused = 磁盘拒绝读写：{ $reason }。请检查临时文件夹和目标位置的可用空间。
error-environment-memory = 变量 { $name } 不能是“{ $value }”：需要数字加单位，从 { $least } 到 { $most }，例如 8GB。
error-environment-folder = 变量 { $name } 不能是“{ $value }”：需要文件夹的路径。
error-environment-whole = 变量 { $name } 不能是“{ $value }”：应为整数，或不设置。
error-environment-choice = 变量 { $name } 不能是“{ $value }”。允许：{ $known }，或不设置。
error-unknown-market = 没有名为“{ $name }”的市场。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”？
}可选：{ $known }。
error-population-size = 无法生成 { $value } 个用户的用户库：用户数须为 { $low } 至 { $high }。
error-population-months = 无法生成 { $value } 个月的历史：月数须为 { $low } 至 { $high }。
error-unknown-parameter = 没有名为“{ $name }”的参数。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”？
}可选：{ $known }。
error-parameter-type = { $name } 不能为“{ $value }”：{ $kind ->
    [number] 须为数字
    [integer] 须为整数
    [switch] 须为 true 或 false
   *[other] 须为以下之一：{ $choices }
}{ $optional ->
    [true] ，或 none
   *[false] {""}
}。
error-parameter-range = { $name } 不能为 { $value }：须为 { $low } 至 { $high } { $unit }{ $optional ->
    [true] ，或 none
   *[false] {""}
}。
error-parameter-choice = { $name } 不能为“{ $value }”：须为以下之一：{ $choices }。
error-rules-contradict = { $name } = { $value } 大于 { $other } = { $limit }，任何转赠都无法进行。
error-amounts-too-large = 此用户库的金额过大，无法精确求和：一个随机用户组合计 { $most } { $currency }，最多可容纳 { $limit }。请以更大的单位（例如千）书写所有价格。
error-base-too-large = 该用户库有 { $months } 条用户月记录。整体读取约需 { $needed } GB 内存，而本机只有 { $here } GB。此处需要整个用户库：请在内存足够的机器上运行。规则有何影响可由分片回答，无论多大只需几 GB（docs/cluster.md）。
error-base-wants-shards = 该用户库有 { $months } 条用户月记录。整体计算约需 { $needed } GB 内存，而本机只有 { $here } GB。请先分片，无论多大只需几 GB：python cli.py population shard { $path } --out { $store }。此后同一命令会自动使用它。
error-store-not-tables = { $path } 是分片存储，其中没有表。请指明建立它所用的用户库。
error-not-a-setting = “{ $value }”不是有效设置：请写成“名称=值”。
error-unknown-plan = { $name }：该用户库中没有套餐“{ $value }”。{ $nearest ->
    [empty] {""}
   *[other] {" "}您是指“{ $nearest }”吗？
}可用：{ $choices }。
error-plan-arm = “{ $value }”不是试点的一个组。写法为 { $form }，例如 control:0.5:0:0。
error-plan-arm-twice = 有两个组都叫“{ $name }”。每个组要有自己的名字。
error-plan-arms-few = 方案有 { $count } 个组。试点至少需要 2 个：第一个是其余各组的对照。
error-plan-arms-alike = 所有组的权利和费用都相同，没有可比较的。
error-plan-arm-shares = 各组的份额之和为 { $total }，应为 1。
error-plan-looks = 中期查看 { $looks } 次放不下：试点 { $months } 个月时最多 { $most } 次，从第二个月起每月末一次。
error-pilot-without-ids = 分片存储不含用户编号，而建立它的数据表不在查找的位置，因此无从告知谁参加。请用 { "--tables" } 指明其文件夹，或打开那批用户数据本身。
error-pilot-other-tables = { $path } 中的数据表不是建立此存储所用的那些，从中找到的编号会是别人的。请指明建立它所用的文件夹，或重新建立存储。
error-pilot-frame = 在分片存储“{ $name }”上，试点最多只能在 { $most } 名用户中进行，而要求的是 { $value } 名。请把 { "frame" } 设为不超过此数，或打开那批用户数据本身。
error-pilot-beyond-frame = 此试点名单中有 { $count } 人不在其方案所说的范围内，无法重演。它是在全部用户数据上分配的吗？那就在那里学习。
error-plan-months = 试点从第 { $first } 个月起共 { $months } 个月，而数据中重放的只有 { $replayed } 个月。{ $fits ->
    [false] 请从这些月份之一开始。
   *[true] 从那时起最多容纳 { $most } 个月：{ "months=" }{ $most }。
}
error-plan-run-in = 前期为 { $run_in } 个月，而在 { $months } 个月的试点之前，重放的月份中只有 { $held } 个月。示例只能用确有的月份来做：{ "run_in_months=" }{ $held }，或缩短试点。
error-plan-matched-before = 要给群组配对，试点之前至少须有一个月，而此试点从重放的 { $replayed } 个月中的第一个月开始。请推迟开始、缩短试点（最多 { $most } 个月），或不启用 { "matched" }。
error-plan-matched-run-in = 配对的群组需要前期月份：配对所依据的内容必须用来调整，否则区间与未配对时一样宽。请设 { "run_in_months=1" } 或更多，或不启用 { "matched" }。
error-unknown-pilot-plan = 没有名为“{ $name }”的方案或文件。{ $nearest ->
    [empty] {""}
   *[other] 您是指“{ $nearest }”吗？
}已有：{ $known }。
error-pilot-plan-file = { $file } 中没有试点方案：{ $reason }。应为带 [plan] 表的 TOML 文件。
error-pilot-mechanism = 试点只为转赠设计，而这些规则属于另一种机制：{ $name }。
error-unknown-preset = 没有名为“{ $name }”的预设或文件。{ $nearest ->
    [empty] {""}
   *[other] 您是指“{ $nearest }”吗？
}可用：{ $known }。
error-bad-rules-file = 无法将 { $file } 读作规则：{ $reason }。
