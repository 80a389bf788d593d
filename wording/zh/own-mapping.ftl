## 映射：可以写什么，数据行变成了什么

error-packed-locked = { $file } 有密码保护。请解压后提供其中的文件。
error-packed-bomb = { $file } 解压后超过原大小的 { $times } 倍：没有哪张导出的表会这样。若确实是表，请先自行解压。
error-no-such-sheet = { $file } 含有多张表，或没有所指的那张{ $value ->
    [empty] {""}
   *[other] （“{ $value }”）
}：请在映射的“file”旁写明“sheet = …”。其中有 { $known }。{ own-guess }
error-names-unlike-row = { $file }：映射的“names”列出 { $named } 列，而第一行有 { $cells } 个单元格。
error-mapping-only-for = { $file }：“{ $where }”只用于表“{ $value }”。
error-mapping-not-both = { $file }：“{ $where }”自相矛盾或与另一项（{ $value }）冲突：请只保留一个。
error-mapping-braces = { $file }：“{ $where }”为“{ $value }”：花括号中的词（如 traffic-{ "{" }month{ "}" }.csv）须为拉丁字母名称，各出现一次。
error-mapping-written = { $file }：“{ $where }”不能为“{ $value }”。它用于日期：写成 %d.%m.%Y 之类，或 { $known } 之一。
error-mapping-written-year = { $file }：“{ $where }”为“{ $value }”，其中没有年份：请在旁边写明“year = 2025”。
error-mapping-anchor = { $file }：“{ $where }”不能为 { $value }。它说明哪个编号是哪个月，如 { "{" } 206 = "2016-01-01" { "}" }；写两个可表明计数方向。
error-mapping-decimal = { $file }：“{ $where }”不能为“{ $value }”：小数点是“.”或“,”。
error-mapping-thousands = { $file }：“{ $where }”不能为“{ $value }”：应为一个符号，不是字母或数字，且不同于小数点。
error-months-unlike-columns = “{ $where }”：{ $file } 中没有以 { $months } 结尾或开头、其余相同的列。其中有 { $known }。
error-rows-left-out = { $table }：{ $file } 的 { $rows } 行中读取 { $kept } 行，其余被“where”排除。
error-ties-made = contacts：{ $rows } 行得出 { $ties } 个用户间的联系。其他网络的联系人已计数但未纳入：{ $outside }；双方都不是用户的：{ $strangers }；与自己的：{ $selves }。
error-more-doubled = { $file } 第 { $row } 行：同一个“{ $table }”键在文件中有多行，无法确定以哪行为准。请汇总（sum、count、max）。
error-say-of-base = 没有说明{ $field ->
    [name] 用户库的名称：请加“--name our-base”
   *[other] 价格的货币：请加“--currency RUB”
}，或写在映射的 [source] 下。不需要 manifest.json。
error-formula-failed-row = { own-cell }为“{ $value }”：公式在此无法计算：{ $reason }
help-base-name = 用户库的名称（映射和 manifest.json 都未说明时）。
help-base-currency = 价格的货币，三个字母，如 RUB（映射和 manifest.json 都未说明时）。
