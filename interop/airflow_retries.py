"""Runs the DAG of examples/airflow with every exit code, in this process, and looks what Airflow makes of it.

The file `codes` holds what tap-stripe ends with, a line for each try; after that it is tap-stripe itself.
"""

import datetime
import pathlib
import sys

sys.path.insert(0, "dags")
from tributary_stripe import dag  # noqa: E402

CODES = pathlib.Path("codes")


def test(*codes):
    """Returns how the task ended, and at which try."""
    CODES.write_text("".join(f"{code}\n" for code in codes))
    [task] = dag.test().get_task_instances()
    return task.state, task.try_number


def expect(what, found, wanted):
    print(f"{what}: {found}", flush=True)
    if found != wanted:
        sys.exit(f"airflow: {what}: {found} instead of {wanted}")


[load] = dag.tasks
load.retry_delay = datetime.timedelta(milliseconds=1)

expect("exit codes 1, 5, 6, then 0", test(1, 5, 6, 0), ("success", 4))
expect("exit codes 8, 130, 143, then what tap-stripe ends with", test(8, 130, 143), ("success", 4))
expect("exit code 5 at every try", test(5, 5, 5, 5), ("failed", 4))
for code in (2, 3, 4, 7):
    expect(f"exit code {code}", test(code), ("failed", 1))
expect("exit code 9", test(9), ("skipped", 1))
print("tries again after 1, 5, 6, 8, 130 and 143, fails at once after 2, 3, 4 and 7, and skips after 9")
