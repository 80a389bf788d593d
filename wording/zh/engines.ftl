## 计算引擎：处理分片的其他机器。

help-engine = 由谁处理存储的各片：“local”为本机；否则为 Spark 集群的地址（spark://HOST:PORT、local[N]、yarn、k8s://HOST:PORT）或 Spark Connect 服务器的地址（sc://HOST:PORT）。不影响结果。
help-engine-tables = 由谁读取映射所指的表：Spark 集群的地址（spark://HOST:PORT、local[N]、yarn、k8s://HOST:PORT）或 Spark Connect 服务器的地址（sc://HOST:PORT）；“local”只读文件。
error-engine-address = “{ $address }”不是计算引擎的地址。可用的有：{ $known }。
error-engine-missing = 此计算引擎需要 Python 包“{ $module }”，但尚未安装。请安装：pip install -r requirements-cluster.txt
error-engine-java = { $address } 处的 Spark 需要 Java，而本机上没有找到。请安装 Java 17 或更新版本，或设置 JAVA_HOME；询问 Spark Connect 服务器（sc://HOST:PORT）则不需要 Java。
error-engine-unreachable = { $address } 处没有能够处理分片的计算引擎应答：{ $reason }。请检查地址，并确认计算引擎正在运行。
error-engine-failed = 计算引擎未能完成工作：{ $reason }。详情见其自身的日志；未写入任何内容。
error-engine-lost = 计算引擎正常结束，但 { $shards } 片中有 { $count } 片没有结果。请再问一次；若再次发生，请查看其日志。
error-table-without-engine = 映射要读取引擎的表“{ $value }”，但未指定引擎：请在命令行加 --engine sc://HOST:PORT 或其他地址（docs/cluster.md）。页面不向引擎读取表。
error-engine-table-missing = 引擎没有表“{ $table }”：{ $reason }
error-engine-table-refused = 引擎无法读取表“{ $table }”：{ $reason }
error-engine-table-empty = 表“{ $table }”没有行。有些引擎对空路径也这样回答：请检查表名。
error-engine-table-lost = 表“{ $table }”共 { $rows } 行，到达 { $path } 的只有 { $arrived } 行。引擎必须以相同路径看到该文件夹：请把 --out 放在与引擎共享的磁盘上。如果表在此期间被改动，请重新开始。
error-engine-no-program = 计算引擎的某个工作节点缺少本程序或其所需的库：{ $reason }。各节点的 PYTHONPATH 中须有同一程序，并装有 requirements-cluster.txt 中的包（docs/cluster.md）。
error-engine-no-store = 节点“{ $node }”的 { $path } 处没有分片存储。存储须在每个节点上位于同一路径：放在共享磁盘上，或各放一份副本。
error-engine-no-room = 节点“{ $node }”看不到正在建立存储的文件夹 { $path }。所有节点须能在同一路径看到它：请将 --out 指定在它们共享的磁盘上。
error-engine-no-base = 节点“{ $node }”看到的 { $path } 与本机不同，因此由本机把各月分到分片，用户库很大时会花更长时间。请把用户库放在所有节点共享的磁盘上，路径相同。
error-engine-base-text = 计算引擎只分发 Parquet 中的各月，因此由本机分发 { $path } 中的各月。population import 会写出 Parquet。
error-engine-odd-months = { $path } 中的各月有些情况须在整个用户库中查看，因此由本机读取、检查并分发。
error-engine-other-store = 节点“{ $node }”的 { $path } 处是另一个存储，不是此处所询问的。请重新复制存储，或等到共享磁盘在各节点上内容一致。
error-engine-other-program = 节点“{ $node }”上是本程序的另一版本或不同的模型文件，其答案不属于当前模型。请在所有节点上安装同一程序。
error-engine-without-shards = 计算引擎处理的是分片，而 { $path } 是未分片的用户库。请先建立存储：python cli.py population shard { $path } --out { $store }；此后引擎会使用它。或省去 --engine。
error-engine-processors = 节点“{ $node }”的处理器类型（{ $there }）与本机（{ $here }）不同。答案的末位数字可能与单机的不同。
error-engine-libraries = 节点“{ $node }”的库（{ $there }）与本机（{ $here }）不同。答案的末位数字可能不同；请在所有节点上安装 requirements-cluster.lock。
