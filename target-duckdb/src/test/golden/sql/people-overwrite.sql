CREATE SCHEMA IF NOT EXISTS "warehouse"."main";

CREATE TABLE "warehouse"."main"."people__next" (
  "id" BIGINT,
  "name" VARCHAR,
  "paid" TIMESTAMP WITH TIME ZONE,
  "address" JSON,
  "_sdc_extracted_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_received_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_batched_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_deleted_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_sequence" BIGINT,
  "_sdc_table_version" BIGINT,
  "_sdc_sync_started_at" BIGINT
);

CREATE OR REPLACE TEMPORARY TABLE "temp"."main"."latest" AS
SELECT s."id" AS "id", max(s."_row_sequence") AS "_row_sequence", count(*) AS _row_count
FROM "temp"."main"."staged" AS s
GROUP BY s."id";

SELECT sum(_row_count) FROM "temp"."main"."latest";

DELETE FROM "warehouse"."main"."people__next" AS t WHERE EXISTS (
  SELECT 1 FROM "temp"."main"."latest" AS l WHERE t."id" IS NOT DISTINCT FROM l."id");

INSERT INTO "warehouse"."main"."people__next" ("id", "name", "paid", "address", "_sdc_extracted_at", "_sdc_received_at", "_sdc_batched_at", "_sdc_sequence", "_sdc_table_version", "_sdc_sync_started_at")
SELECT s."id", s."name", s."paid", s."address", s."_row_extracted_at", s."_row_received_at", CAST('2026-01-02T03:04:05Z' AS TIMESTAMP WITH TIME ZONE), s."_row_sequence", s."_row_version", 1767323045000
FROM "temp"."main"."staged" AS s
WHERE s."_row_sequence" IN (
  SELECT l."_row_sequence" FROM "temp"."main"."latest" AS l);

DROP TABLE "temp"."main"."latest";

DROP TABLE IF EXISTS "warehouse"."main"."people";

ALTER TABLE "warehouse"."main"."people__next" RENAME TO "people";
