CREATE SCHEMA IF NOT EXISTS "raw"."PUBLIC";

CREATE TABLE "raw"."PUBLIC"."select from" (
  "boolean_key" BOOLEAN,
  "boolean" BOOLEAN,
  "integer_key" NUMBER(38,0),
  "integer" NUMBER(38,0),
  "decimal_key" NUMBER(38,9),
  "decimal" NUMBER(38,9),
  "number_key" NUMBER(38,9),
  "number" NUMBER(38,9),
  "string_key" VARCHAR,
  "string" VARCHAR,
  "date_key" DATE,
  "date" DATE,
  "time_key" TIME,
  "time" TIME,
  "timestamp_key" TIMESTAMP_NTZ,
  "timestamp" TIMESTAMP_NTZ,
  "binary_key" BINARY,
  "binary" BINARY,
  "object_key" VARIANT,
  "object" VARIANT,
  "array_key" VARIANT,
  "array" VARIANT,
  "any_key" VARIANT,
  "any" VARIANT,
  "cents" NUMBER(38,2),
  "wide" NUMBER(38,0),
  "digits" NUMBER(38,4),
  "short" VARCHAR,
  "either" VARCHAR,
  "mixed" VARIANT,
  "select" VARCHAR,
  "Mixed Case" VARCHAR,
  "a""quote" VARCHAR,
  "it's" VARCHAR,
  "dotted.name" VARCHAR,
  "1st" VARCHAR,
  "größe" VARCHAR,
  "金額" VARCHAR,
  "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_" VARCHAR,
  "_sdc_extracted_at" TIMESTAMP_NTZ,
  "_sdc_received_at" TIMESTAMP_NTZ,
  "_sdc_batched_at" TIMESTAMP_NTZ,
  "_sdc_deleted_at" TIMESTAMP_NTZ,
  "_sdc_sequence" NUMBER(38,0),
  "_sdc_table_version" NUMBER(38,0),
  "_sdc_sync_started_at" NUMBER(38,0)
);

MERGE INTO "raw"."PUBLIC"."select from" AS t USING (
  SELECT s."boolean_key" AS "boolean_key", s."boolean" AS "boolean", s."integer_key" AS "integer_key", s."integer" AS "integer", s."decimal_key" AS "decimal_key", s."decimal" AS "decimal", s."number_key" AS "number_key", s."number" AS "number", s."string_key" AS "string_key", s."string" AS "string", s."date_key" AS "date_key", s."date" AS "date", s."time_key" AS "time_key", s."time" AS "time", CAST(CONVERT_TIMEZONE('UTC', s."timestamp_key") AS TIMESTAMP_NTZ) AS "timestamp_key", CAST(CONVERT_TIMEZONE('UTC', s."timestamp") AS TIMESTAMP_NTZ) AS "timestamp", s."binary_key" AS "binary_key", s."binary" AS "binary", PARSE_JSON(s."object_key") AS "object_key", PARSE_JSON(s."object") AS "object", PARSE_JSON(s."array_key") AS "array_key", PARSE_JSON(s."array") AS "array", PARSE_JSON(s."any_key") AS "any_key", PARSE_JSON(s."any") AS "any", s."cents" AS "cents", s."wide" AS "wide", s."digits" AS "digits", s."short" AS "short", s."either" AS "either", PARSE_JSON(s."mixed") AS "mixed", s."select" AS "select", s."Mixed Case" AS "Mixed Case", s."a""quote" AS "a""quote", s."it's" AS "it's", s."dotted.name" AS "dotted.name", s."1st" AS "1st", s."größe" AS "größe", s."金額" AS "金額", s."a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_" AS "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", CAST(CONVERT_TIMEZONE('UTC', s."_row_extracted_at") AS TIMESTAMP_NTZ) AS "_sdc_extracted_at", CAST(CONVERT_TIMEZONE('UTC', s."_row_received_at") AS TIMESTAMP_NTZ) AS "_sdc_received_at", CAST('2026-01-02T03:04:05Z' AS TIMESTAMP_NTZ) AS "_sdc_batched_at", s."_row_sequence" AS "_sdc_sequence", s."_row_version" AS "_sdc_table_version", 1767323045000 AS "_sdc_sync_started_at"
  FROM "raw"."PUBLIC"."_TRIBUTARY_STAGED" AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s."boolean_key", s."integer_key", s."decimal_key", s."number_key", s."string_key", s."date_key", s."time_key", CAST(CONVERT_TIMEZONE('UTC', s."timestamp_key") AS TIMESTAMP_NTZ), s."binary_key", PARSE_JSON(s."object_key"), PARSE_JSON(s."array_key"), PARSE_JSON(s."any_key") ORDER BY s."_row_sequence" DESC) = 1
) AS l ON t."boolean_key" IS NOT DISTINCT FROM l."boolean_key" AND t."integer_key" IS NOT DISTINCT FROM l."integer_key" AND t."decimal_key" IS NOT DISTINCT FROM l."decimal_key" AND t."number_key" IS NOT DISTINCT FROM l."number_key" AND t."string_key" IS NOT DISTINCT FROM l."string_key" AND t."date_key" IS NOT DISTINCT FROM l."date_key" AND t."time_key" IS NOT DISTINCT FROM l."time_key" AND t."timestamp_key" IS NOT DISTINCT FROM l."timestamp_key" AND t."binary_key" IS NOT DISTINCT FROM l."binary_key" AND t."object_key" IS NOT DISTINCT FROM l."object_key" AND t."array_key" IS NOT DISTINCT FROM l."array_key" AND t."any_key" IS NOT DISTINCT FROM l."any_key"
WHEN MATCHED THEN UPDATE SET "boolean_key" = l."boolean_key", "boolean" = l."boolean", "integer_key" = l."integer_key", "integer" = l."integer", "decimal_key" = l."decimal_key", "decimal" = l."decimal", "number_key" = l."number_key", "number" = l."number", "string_key" = l."string_key", "string" = l."string", "date_key" = l."date_key", "date" = l."date", "time_key" = l."time_key", "time" = l."time", "timestamp_key" = l."timestamp_key", "timestamp" = l."timestamp", "binary_key" = l."binary_key", "binary" = l."binary", "object_key" = l."object_key", "object" = l."object", "array_key" = l."array_key", "array" = l."array", "any_key" = l."any_key", "any" = l."any", "cents" = l."cents", "wide" = l."wide", "digits" = l."digits", "short" = l."short", "either" = l."either", "mixed" = l."mixed", "select" = l."select", "Mixed Case" = l."Mixed Case", "a""quote" = l."a""quote", "it's" = l."it's", "dotted.name" = l."dotted.name", "1st" = l."1st", "größe" = l."größe", "金額" = l."金額", "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_" = l."a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", "_sdc_extracted_at" = l."_sdc_extracted_at", "_sdc_received_at" = l."_sdc_received_at", "_sdc_batched_at" = l."_sdc_batched_at", "_sdc_sequence" = l."_sdc_sequence", "_sdc_table_version" = l."_sdc_table_version", "_sdc_sync_started_at" = l."_sdc_sync_started_at", "_sdc_deleted_at" = NULL
WHEN NOT MATCHED THEN INSERT ("boolean_key", "boolean", "integer_key", "integer", "decimal_key", "decimal", "number_key", "number", "string_key", "string", "date_key", "date", "time_key", "time", "timestamp_key", "timestamp", "binary_key", "binary", "object_key", "object", "array_key", "array", "any_key", "any", "cents", "wide", "digits", "short", "either", "mixed", "select", "Mixed Case", "a""quote", "it's", "dotted.name", "1st", "größe", "金額", "a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", "_sdc_extracted_at", "_sdc_received_at", "_sdc_batched_at", "_sdc_sequence", "_sdc_table_version", "_sdc_sync_started_at") VALUES (l."boolean_key", l."boolean", l."integer_key", l."integer", l."decimal_key", l."decimal", l."number_key", l."number", l."string_key", l."string", l."date_key", l."date", l."time_key", l."time", l."timestamp_key", l."timestamp", l."binary_key", l."binary", l."object_key", l."object", l."array_key", l."array", l."any_key", l."any", l."cents", l."wide", l."digits", l."short", l."either", l."mixed", l."select", l."Mixed Case", l."a""quote", l."it's", l."dotted.name", l."1st", l."größe", l."金額", l."a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_", l."_sdc_extracted_at", l."_sdc_received_at", l."_sdc_batched_at", l."_sdc_sequence", l."_sdc_table_version", l."_sdc_sync_started_at");
