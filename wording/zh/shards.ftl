## 分片的用户库：如何建立存储，以及分片无法回答的问题。

help-population-shard = 把用户库分成若干片存入一个存储，小型机器也能建立并查询。SOURCE 是用户库；凡是需要 --population 之处都可改用该存储。
help-shards-out = 存储的文件夹；不能位于用户库之内。
help-shards = 分片数，1 到 200；未指定时每 400,000 名用户一片。
help-shards-giving = 只为转赠概率不超过此值（大于 0、至多 1）时会发生的转赠保存访客：访客更少，超出此值的问题会被拒绝。1 表示不设上限。
help-shards-afresh = 丢弃此存储上次中断的构建所留下的内容，从头开始。
cli-shard-unfinished = 为 { $path } 已完成的工作保存在其旁边：再次运行同一命令即可继续，加上 --afresh 则从头开始。其保密程度与用户库相同，一周后会被删除。
cli-sharded = { $path } 已就绪：{ $subscribers } 名用户，{ $shards } 片；连同访客在内，每个自有的用户月保存 { $factor } 个。
cli-store-used = { $path } 超出本机内存，改由其存储 { $store } 作答，结果相同。
page-store-used = 超出本机内存：改由其存储“{ $store }”作答，结果相同。
progress-route = 正在分配到各片
progress-shards = 正在处理各片
progress-guests = 正在查找访客
shards-many-guests = 此处跨片的联系很多：每个用户月保存 { $factor } 次。答案仍然精确，但内存和磁盘的占用也相应增加。减少分片数（--shards）可减少访客。
shards-limited-guests = 按此用户库的一个月估计，使用 --giving-up-to { $limit } 时每个用户月只需保存 { $factor } 次。转赠概率不超过 { $limit } 的答案仍然精确，超出的问题会被拒绝。
error-shards-range = 分片数不能是“{ $value }”：可取 { $low } 到 { $high }。
error-shards-other-unfinished = { $path } 旁边留有另一次未完成的构建：其用户库、分片数、转赠概率上限、种子或程序不同。重复那条命令可继续它，或加 --afresh 将其丢弃。
error-shards-onwards = 转赠与结转或账户共享并行时，能转赠多少还取决于这一片之外的人。请直接询问用户库，或使用只有一片的存储（--shards 1）；{ $subscribers } 名用户约需 { $subscribers } × 2 kB 内存。
error-shards-giving = 此存储只有转赠概率不超过 { $limit } 所需的访客（--giving-up-to），而这个问题需要更多：{ $name }={ $chance }，tie_strength_exponent={ $exponent }，topup_conversion={ $conversion }。若作答会漏掉一部分转赠，因此未予回答。请直接询问用户库，或用 --giving-up-to { $needed }（1 表示不设上限）重新建立存储。
error-shards-giving-range = 转赠概率上限不能是“{ $value }”：须大于 0 且不超过 1。
error-shards-seed = 此存储建立时的种子是 { $known }，不是 { $value }。请使用 --seed { $known }，或另建一个存储。
error-shards-inside = { $path } 位于要用来建立存储的用户库之内。请指定别处的文件夹。
error-shards-target-taken = { $path } 中有“{ $found }”，它不属于分片存储。未写入也未删除任何内容。请指定新文件夹或空文件夹。
error-shards-there = { $path } 中已有存储，保持不变。请指定其他文件夹，或加上 --replace。
error-store-damaged = { $path } 与写入时不同：可能已损坏或不完整。请用“population shard”重新建立存储。
error-store-other-model = 存储 { $path } 由本程序 { $version } 版以不同的模型文件建立，其答案不属于当前模型。请用“population shard”重新建立。
