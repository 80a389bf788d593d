## 框架：六个问题、侧边栏、链接。
question-what = { page-what }
question-who = 谁受益，谁受损？
question-sure = 结论有多可靠？
question-rules = 选哪套规则？
question-base = 基于哪个用户库？
question-method = 如何计算？
nav-launch = { question-launch }
nav-method = 算法
nav-pilot = { question-pilot }
nav-sure = { question-sure }
nav-who = 谁受益？
frame-preset-declared = 默认规则
frame-preset-help = { $help }状态：{ $status }。
frame-unchanged = 所有规则均与预设一致。
frame-changed-line = { $title }：{ $before } → { $after }
frame-reset = 恢复预设
frame-assumptions = 假设
frame-assumptions-changed = **手动设定的假设**
frame-assumptions-reset = 撤销手动设定
frame-assumptions-lead = 这些是无人能确知的量。在此设定的值对所有页面有效，并随链接一同保存。
frame-culture-help = 当地转赠流量的普遍程度：决定赠送意愿，以及赠送和受赠给人的感受。
frame-measured = 由此用户库测得：{ $value }。
frame-measured-imputed = 由此用户库得出，其超限需求为模型值而非实测：{ $value }。
frame-origin = 初始值 { $default }。来源：{ $source }；可信度：{ $confidence }。
confidence-H = 高
confidence-M = 中
confidence-L = 低
frame-link = 本页链接
frame-link-help = 包含全部规则和假设、用户库及其指纹。在别处打开即可还原本页。
frame-link-keyboard = 键盘操作：全选后复制
frame-dismiss = 知道了
frame-way-out = 请在侧边栏修改该规则，或恢复预设。
frame-base-way-out = 请在侧边栏选择其他用户库，或在“{ question-base }”页面生成或导入一个。
frame-unforeseen = 页面的这一部分无法显示：发生了程序未预料到的情况。您的设定仍然保留。请更改最后一项设定，或选择其他页面或用户库。运行本程序的人可在文件 { $file } 中查看详情，其位置见程序日志。
frame-unforeseen-log = 页面的这一部分无法显示：发生了程序未预料到的情况。您的设定仍然保留。请更改最后一项设定，或选择其他页面或用户库。详情见程序日志。
frame-not-made = 此文件未能生成。您的设定仍然保留。请再试一次；如果仍然失败，运行本程序的人可在程序日志中查看详情。
log-details = 发生了程序未预料到的情况，详情见 { $path }。
log-details-unwritten = 发生了程序未预料到的情况，详情未能写入文件。
error-link-choice = 链接中的 { $name } =“{ $value }”不存在。{ $nearest ->
    [empty] {""}
   *[other] 是否指“{ $nearest }”？
}可选：{ $known }。此项保持不变。
error-link-unknown = 链接中设定的“{ $name }”既不是规则也不是假设。{ $nearest ->
    [empty] {""}
   *[other] 是否指“{ $nearest }”？
}已忽略。
error-link-base = 链接基于用户库“{ $name }”，本机没有该用户库。{ $nearest ->
    [empty] {""}
   *[other] 最接近的名称是“{ $nearest }”。
}以下数字来自另一个用户库。可用：{ $known }。
error-link-base-private = 用户库“{ $name }”是上传的，只属于上传它的那个浏览器标签页：刷新页面、关闭标签页或长时间断线都会使它被删除，其他标签页始终看不到它。请在“{ question-base }”页面重新上传文件；若要长期保留并让他人通过链接打开，请在该页面从本机文件夹载入。下面的数字属于另一个用户库。现有：{ $known }。{ $nearest ->
    [empty] {""}
   *[other] 最接近的名称是“{ $nearest }”。
}
error-link-schema = 链接所用的数据格式版本为 { $found }，本程序使用版本 { $known }。数字可能有所不同。
error-amounts-in-other-currency = 手动设定的金额原为 { $found }，现按 { $here } 收取：{ $amounts }。请按此用户库重新设定。
error-link-fingerprint = 链接所用的数据（指纹 { $found }）与此处的用户库（{ $here }）不同。规则相同，但数字可能不同。
