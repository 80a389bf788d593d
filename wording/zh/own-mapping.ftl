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

## 提出映射、试用、与上次比较

error-map-nothing = { $path } 中没有可读取的表：可读取 CSV、Parquet、XLSX、NDJSON、SQLite 和 DuckDB，也可为 gz、zst 或 zip 压缩。
error-map-no-usage = 没有文件说明谁用了多少：需要用户列和流量列。找到的表头：{ $known }。
error-guess-encoding = 非 UTF-8 的文本按 { $value } 读取。
error-guess-spelling = { $what ->
    [decimal] 从单元格看，小数点是“{ $value }”
    [thousands] 从单元格看，千位以“{ $value }”分隔
   *[nulls] 从单元格看，以下词表示空值：{ $value }
}。
error-guess-unknown = { $table }：没有表头像“{ $column }”。请把问号换成列、公式或值。
error-guess-plans = 没有文件说明套餐的价格和内容。请为 { $plans } 填写问号处。
error-guess-constant = { $table }：没有表头像“{ $column }”，因此所有人均为“{ $value }”。如有更准确的信息请修改。
error-guess-unit = { $file } 的“{ $column }”列：表头未注明单位；按数值大小读作 { $value }。
error-guess-unread = { $file }：映射没有读取其中任何内容。如果它属于某个表，请在该表中写上它。
error-guess-adds = { $file } 中同一用户同一月份有多行：流量相加。
error-guess-topups = { $file } 被视为购买记录：每行算一个流量包。
error-guess-day-or-month = { $file } 的“{ $column }”列：无法区分日和月；按 { $written } 读取，也可能是 { $other }。
error-guess-month-form = { $file } 的“{ $column }”列：无法识别月份写法。请写明“written = …”（如 %m.%Y），或用“number”和 anchors。
error-guess-year = { $file } 的“{ $column }”列没有年份：暂按 { $value }。请更正“year”。
error-shape-gone = { $file } 在保存映射时存在，现在没有了。
error-shape-new-files = 保存映射后新增、且映射未读取：{ $files }。
error-shape-column-new = 保存映射后，{ $file } 新增了列：{ $columns }。
error-shape-column-gone = 保存映射后，{ $file } 少了列：{ $columns }。
error-shape-encoding = { $file } 保存映射时的编码是 { $was }，现在是 { $value }。
error-shape-half = { $file } 只有通常文件大小的 { $percent } %：该月是否完整？
error-shape-month-missing = { $file }：缺少 { $months } 的文件，而其前后都有。
help-population-map = 为形状未知的文件夹提出映射，并显示前几行的导入结果。
help-map-mapping = 以前保存的映射：在文件上试用，并说明发生了哪些变化。
help-map-save = 保存映射的文件。
cli-map-saved = 映射已保存到 { $path }。可按需修改，然后运行：population import --mapping { $path } { $folder } --out …
cli-map-table = { $table }，前几行导入后为：{ $columns }
cli-map-good = 前几行没有问题。
cli-map-bad = 前几行的问题数：{ $count }。请修改映射，再用 --mapping 运行。
base-propose = 提出映射
base-propose-help = 查看文件后提出映射。请阅读并填写问号处，反复试用直到前几行正确，再保存供下月使用。
base-mapping-propose = 格式不同：请为我提出映射
base-mapping-text = 映射
base-try = 在前几行上试用
base-save-mapping = 保存映射
base-arrives = { $table }：前几行导入后的样子
base-arrives-well = 前几行没有问题。

## 数据库

error-database-address = 数据库地址以 { $known } 开头，如 postgresql://reader@host/name。
error-database-password = 数据库地址中不得含密码，否则本机其他人可以看到。请放在 PGPASSWORD、密码文件或密钥环的“{ $service }”下。
error-source-needed = { $file } 要读取文件（“{ $pattern }”）：请指明文件所在的文件夹。
error-mapping-stored = { $file }：表不能以“{ $value }”存储（“{ $where }”）。可用：{ $known }。
error-database-driver = 读取数据库需要的驱动未安装：pip install --require-hashes -r requirements-db.lock
error-database-refused = 数据库未能回答“{ $where }”：{ $reason }
error-query-without-database = 映射要查询数据库“{ $value }”，但未指定数据库：请在命令行加 --database postgresql://…。页面不查询数据库。
error-upload-words = { $file } 与“{ $pattern }”不符，其花括号中的词会成为列。请恢复文件原名，或指定它所在的文件夹。
help-database = 映射的查询所用数据库的地址，如 postgresql://reader@host/name；密码取自 PGPASSWORD 或密钥环。
