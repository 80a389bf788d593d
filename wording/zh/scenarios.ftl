## 已保存的方案、其文件形式，以及可能出现的问题。
which-tab-presets = 预设并列比较
which-tab-saved = 已保存的方案
scenario-lead = 方案就是以某个名称保存下来的当前规则和假设。方案保存在运行本页面的机器上，所有打开该页面的人都能看到。
scenario-none-yet = 还没有保存任何方案。请在侧栏设好规则，在上方输入名称并保存。
scenario-name = 为当前规则和假设命名
scenario-save = 保存
scenario-list = 已保存
scenario-title = 方案
scenario-updated = 最近修改（UTC）
scenario-choose = 要操作的方案
scenario-load = 载入规则
scenario-overwrite = 用当前设置替换
scenario-rename = 重命名
scenario-new-name = 新名称
scenario-rename-do = 使用此名称
scenario-delete = 删除
scenario-delete-sure = 要为所有人删除“{ $name }”吗？此操作无法撤销。
scenario-delete-do = 是，删除
scenario-other-base = 保存时的用户库为“{ $saved }”。载入或比较时，将按当前用户库“{ $here }”计算。
scenario-done-saved = 已保存：{ $names }。
scenario-done-replaced = 已用当前设置替换：{ $names }。
scenario-done-renamed = 已重命名为：{ $names }。
scenario-done-deleted = 已删除：{ $names }。
scenario-done-loaded = 已载入规则：{ $names }。
scenario-done-imported = 已导入：{ $names }。
scenario-not-done = 操作未完成，原因见页面上方。
scenario-problem = { $name }：{ $problem }
scenario-more-problems = 另有 { $count } 个问题。
scenario-files = 文件
scenario-files-help = 可阅读、可修改、可转发的 TOML 文件。文件中未写明的值取自其预设、市场文化和默认值。
scenario-export = 要下载的方案
scenario-download = 下载（TOML）
scenario-upload = 导入方案（TOML，不超过 1 MB）
scenario-import-nothing = 未导入任何内容，请先修正文件：
scenario-found = 文件中有 { $count } 个方案：{ $names }。
scenario-clash = 以下名称已被占用：{ $names }。可以两者都保留：导入的方案会在名称后加上编号。
scenario-import = 全部导入
scenario-import-both = 全部导入，两者都保留
compare-title = 比较
compare-help = 方案使用各自保存的假设；预设和您当前的规则使用当前假设。全部在当前用户库上重演。
compare-choose = 要比较的内容（2 至 6 项）
compare-preset = 预设：{ $name }
compare-two = 请至少选择两项进行比较。
compare-not-here = “{ $name }”无法在此用户库上计算。
compare-differences = 设置不同之处：
compare-no-differences = 所选各项的规则和假设完全相同。
compare-over-time = 利润随时间的变化
error-scenario-name = “{ $value }”不能用作名称：须为 1 至 { $longest } 个字符，至少一个可见字符，且不含换行或控制字符。
error-scenario-name-taken = 名称“{ $name }”已被占用（不区分大小写）。请换一个名称，或替换该方案。
error-scenario-name-twice = 名称“{ $name }”在文件中出现了不止一次（不区分大小写）。
error-scenario-gone = 该方案已不存在：有人将其删除。
error-scenario-deleted-meanwhile = “{ $name }”在此期间已被他人删除，未作任何更改。
error-scenario-changed-meanwhile = “{ $name }”在此期间已被他人修改，您的更改未保存。现在显示的是最新内容，请查看后重试。
error-scenario-store = 无法读写 { $path } 中的方案：{ $reason }。请确认文件夹存在且可写，或用 TRANSFER_IMPACT_SCENARIOS 指定其他文件夹。
error-scenario-not-ours = 保存方案的文件是其他程序的数据库（其中有“{ $found }”），保持不变。请用 TRANSFER_IMPACT_SCENARIOS 指定其他文件夹。
error-scenario-version = 这些方案的版本为 { $found }，本程序只支持版本 { $known }。请使用写入它们的程序或更新的版本。
error-scenario-file = 无法将文件读作 UTF-8 编码的 TOML：{ $reason }。
error-scenario-file-size = 文件大小为 { $size } 字节，最多读取 { $most } 字节。
error-scenario-none-in-file = 文件中没有方案。每个方案以一行 [[scenario]] 开头，并须有名称（name）。
error-scenario-too-many = 文件中有 { $count } 个方案，一次最多读取 { $most } 个。
error-scenario-key = { $number ->
    [0] 文件开头
   *[other] 第 { $number } 个方案
}：未知名称“{ $key }”。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”？
}可用：{ $known }。
error-scenario-currency = 方案“{ $scenario }”的金额以 { $found } 计，而此用户库以 { $here } 计：{ $amounts }。金额按原数收取，请为此用户库重新设定。
error-scenario-currency-unknown = 方案“{ $scenario }”是在另一用户库{ $base ->
    [empty] {""}
   *[other] （{ $base }）
}上设定的，且未注明货币；此处其金额按 { $here } 收取：{ $amounts }。
error-scenario-value = 第 { $number } 个方案：{ $key } 不能为“{ $value }”：{ $what ->
    [name] 须为 1 至 { $longest } 个字符的文本，不含换行或控制字符
    [text] 须为不含换行的短文本
    [table] 须为最多 200 项“名称 = 值”的表
   *[setting] 须为数字、true、false、短文本或短文本列表
}。
error-scenario-horizon = 第 { $number } 个方案：horizon_months 不能为“{ $value }”：须为 1 至 { $most } 的整数。
error-unknown-culture = 没有名为“{ $name }”的市场文化。{ $nearest ->
    [empty] {""}
   *[other] 您是否想输入“{ $nearest }”？
}可用：{ $known }。
