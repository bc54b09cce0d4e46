CREATE SCHEMA IF NOT EXISTS "warehouse"."main";

CREATE TABLE "warehouse"."main"."people" (
  "id" BIGINT,
  "name" VARCHAR,
  "paid" TIMESTAMP WITH TIME ZONE,
  "address" JSON
);

CREATE OR REPLACE TEMPORARY TABLE "temp"."main"."latest" AS
SELECT s."id" AS "id", max(s."_row_sequence") AS "_row_sequence", count(*) AS _row_count
FROM "temp"."main"."staged" AS s
GROUP BY s."id";

SELECT sum(_row_count) FROM "temp"."main"."latest";

DELETE FROM "warehouse"."main"."people" AS t WHERE EXISTS (
  SELECT 1 FROM "temp"."main"."latest" AS l WHERE t."id" IS NOT DISTINCT FROM l."id");

INSERT INTO "warehouse"."main"."people" ("id", "name", "paid", "address")
SELECT s."id", s."name", s."paid", s."address"
FROM "temp"."main"."staged" AS s
WHERE s."_row_sequence" IN (
  SELECT l."_row_sequence" FROM "temp"."main"."latest" AS l);

DROP TABLE "temp"."main"."latest";
