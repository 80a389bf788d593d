## 自有数据：检查与导入用户库。事实以文本传入；没有的以 “empty” 传入。

own-cell = { $file } 第 { $row } 行，“{ $source ->
    [empty] { $column }”列
   *[other] { $source }”列（对应 { $column }）
}
own-guess = { $nearest ->
    [empty] {""}
   *[other] 是否指“{ $nearest }”？
}

## 文件

error-two-files = { $path } 中的表“{ $table }”同时有 CSV 和 Parquet 两个文件，请只保留一个。
error-stray-file = { $file } 不属于用户库，不会读取。{ own-guess }
error-empty-file = { $file } 是空文件。
error-no-rows = { $file } 只有表头，没有数据行。
error-no-header = { $file } 的第一行是“{ $value }”，其中没有任何规定的列：{ $known }。是否缺少表头，或者分隔符不是逗号、分号、制表符或竖线？在映射中，“skip = 1”跳过表头上方的行，“names = […]”为没有表头的文件命名各列。
error-not-text = { $file } 名为文本，实际不是文本文件。请另存为 UTF-8 编码的 CSV，或改用正确的扩展名。
error-unknown-encoding = { $file }：“{ $value }”不是这里能读取的文本编码。{ own-guess } 可用：{ $known }。
error-not-utf8 = { $file } 第 { $row } 行：文本不是 UTF-8 编码。{ $guess ->
    [empty] 请将文件另存为 UTF-8，或在映射的 [source] 中写明“encoding = …”
   *[other] 看起来是 { $guess }：请在映射的 [source] 中写明“encoding = "{ $guess }"”，或将文件另存为 UTF-8
}。
error-separator-line = { $file } 以“{ $value }”开头：这是电子表格写入的一行，不属于表格。请删除该行；分隔符由表头判断，或在映射中写明。
error-header-of-values = { $file } 以 { $value } 开头：这像是一行数据，却被当作了列名。请在其上方加一行列名：第一行不会作为数据读取。
error-wrong-encoding = { $file } 第 { $row } 行：文本不是 { $encoding } 编码。请将文件另存为 UTF-8。
error-unreadable-file = 无法读取 { $file }：文件可能已损坏或被截断。读取程序的提示：{ $reason }
error-bad-line = { $file } 第 { $row } 行：{ $reason ->
    [few] 单元格少于列数
    [many] 单元格多于列数
    [quote] 引号没有闭合，或单元格内的引号没有成对书写
    [encoding] 文本不是 UTF-8 编码，请将文件另存为 UTF-8，或在映射的 [source] 中写明“encoding = …”
    [long] 该行过长
   *[other] 该行无法读取
}。该行开头为“{ $value }”。
error-too-many-rows = { $file } 只有 { $bytes } 字节，却声称有 { $rows } 行：超过可读取的上限，或不合情理。若确实如此，请用 { $variable } 设定一个文件最多可有的行数。
own-and-more = 另有 { $more } 行也是如此，前几行为第 { $rows } 行{ $values ->
    [empty] {""}
   *[other] ，其中为 { $values }
}。
error-cannot-cast = { $file } 中有类型不符的值：{ $reason } 运行“population check”可查看全部。

## 列

error-missing-column = { $file } 缺少“{ $column }”列。{ $nearest ->
    [empty] {""}
   *[other] 文件中有“{ $nearest }”，是否就是它？
}
error-unknown-column = { $file } 中的“{ $column }”列不在数据规范中，不会读取。规范中的列：{ $known }。
error-uneven-column = { $side ->
    [lacking] { $files } 缺少“{ $column }”列，而同一张表的其余文件（{ $others } 个）都有
   *[having] 只有 { $files } 含有“{ $column }”列，同一张表的其余文件（{ $others } 个）没有
}。{ $used ->
    [yes] 请让所有文件的列一致，未知之处留空。
   *[no] 该列不会读取。
}
error-duplicate-column = { $file } 中“{ $column }”列出现了两次（不区分大小写）。
error-reserved-column = { $file } 中有名为“{ $column }”的列；该名称保留用于表示行的位置，请改用其他列名。
error-unnamed-column = { $file }：第 { $position } 列没有列名。
error-wrong-column-type = { $file } 的“{ $column }”列类型为 { $found }，应为 { $needed }。标识符须为文本或整数。

## 单元格

error-empty-value = { own-cell }为空；此处必须有值。{ $way ->
    [needed] 请用“where”略去这些行，或用“formula = "coalesce(…, 0)"”说明它们算作多少。
   *[other] {""}
}
error-wrong-type = { own-cell }为“{ $value }”：{ $kind ->
    [number] { $decimal ->
        [comma] 应为数字，按映射的说明小数点用逗号：“.”可能是千位分隔，也可能是小数点
       *[other] 应为数字，小数点用“.”
    }
    [whole] 应为整数
    [date] 应为日期，写作 2025-01-01；其他写法可由映射读取，并说明其格式：“written = "%d.%m.%Y"”
    [switch] 应为 true 或 false
   *[other] 应为文本
}。{ $column ->
    [allowance_gb] 不限量的套餐请将此格留空。
   *[other] {""}
}{ $way ->
    [nulls] 如果“{ $value }”表示未知，请在映射的 [source] 下写明“nulls = ["{ $value }"]”。
    [needed] 如果“{ $value }”表示未知，请在映射的 [source] 下写明“nulls = ["{ $value }"]”；由于 { $column } 不能为空，请用“where”略去这些行，或用“formula = "coalesce(…, 0)"”说明它们算作多少。
   *[other] {""}
}
error-decimal-comma = { own-cell }为“{ $value }”：小数点请用“.”而非逗号；若文件用逗号，请在映射的 [source] 下写明“decimal = ","”。
error-not-finite = { own-cell }为“{ $value }”：应为有限的数。
error-not-whole = { own-cell }为“{ $value }”：应为整数。
error-out-of-range = { own-cell }为“{ $value }”：允许范围为 { $low } 至 { $high }。{ $column ->
    [allowance_gb] 不限量的套餐请将此格留空。
   *[other] {""}
}
error-filler-value = { own-cell }为“{ $value }”：程序常在数值未知时写入这样的数。这里当作真实数值处理。
error-allowance-unlike-use = { own-cell }：套餐流量远高于该套餐上的任何使用量（{ $value } GB）。这是否表示“不限量”？若是，请将此格留空：按现在的写法，该套餐的每个人都有这么多流量可以赠出。
error-too-many-kinds = { own-cell }：共有 { $value } 个不同的值，最多可区分 { $high } 个。请归并分组。
error-sums-too-large = { own-cell }：该用户的金额或流量合计为 { $value }；能精确求和的上限为 { $high }。请以更大的单位（例如千）书写金额。
error-not-allowed = { own-cell }为“{ $value }”：只允许 { $choices }。
error-month-not-first-day = { own-cell }为“{ $value }”：月份须写成当月第一天。
error-control-character = { own-cell }含有换行或其他不可见字符：“{ $value }”。
error-unseen-character = { own-cell }为“{ $value }”，其中含有看不见的字符（零宽字符或特殊空格）：看起来相同的名称会被当作不同的名称。请将其删除；在映射文件中可用 replace()。
error-padded-text = { own-cell }为“{ $value }”：文本前后有多余空格。
error-too-long = { own-cell }超过 { $high } 个字符，开头为“{ $value }”。
error-spreadsheet-formula = { own-cell }为“{ $value }”：电子表格会把它当作公式执行。文本不得以 = 或 @ 开头；以 + 或 - 开头时后面必须是数字。

## 键与引用

own-earlier = { $earlier_file ->
    [empty] {""}
   *[other] { $earlier_file }{" "}
}第 { $earlier_row } 行
error-duplicate-key = { own-cell }：“{ $value }”已在{ own-earlier }出现过。{ $table ->
    [usage] 如果每行是一次事件（购买、上网），请在映射中汇总：“used_gb = { "{" } sum = "…" { "}" }”、“packs_bought = { "{" } count = "*" { "}" }”；如果同一文件导出了两次，请去掉一份。
   *[other] {""}
}
error-orphan = { own-cell }：“{ $value }”不在表“{ $table }”中。请核对标识符，包括开头的零。
error-self-tie = { own-cell }：用户“{ $value }”成了自己的联系人。
error-mirrored-tie = { own-cell }：联系“{ $value }”已从另一端记录过（{ own-earlier }）。每个联系只写一行。
error-need-below-use = { own-cell }：需求量低于使用量（{ $value } GB）。需求量未知时请留空。
error-above-allowance = { own-cell }：使用量超过套餐与加油包之和（{ $value } GB）。超出部分视为此前结转的流量。
error-need-unknown = 在 { $of } 个用尽的用户月中，有 { $count } 个未说明实际需求：该处需求按用量计，不足被低估。“population import”可补出 need_gb。
error-renewal-unknown = 未说明谁续约（“renewed”列）。{ $known ->
    [active] 最后一个月由“active”得出，此前各月仍未知。
   *[nothing] 离网率因此是假定值，并非实测。
}
error-never-seen = { $of } 名用户中有 { $count } 名没有任何月份的用量：他们既不能赠送，也不能接收。
error-active-contradicts = 最后一个月的“active”与“renewed”相互矛盾：{ $gone } 名已续约却不活跃，{ $left } 名未续约却活跃。以“renewed”为准。
error-nobody-active = 没有任何用户处于活跃状态，因此“active”不作为离网依据。
error-validity-ignored = { $count } 个套餐的流量有效期超过一个月（“validity_days”）。模型按月计算：请填写每月流量。
error-validity-counts = { $count } 个套餐的 SIM 卡有效期不超过 27 天（“validity_days”）：每一行月用量视为一张这样的 SIM 卡，含其费用、流量与有效天数内的需求。若月内会续期，请将“validity_days”留空，并填写每月流量。
error-months-missing = { $months } 没有使用记录，而前后月份都有。不相邻的月份不会当作相邻月份重放：重放取 { $first } 至 { $last }。
error-month-stray = { $month } 只有 { $rows } 行使用记录，通常每月 { $usual } 行：是笔误，还是导出中断？该月不参与重放。
error-month-partial = 最后一个月 { $month } 的使用记录仅为此前各月的 { $percent }%：数据是否完整？该月按现状重放。
error-after-leaving = { own-cell }：在未续费的月份之后仍有使用记录（{ $value }）。

## 清单文件

error-manifest-lacks = { $path } 缺少字段“{ $field }”。
error-manifest-field = { $path }：字段“{ $field }”不能是 { $value }。{ $field ->
    [currency] 货币为三个大写字母，例如 RUB。
    [seed] 随机种子为整数。
    [schema_version] 版本为整数。
    [fingerprint] 指纹为 64 位十六进制数字。
    [synthesised] 应为列表，可包含 contacts 和 need_gb。
   *[other] 应为单行文本，最多 200 个字符。
}
error-no-fingerprint = manifest.json 中没有指纹。内容的指纹为 { $fingerprint }；用映射“schema”执行“population import”即可写入。
error-fingerprint-differs = 内容的指纹为 { $found }…，而 manifest.json 中为 { $expected }…：文件在写入指纹之后被改动过。请重新导入。
error-tables-replaced = 计算过程中用户群“{ $name }”的数据表被替换。请刷新页面。

## 映射文件与公式

error-unknown-mapping = 没有名为“{ $name }”的映射：既不是自带映射，也不是现有文件。{ own-guess } 自带映射：{ $known }。
error-bad-mapping = { $file } 不是映射文件：{ $reason }
error-mapping-lacks = { $file } 缺少“{ $where }”。
error-mapping-type = { $file }：“{ $where }”不能是 { $value }。
error-mapping-unknown = { $file }{ $where ->
    [empty] {""}
   *[other] 的“{ $where }”
}：这里没有“{ $value }”这一项。{ own-guess } 可用：{ $known }。
error-mapping-one-of = { $file }：“{ $where }”须且只能有其中一项：{ $value }。
error-mapping-unit = { $file }：“{ $where }”不能以“{ $value }”为单位。{ $known ->
    [empty] 此列没有单位。
   *[other] 可用单位：{ $known }。
}
error-mapping-outside = { $file }：“{ $where }”为“{ $value }”，指向源文件夹之外。映射只能读取该文件夹内的文件。
error-mapping-delimiter = { $file }：“{ $where }”不能是“{ $value }”：分隔符是一个字符，且不能是引号或换行。
error-mapping-file-name = { $file }：“{ $where }”不能是“{ $value }”：文件不可能有这样的名字。在通配符中，** 须单独位于斜杠之间。
error-unknown-timezone = 没有名为“{ $value }”的时区。{ own-guess } 名称写作 Europe/Moscow、Asia/Shanghai。
error-mapping-column = “{ $where }”取自“{ $column }”，但源数据中没有这一列。{ own-guess }
error-join-unmatched = { $file } 的 { $of } 行中有 { $count } 行在 { $other } 中找不到对应（第一行为“{ $value }”）：取自其中的内容为空。大小写和空格均有区别。
error-rows-merged = { $table }：{ $rows } 行合并为 { $kept } 行，因为“distinct”对相同的行只保留一行。{ $table ->
    [subscribers] {""}
   *[other] 它们确实是同一件事的重复记录吗？
}
error-mapping-distinct = { $file }：“{ $where }”会丢弃已发生的事：usage 中两行相同就是两次购买。请改为汇总：“used_gb = { "{" } sum = "…" { "}" }”、“packs_bought = { "{" } count = "*" { "}" }”。
error-join-duplicate = “{ $where }”：{ $file } 中“{ $value }”对应多行，会使数据行重复。
error-no-such-file = { $path } 中没有文件“{ $file }”。
error-source-leads-out = “{ $file }”指向文件夹之外：它是通往别处的链接。只读取文件夹内的文件：请将该文件复制进来，或指定它所在的文件夹。
error-formula-size = “{ $where }”的公式长度须为 1 至 { $high } 个字符。
error-formula-syntax = “{ $where }”的公式不是表达式：{ $reason } 公式为：{ $formula }
error-formula-not-scalar = “{ $where }”的公式必须是针对单行的一个表达式，其中却有 { $found }。公式为：{ $formula }
error-formula-function = “{ $where }”的公式使用了“{ $name }”，公式中不允许使用。{ own-guess } 公式为：{ $formula }
error-formula-type = “{ $where }”的公式转换为“{ $name }”类型；只允许数字、文本、日期和真假值。{ own-guess } 公式为：{ $formula }
error-formula-deep = “{ $where }”的公式嵌套层数过多，请拆分。公式为：{ $formula }
error-formula-long = “{ $where }”的公式可能由一行生成超过 { $high } 个字符的文本。公式为：{ $formula }
error-formula-failed = 表“{ $table }”的公式无法计算：{ $reason }

## 命令

help-population-import = 用格式不同的文件制作用户库。
help-population-check = 全面检查用户库：文件、列、单元格、键和 manifest.json。
help-mapping = 自带映射（{ $known }）或映射文件的路径。

cli-finding = 提示：{ $text }
cli-check-good = { $path } 可以使用：套餐 { $plans } 个，用户 { $subscribers } 个，用户月 { $usage } 个，联系 { $contacts } 个。指纹 { $fingerprint }。
cli-check-bad = { $path } 不能使用。问题数：{ $count }。
cli-imported-synthesised = 未观测到、因此补造的部分：{ $parts }。

progress-check-cells = 正在检查单元格
progress-check-keys = 正在检查键
progress-check-fingerprint = 正在计算指纹
progress-import-read = 正在读取源数据
progress-import-check = 正在整理并检查
progress-import-fill = 正在补全缺失内容
progress-import-write = 正在写入用户库
