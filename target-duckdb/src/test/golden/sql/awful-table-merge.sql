CREATE SCHEMA IF NOT EXISTS "warehouse"."main";

CREATE TABLE "warehouse"."main"."select from" (
  "boolean_key" BOOLEAN,
  "boolean" BOOLEAN,
  "integer_key" BIGINT,
  "integer" BIGINT,
  "decimal_key" DECIMAL(38,9),
  "decimal" DECIMAL(38,9),
  "number_key" DECIMAL(38,9),
  "number" DECIMAL(38,9),
  "string_key" VARCHAR,
  "string" VARCHAR,
  "date_key" DATE,
  "date" DATE,
  "time_key" TIME,
  "time" TIME,
  "timestamp_key" TIMESTAMP WITH TIME ZONE,
  "timestamp" TIMESTAMP WITH TIME ZONE,
  "binary_key" BLOB,
  "binary" BLOB,
  "object_key" JSON,
  "object" JSON,
  "array_key" JSON,
  "array" JSON,
  "any_key" JSON,
  "any" JSON,
  "cents" DECIMAL(38,2),
  "wide" HUGEINT,
  "digits" DECIMAL(12,4),
  "short" VARCHAR,
  "either" VARCHAR,
  "mixed" JSON,
  "select" VARCHAR,
  "Mixed Case" VARCHAR,
  "a""quote" VARCHAR,
  "it's" VARCHAR,
  "dotted.name" VARCHAR,
  "1st" VARCHAR,
  "größe" VARCHAR,
  "金額" VARCHAR,
  "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_" VARCHAR,
  "_sdc_extracted_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_received_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_batched_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_deleted_at" TIMESTAMP WITH TIME ZONE,
  "_sdc_sequence" BIGINT,
  "_sdc_table_version" BIGINT,
  "_sdc_sync_started_at" BIGINT
);

CREATE OR REPLACE TEMPORARY TABLE "temp"."main"."latest" AS
SELECT s."boolean_key" AS "boolean_key", s."integer_key" AS "integer_key", s."decimal_key" AS "decimal_key", s."number_key" AS "number_key", s."string_key" AS "string_key", s."date_key" AS "date_key", s."time_key" AS "time_key", s."timestamp_key" AS "timestamp_key", s."binary_key" AS "binary_key", s."object_key" AS "object_key", s."array_key" AS "array_key", s."any_key" AS "any_key", max(s."_row_sequence") AS "_row_sequence", count(*) AS _row_count
FROM "temp"."main"."staged" AS s
GROUP BY s."boolean_key", s."integer_key", s."decimal_key", s."number_key", s."string_key", s."date_key", s."time_key", s."timestamp_key", s."binary_key", s."object_key", s."array_key", s."any_key";

SELECT sum(_row_count) FROM "temp"."main"."latest";

DELETE FROM "warehouse"."main"."select from" AS t WHERE EXISTS (
  SELECT 1 FROM "temp"."main"."latest" AS l WHERE t."boolean_key" IS NOT DISTINCT FROM l."boolean_key" AND t."integer_key" IS NOT DISTINCT FROM l."integer_key" AND t."decimal_key" IS NOT DISTINCT FROM l."decimal_key" AND t."number_key" IS NOT DISTINCT FROM l."number_key" AND t."string_key" IS NOT DISTINCT FROM l."string_key" AND t."date_key" IS NOT DISTINCT FROM l."date_key" AND t."time_key" IS NOT DISTINCT FROM l."time_key" AND t."timestamp_key" IS NOT DISTINCT FROM l."timestamp_key" AND t."binary_key" IS NOT DISTINCT FROM l."binary_key" AND t."object_key" IS NOT DISTINCT FROM l."object_key" AND t."array_key" IS NOT DISTINCT FROM l."array_key" AND t."any_key" IS NOT DISTINCT FROM l."any_key");

INSERT INTO "warehouse"."main"."select from" ("boolean_key", "boolean", "integer_key", "integer", "decimal_key", "decimal", "number_key", "number", "string_key", "string", "date_key", "date", "time_key", "time", "timestamp_key", "timestamp", "binary_key", "binary", "object_key", "object", "array_key", "array", "any_key", "any", "cents", "wide", "digits", "short", "either", "mixed", "select", "Mixed Case", "a""quote", "it's", "dotted.name", "1st", "größe", "金額", "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", "_sdc_extracted_at", "_sdc_received_at", "_sdc_batched_at", "_sdc_sequence", "_sdc_table_version", "_sdc_sync_started_at")
SELECT s."boolean_key", s."boolean", s."integer_key", s."integer", s."decimal_key", s."decimal", s."number_key", s."number", s."string_key", s."string", s."date_key", s."date", s."time_key", s."time", s."timestamp_key", s."timestamp", s."binary_key", s."binary", s."object_key", s."object", s."array_key", s."array", s."any_key", s."any", s."cents", s."wide", s."digits", s."short", s."either", s."mixed", s."select", s."Mixed Case", s."a""quote", s."it's", s."dotted.name", s."1st", s."größe", s."金額", s."a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", s."_row_extracted_at", s."_row_received_at", CAST('2026-01-02T03:04:05Z' AS TIMESTAMP WITH TIME ZONE), s."_row_sequence", s."_row_version", 1767323045000
FROM "temp"."main"."staged" AS s
WHERE s."_row_sequence" IN (
  SELECT l."_row_sequence" FROM "temp"."main"."latest" AS l);

DROP TABLE "temp"."main"."latest";
