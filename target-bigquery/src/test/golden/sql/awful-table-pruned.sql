CREATE SCHEMA IF NOT EXISTS `my-project`.`raw`;

CREATE TABLE `my-project`.`raw`.`select_from` (
  `boolean_key` BOOL,
  `boolean` BOOL,
  `integer_key` INT64,
  `integer` INT64,
  `decimal_key` NUMERIC,
  `decimal` NUMERIC,
  `number_key` NUMERIC,
  `number` NUMERIC,
  `string_key` STRING,
  `string` STRING,
  `date_key` DATE,
  `date` DATE,
  `time_key` TIME,
  `time` TIME,
  `timestamp_key` TIMESTAMP,
  `timestamp` TIMESTAMP,
  `binary_key` BYTES,
  `binary` BYTES,
  `object_key` JSON,
  `object` JSON,
  `array_key` JSON,
  `array` JSON,
  `any_key` JSON,
  `any` JSON,
  `cents` BIGNUMERIC,
  `wide` NUMERIC,
  `digits` NUMERIC,
  `short` STRING,
  `either` STRING,
  `mixed` JSON,
  `select` STRING,
  `Mixed_Case` STRING,
  `a_x22_quote` STRING,
  `it_x27_s` STRING,
  `dotted_name` STRING,
  `_1st` STRING,
  `größe` STRING,
  `金額` STRING,
  `a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_` STRING,
  `_sdc_extracted_at` TIMESTAMP,
  `_sdc_received_at` TIMESTAMP,
  `_sdc_batched_at` TIMESTAMP,
  `_sdc_deleted_at` TIMESTAMP,
  `_sdc_sequence` INT64,
  `_sdc_table_version` INT64,
  `_sdc_sync_started_at` INT64
);

SELECT ' AND (' || COALESCE('t.`integer_key` BETWEEN CAST(\'' || CAST(MIN(s.`integer_key`) AS STRING) || '\' AS INT64) AND CAST(\'' || CAST(MAX(s.`integer_key`) AS STRING) || '\' AS INT64)', 'FALSE') || CASE WHEN COUNT(*) > COUNT(s.`integer_key`) THEN ' OR t.`integer_key` IS NULL' ELSE '' END || ')' || ' AND (' || COALESCE('t.`decimal_key` BETWEEN CAST(\'' || CAST(MIN(s.`decimal_key`) AS STRING) || '\' AS NUMERIC) AND CAST(\'' || CAST(MAX(s.`decimal_key`) AS STRING) || '\' AS NUMERIC)', 'FALSE') || CASE WHEN COUNT(*) > COUNT(s.`decimal_key`) THEN ' OR t.`decimal_key` IS NULL' ELSE '' END || ')' || ' AND (' || COALESCE('t.`number_key` BETWEEN CAST(\'' || CAST(MIN(s.`number_key`) AS STRING) || '\' AS NUMERIC) AND CAST(\'' || CAST(MAX(s.`number_key`) AS STRING) || '\' AS NUMERIC)', 'FALSE') || CASE WHEN COUNT(*) > COUNT(s.`number_key`) THEN ' OR t.`number_key` IS NULL' ELSE '' END || ')' || ' AND (' || COALESCE('t.`date_key` BETWEEN CAST(\'' || CAST(MIN(s.`date_key`) AS STRING) || '\' AS DATE) AND CAST(\'' || CAST(MAX(s.`date_key`) AS STRING) || '\' AS DATE)', 'FALSE') || CASE WHEN COUNT(*) > COUNT(s.`date_key`) THEN ' OR t.`date_key` IS NULL' ELSE '' END || ')' || ' AND (' || COALESCE('t.`timestamp_key` BETWEEN CAST(\'' || FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', MIN(s.`timestamp_key`)) || '\' AS TIMESTAMP) AND CAST(\'' || FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', MAX(s.`timestamp_key`)) || '\' AS TIMESTAMP)', 'FALSE') || CASE WHEN COUNT(*) > COUNT(s.`timestamp_key`) THEN ' OR t.`timestamp_key` IS NULL' ELSE '' END || ')'
FROM `my-project`.`raw`.`_tributary_staged` AS s;

MERGE INTO `my-project`.`raw`.`select_from` AS t USING (
  SELECT s.`boolean_key` AS `boolean_key`, s.`boolean` AS `boolean`, s.`integer_key` AS `integer_key`, s.`integer` AS `integer`, s.`decimal_key` AS `decimal_key`, s.`decimal` AS `decimal`, s.`number_key` AS `number_key`, s.`number` AS `number`, s.`string_key` AS `string_key`, s.`string` AS `string`, s.`date_key` AS `date_key`, s.`date` AS `date`, s.`time_key` AS `time_key`, s.`time` AS `time`, s.`timestamp_key` AS `timestamp_key`, s.`timestamp` AS `timestamp`, s.`binary_key` AS `binary_key`, s.`binary` AS `binary`, PARSE_JSON(s.`object_key`, wide_number_mode=>'round') AS `object_key`, PARSE_JSON(s.`object`, wide_number_mode=>'round') AS `object`, PARSE_JSON(s.`array_key`, wide_number_mode=>'round') AS `array_key`, PARSE_JSON(s.`array`, wide_number_mode=>'round') AS `array`, PARSE_JSON(s.`any_key`, wide_number_mode=>'round') AS `any_key`, PARSE_JSON(s.`any`, wide_number_mode=>'round') AS `any`, s.`cents` AS `cents`, s.`wide` AS `wide`, s.`digits` AS `digits`, s.`short` AS `short`, s.`either` AS `either`, PARSE_JSON(s.`mixed`, wide_number_mode=>'round') AS `mixed`, s.`select` AS `select`, s.`Mixed_Case` AS `Mixed_Case`, s.`a_x22_quote` AS `a_x22_quote`, s.`it_x27_s` AS `it_x27_s`, s.`dotted_name` AS `dotted_name`, s.`_1st` AS `_1st`, s.`größe` AS `größe`, s.`金額` AS `金額`, s.`a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_` AS `a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_`, s.`_row_extracted_at` AS `_sdc_extracted_at`, s.`_row_received_at` AS `_sdc_received_at`, CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) AS `_sdc_batched_at`, s.`_row_sequence` AS `_sdc_sequence`, s.`_row_version` AS `_sdc_table_version`, 1767323045000 AS `_sdc_sync_started_at`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`boolean_key`, s.`integer_key`, s.`decimal_key`, s.`number_key`, s.`string_key`, s.`date_key`, s.`time_key`, s.`timestamp_key`, s.`binary_key`, TO_JSON_STRING(PARSE_JSON(s.`object_key`, wide_number_mode=>'round')), TO_JSON_STRING(PARSE_JSON(s.`array_key`, wide_number_mode=>'round')), TO_JSON_STRING(PARSE_JSON(s.`any_key`, wide_number_mode=>'round')) ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`boolean_key` = l.`boolean_key` OR (t.`boolean_key` IS NULL AND l.`boolean_key` IS NULL)) AND (t.`integer_key` = l.`integer_key` OR (t.`integer_key` IS NULL AND l.`integer_key` IS NULL)) AND (t.`decimal_key` = l.`decimal_key` OR (t.`decimal_key` IS NULL AND l.`decimal_key` IS NULL)) AND (t.`number_key` = l.`number_key` OR (t.`number_key` IS NULL AND l.`number_key` IS NULL)) AND (t.`string_key` = l.`string_key` OR (t.`string_key` IS NULL AND l.`string_key` IS NULL)) AND (t.`date_key` = l.`date_key` OR (t.`date_key` IS NULL AND l.`date_key` IS NULL)) AND (t.`time_key` = l.`time_key` OR (t.`time_key` IS NULL AND l.`time_key` IS NULL)) AND (t.`timestamp_key` = l.`timestamp_key` OR (t.`timestamp_key` IS NULL AND l.`timestamp_key` IS NULL)) AND (t.`binary_key` = l.`binary_key` OR (t.`binary_key` IS NULL AND l.`binary_key` IS NULL)) AND (TO_JSON_STRING(t.`object_key`) = TO_JSON_STRING(l.`object_key`) OR (t.`object_key` IS NULL AND l.`object_key` IS NULL)) AND (TO_JSON_STRING(t.`array_key`) = TO_JSON_STRING(l.`array_key`) OR (t.`array_key` IS NULL AND l.`array_key` IS NULL)) AND (TO_JSON_STRING(t.`any_key`) = TO_JSON_STRING(l.`any_key`) OR (t.`any_key` IS NULL AND l.`any_key` IS NULL)) /* and each key within the bounds of the batch */
WHEN MATCHED THEN UPDATE SET `boolean_key` = l.`boolean_key`, `boolean` = l.`boolean`, `integer_key` = l.`integer_key`, `integer` = l.`integer`, `decimal_key` = l.`decimal_key`, `decimal` = l.`decimal`, `number_key` = l.`number_key`, `number` = l.`number`, `string_key` = l.`string_key`, `string` = l.`string`, `date_key` = l.`date_key`, `date` = l.`date`, `time_key` = l.`time_key`, `time` = l.`time`, `timestamp_key` = l.`timestamp_key`, `timestamp` = l.`timestamp`, `binary_key` = l.`binary_key`, `binary` = l.`binary`, `object_key` = l.`object_key`, `object` = l.`object`, `array_key` = l.`array_key`, `array` = l.`array`, `any_key` = l.`any_key`, `any` = l.`any`, `cents` = l.`cents`, `wide` = l.`wide`, `digits` = l.`digits`, `short` = l.`short`, `either` = l.`either`, `mixed` = l.`mixed`, `select` = l.`select`, `Mixed_Case` = l.`Mixed_Case`, `a_x22_quote` = l.`a_x22_quote`, `it_x27_s` = l.`it_x27_s`, `dotted_name` = l.`dotted_name`, `_1st` = l.`_1st`, `größe` = l.`größe`, `金額` = l.`金額`, `a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_` = l.`a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_`, `_sdc_extracted_at` = l.`_sdc_extracted_at`, `_sdc_received_at` = l.`_sdc_received_at`, `_sdc_batched_at` = l.`_sdc_batched_at`, `_sdc_sequence` = l.`_sdc_sequence`, `_sdc_table_version` = l.`_sdc_table_version`, `_sdc_sync_started_at` = l.`_sdc_sync_started_at`, `_sdc_deleted_at` = NULL
WHEN NOT MATCHED THEN INSERT (`boolean_key`, `boolean`, `integer_key`, `integer`, `decimal_key`, `decimal`, `number_key`, `number`, `string_key`, `string`, `date_key`, `date`, `time_key`, `time`, `timestamp_key`, `timestamp`, `binary_key`, `binary`, `object_key`, `object`, `array_key`, `array`, `any_key`, `any`, `cents`, `wide`, `digits`, `short`, `either`, `mixed`, `select`, `Mixed_Case`, `a_x22_quote`, `it_x27_s`, `dotted_name`, `_1st`, `größe`, `金額`, `a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_`, `_sdc_extracted_at`, `_sdc_received_at`, `_sdc_batched_at`, `_sdc_sequence`, `_sdc_table_version`, `_sdc_sync_started_at`) VALUES (l.`boolean_key`, l.`boolean`, l.`integer_key`, l.`integer`, l.`decimal_key`, l.`decimal`, l.`number_key`, l.`number`, l.`string_key`, l.`string`, l.`date_key`, l.`date`, l.`time_key`, l.`time`, l.`timestamp_key`, l.`timestamp`, l.`binary_key`, l.`binary`, l.`object_key`, l.`object`, l.`array_key`, l.`array`, l.`any_key`, l.`any`, l.`cents`, l.`wide`, l.`digits`, l.`short`, l.`either`, l.`mixed`, l.`select`, l.`Mixed_Case`, l.`a_x22_quote`, l.`it_x27_s`, l.`dotted_name`, l.`_1st`, l.`größe`, l.`金額`, l.`a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_a_long_name_of_many_words_`, l.`_sdc_extracted_at`, l.`_sdc_received_at`, l.`_sdc_batched_at`, l.`_sdc_sequence`, l.`_sdc_table_version`, l.`_sdc_sync_started_at`);
