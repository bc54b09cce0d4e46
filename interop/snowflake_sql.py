"""fakesnow, a Snowflake that nobody here wrote, executes the SQL that target-snowflake's golden files hold.

Each file is tried in a database of its own, statement by statement, beside a row that is staged by hand; afterwards the row
is in the stream's table. What fakesnow is known not to have is listed, and must fail: the list is no place for the past.
"""

import pathlib
import sys

import fakesnow
import snowflake.connector

# The beginning of a statement, and what fakesnow 0.12.1 lacks, with the numbers of its own issues where it has one.
LACKS = {
    "ALTER TABLE * SWAP WITH": "SWAP WITH",
    "CREATE OR REPLACE TABLE * LIKE": "COPY GRANTS",
    "CREATE OR REPLACE TEMPORARY TABLE": "temporary tables by their path",
    "COPY INTO": "stage paths, zstd and most options of CSV (of its issue 403)",
    "PUT": "the user's stage (of its issue 409)",
    "REMOVE": "REMOVE",
}

golden = pathlib.Path(sys.argv[1])

# Where a merge gets the bounds that the statement before it has answered.
BOUNDS = " /* and each key within the bounds of the batch */"


def lacks(statement):
    for beginning, what in LACKS.items():
        first, _, second = beginning.partition(" * ")
        if statement.startswith(first) and (not second or f" {second} " in statement.split("\n")[0]):
            return what
    return None


def statements(name):
    text = (golden / name).read_text().rstrip().removesuffix(";")
    return [statement.strip() for statement in text.split(";\n\n")]


def staged():
    """The staging table; fakesnow has no temporary tables whose path is said, so that it is a permanent one."""
    create = next(s for s in statements("batch-copy.sql") if s.startswith("CREATE OR REPLACE TEMPORARY TABLE"))
    return create.replace("TEMPORARY ", "")


def judge(name, before, expected):
    with fakesnow.patch():
        connection = snowflake.connector.connect(database="RAW", schema="PUBLIC")
        cursor = connection.cursor()
        for statement in before:
            cursor.execute(statement)
        executed = 0
        answer = None
        for statement in statements(name):
            missing = lacks(statement)
            if BOUNDS in statement:
                statement = statement.replace(BOUNDS, answer[0])
            try:
                cursor.execute(statement)
                if statement.startswith("SELECT "):
                    answer = cursor.fetchone()
            except Exception as failure:  # whatever it raises is a verdict
                if missing is None:
                    sys.exit(f"interop/snowflake: fakesnow refuses {name}: {failure}\n{statement}")
                continue
            if missing is not None:
                sys.exit(f"interop/snowflake: fakesnow now has {missing}; take it off the list in snowflake_sql.py")
            executed += 1
        if expected is not None:
            rows = cursor.execute(expected[0]).fetchall()
            if rows != expected[1]:
                sys.exit(f"interop/snowflake: {name} leaves {rows}, not {expected[1]}")
        connection.close()
    print(f"interop: fakesnow executes {executed} statements of {name}")


row = (
    'INSERT INTO "RAW"."PUBLIC"."_TRIBUTARY_STAGED" ("_ROW_SEQUENCE", "_ROW_RECEIVED_AT", "ID", "NAME", "BALANCE", "ADDRESS")'
    " SELECT {}, CAST('2026-01-02T03:04:05+00:00' AS TIMESTAMP_TZ), {}, '{}', 1.5, '{{\"city\": \"Oslo\"}}'"
)
people = [staged(), row.format(1, 7, "first"), row.format(3, 7, "last"), row.format(2, 8, "other")]
there = [
    'CREATE TABLE "RAW"."PUBLIC"."PEOPLE" ("ID" NUMBER(10,0), "NAME" VARCHAR(20), "BALANCE" NUMBER(12,2), "PAID" DATE,'
    ' "SHOE" BOOLEAN, "LEFT_OVER" BINARY)',
    'INSERT INTO "RAW"."PUBLIC"."PEOPLE" ("ID", "NAME", "BALANCE", "SHOE") VALUES (7, \'before\', 12.25, TRUE), (9, \'kept\', 12.25, TRUE)',
]
names = 'SELECT "ID", "NAME" FROM "RAW"."PUBLIC"."PEOPLE" ORDER BY "ID"'
judge("people-plain.sql", people, (names, [(7, "last"), (8, "other")]))
judge("people-pruned.sql", people, (names, [(7, "last"), (8, "other")]))
judge("people-evolve.sql", there + people, (names, [(7, "last"), (8, "other"), (9, "kept")]))
judge("people-overwrite-first.sql", people, (names, [(7, "last"), (8, "other")]))
following = ['CREATE TABLE "RAW"."PUBLIC"."PEOPLE__NEXT" ("ID" NUMBER(38,0))']
judge("people-overwrite.sql", following + people, None)
judge("batch-copy.sql", [], None)
