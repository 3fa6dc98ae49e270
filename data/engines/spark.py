"""A Spark cluster, for surveys that outgrow one machine; PySpark is an extra, and needs Java 17.

Where the cluster is, is Spark's own affair: SPARK_MASTER, or spark-defaults.conf in SPARK_CONF_DIR.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import SurveyError
from analysis.quoting import quoted

QUIET = {
    "spark.app.name": "team-of-one",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",  # a web page of its own, open to all
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
}
ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",  # a cluster's own setting is left alone
}
INSTALL = (
    "Install it: pip install --require-hashes -r requirements-spark.txt, and Java 17 "
    "(Debian or Ubuntu: apt-get install openjdk-17-jre-headless)."
)


@contextmanager
def spark_over(answers: pa.Table | Path) -> Iterator[Callable[[str], pa.Table]]:
    """Runs queries over the table ``answers`` on a cluster, which reads it as Parquet.

    Only what the queries give comes back. A table in memory is put into SURVEY_SPARK_FOLDER, which
    every machine of the cluster must see (default: this machine's temporary folder), in a folder
    that only this account can open, and is removed afterwards.
    """
    session = _session()
    try:
        with _as_parquet(answers) as file:
            session.read.parquet(file.resolve().as_uri()).createOrReplaceTempView("answers")
            yield lambda sql: _told(session, sql)
    finally:
        session.stop()


def _session() -> Any:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SurveyError("The engine spark needs Java, which is not here.", INSTALL)
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SurveyError("The engine spark needs PySpark, which is not here.", INSTALL) from error
    master = os.environ.get("SPARK_MASTER")
    wanted = QUIET | ({"spark.master": master} if master else {})
    if not master or master.startswith("local"):
        wanted |= ON_THIS_MACHINE
    builder = SparkSession.builder
    for name, value in wanted.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # of the gateway to Java: each fault has its own, and none a name
        raise SurveyError(
            f"Spark can't be started on {quoted(master) if master else 'this machine'}.",
            "Look at what it said above, and check SPARK_MASTER and JAVA_HOME.",
        ) from error


def _told(session: Any, sql: str) -> pa.Table:
    from pyspark.errors import PySparkException

    try:
        return session.sql(sql).toArrow()
    except PySparkException as error:
        raise SurveyError(
            "The Spark cluster failed to count the answers.",
            "Look at what it said above; each of its machines must see SURVEY_SPARK_FOLDER.",
        ) from error


@contextmanager
def _as_parquet(answers: pa.Table | Path) -> Iterator[Path]:
    if isinstance(answers, Path):
        yield answers
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("SURVEY_SPARK_FOLDER") or None) as folder:
        file = Path(folder) / "answers.parquet"
        pq.write_table(answers, file, compression="zstd")
        yield file
