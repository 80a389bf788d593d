## Engines: other machines that work on shards.

help-engine = Who works on the shards of a store: “local” is this machine; else the address of a Spark cluster (spark://HOST:PORT, local[N], yarn, k8s://HOST:PORT) or of a Spark Connect server (sc://HOST:PORT). The answer is the same.
help-engine-tables = Who reads the tables that a mapping names: the address of a Spark cluster (spark://HOST:PORT, local[N], yarn, k8s://HOST:PORT) or of a Spark Connect server (sc://HOST:PORT); “local” reads files only.
error-engine-address = “{ $address }” is no address of an engine. Known are: { $known }.
error-engine-missing = The Python package “{ $module }” is needed for this engine and is not installed. Install it: pip install -r requirements-cluster.txt
error-engine-java = Spark at { $address } needs Java, and none was found on this machine. Install Java 17 or newer or set JAVA_HOME; a Spark Connect server (sc://HOST:PORT) can be asked without Java.
error-engine-unreachable = Nobody who can work on shards answers at { $address }: { $reason }. Check the address and that the engine runs.
error-engine-failed = The engine could not do the work: { $reason }. Its own log tells more; nothing was written.
error-engine-lost = The engine ended well, and yet said nothing of { $count } of { $shards } shards. Ask again; if it happens again, its log tells more.
error-table-without-engine = The mapping names a table of an engine, “{ $value }”, and no engine was named: add --engine sc://HOST:PORT, or another address, on the command line (docs/cluster.md). The page asks no engine for tables.
error-engine-table-missing = The engine knows no table “{ $table }”: { $reason }
error-engine-table-refused = The engine does not read the table “{ $table }”: { $reason }
error-engine-table-empty = The table “{ $table }” has no rows. Some engines say so of a path where nothing lies: check its name.
error-engine-table-lost = Of the { $rows } rows of the table “{ $table }” { $arrived } arrived in { $path }. The engine must see that folder at the same path, so name an --out on a disk that it shares; or the table was changed meanwhile, then begin again.
error-engine-no-program = A worker of the engine does not have this program or a library that it needs: { $reason }. Workers need the same program in their PYTHONPATH and the packages of requirements-cluster.txt (docs/cluster.md).
error-engine-no-store = There is no store of shards at { $path } on the node “{ $node }”. The store must lie at the same path on every node: on a shared disk, or as a copy.
error-engine-no-room = The node “{ $node }” does not see the folder { $path }, in which the store is being built. All nodes must see it at the same path: name an --out on a disk that they share.
error-engine-no-base = The node “{ $node }” does not see the same { $path } as this machine, so this machine deals the months to shards, which takes longer on a large base. Put the base on a disk that all nodes share, at the same path.
error-engine-base-text = An engine deals months from Parquet only, so this machine deals those of { $path } to shards. population import writes Parquet.
error-engine-odd-months = Something about the months in { $path } has to be looked at in the whole base, so this machine reads, checks and deals them.
error-engine-other-store = On the node “{ $node }” another store lies at { $path } than the one that is asked here. Copy the store anew, or wait until the shared disk shows the same on all nodes.
error-engine-other-program = The node “{ $node }” has another version of this program or other model files, so its answer would be of another model. Install the same program on all nodes.
error-engine-without-shards = An engine works on shards, and { $path } is a population in one piece. Build a store of it first: python cli.py population shard { $path } --out { $store }; from then on the engine is asked with it. Or leave --engine out.
error-engine-processors = The node “{ $node }” has another kind of processor ({ $there }) than this machine ({ $here }). The last digits of an answer may differ from those of one machine.
error-engine-libraries = The node “{ $node }” has other libraries ({ $there }) than this machine ({ $here }). The last digits of an answer may differ; install requirements-cluster.lock on all nodes.
