"""Stripe into DuckDB every hour: the same pipe as in a shell, tried again only where that can help.

The key comes from the Airflow connection ``stripe`` (its password), and reaches the tap through the environment: it is
in no command line, no log and no rendered template. The database's file is the connection ``warehouse``'s host.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

try:  # Airflow 3
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.sdk import DAG
except ImportError:  # Airflow 2
    from airflow import DAG
    from airflow.operators.bash import BashOperator
try:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
except ImportError:
    from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException

# Exit codes that no second try changes: the command line, the settings, the input, a record that does not fit.
HOPELESS = {2: "the command line", 3: "the settings", 4: "the tap's output", 7: "a record"}

# The state lives where every worker can read it. The target replaces it in one step, and only by a state whose records
# are all in the database, so a failed try leaves the next one nothing to repair.
PIPE = """
set -euo pipefail
mkdir -p "$STATE_FOLDER"
state=()
[ ! -s "$STATE_FOLDER/state.json" ] || state=(--state "$STATE_FOLDER/state.json")
tap-stripe --config ENV ${state[@]+"${state[@]}"} |
  target-duckdb --config ENV --state-file "$STATE_FOLDER/state.json" >/dev/null
"""


class SingerPipe(BashOperator):
    """Runs a pipe of a tap and a target, and fails for good where another try would end the same way."""

    def execute(self, context):
        result = self.subprocess_hook.run_command(
            command=["bash", "-c", self.bash_command], env=self.get_env(context)
        )
        code = result.exit_code
        if code in HOPELESS:
            raise AirflowFailException(f"exit code {code}: the fault lies with {HOPELESS[code]}, see the log")
        if code == 9:
            raise AirflowSkipException("the source's quota is used up; the next run goes on from here")
        if code != 0:
            raise AirflowException(f"exit code {code}: to be tried again")
        return code


with DAG(
    dag_id="tributary_stripe",
    description="Stripe into DuckDB",
    schedule="17 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,  # one writer of the state and of the database file
    default_args={"retries": 3, "retry_delay": timedelta(minutes=2), "retry_exponential_backoff": True},
) as dag:
    SingerPipe(
        task_id="load",
        bash_command=PIPE,
        env={
            "TAP_STRIPE_API_KEY": "{{ conn.stripe.password }}",
            "TAP_STRIPE_BASE_URL": "{{ conn.stripe.host or 'https://api.stripe.com' }}",
            "TARGET_DUCKDB_PATH": "{{ conn.warehouse.host }}",
            "STATE_FOLDER": os.environ.get("TRIBUTARY_STATE", "/srv/pipes/stripe"),
        },
        append_env=True,
        execution_timeout=timedelta(hours=6),
    )
