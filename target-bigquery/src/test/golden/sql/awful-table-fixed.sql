CREATE SCHEMA IF NOT EXISTS `my-project`.`raw`;

CREATE TABLE `my-project`.`raw`.`select_from` (
  `boolean_key` BOOL,
  `integer_key` INT64,
  `decimal_key` NUMERIC,
  `number_key` NUMERIC,
  `string_key` STRING,
  `date_key` DATE,
  `time_key` TIME,
  `timestamp_key` TIMESTAMP,
  `binary_key` BYTES,
  `object_key` JSON,
  `array_key` JSON,
  `any_key` JSON,
  `data` JSON,
  `_sdc_extracted_at` TIMESTAMP,
  `_sdc_received_at` TIMESTAMP,
  `_sdc_batched_at` TIMESTAMP,
  `_sdc_deleted_at` TIMESTAMP,
  `_sdc_sequence` INT64,
  `_sdc_table_version` INT64,
  `_sdc_sync_started_at` INT64
);

MERGE INTO `my-project`.`raw`.`select_from` AS t USING (
  SELECT s.`boolean_key` AS `boolean_key`, s.`integer_key` AS `integer_key`, s.`decimal_key` AS `decimal_key`, s.`number_key` AS `number_key`, s.`string_key` AS `string_key`, s.`date_key` AS `date_key`, s.`time_key` AS `time_key`, s.`timestamp_key` AS `timestamp_key`, s.`binary_key` AS `binary_key`, PARSE_JSON(s.`object_key`, wide_number_mode=>'round') AS `object_key`, PARSE_JSON(s.`array_key`, wide_number_mode=>'round') AS `array_key`, PARSE_JSON(s.`any_key`, wide_number_mode=>'round') AS `any_key`, PARSE_JSON(s.`data`, wide_number_mode=>'round') AS `data`, s.`_row_extracted_at` AS `_sdc_extracted_at`, s.`_row_received_at` AS `_sdc_received_at`, CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) AS `_sdc_batched_at`, s.`_row_sequence` AS `_sdc_sequence`, s.`_row_version` AS `_sdc_table_version`, 1767323045000 AS `_sdc_sync_started_at`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`boolean_key`, s.`integer_key`, s.`decimal_key`, s.`number_key`, s.`string_key`, s.`date_key`, s.`time_key`, s.`timestamp_key`, s.`binary_key`, TO_JSON_STRING(PARSE_JSON(s.`object_key`, wide_number_mode=>'round')), TO_JSON_STRING(PARSE_JSON(s.`array_key`, wide_number_mode=>'round')), TO_JSON_STRING(PARSE_JSON(s.`any_key`, wide_number_mode=>'round')) ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`boolean_key` = l.`boolean_key` OR (t.`boolean_key` IS NULL AND l.`boolean_key` IS NULL)) AND (t.`integer_key` = l.`integer_key` OR (t.`integer_key` IS NULL AND l.`integer_key` IS NULL)) AND (t.`decimal_key` = l.`decimal_key` OR (t.`decimal_key` IS NULL AND l.`decimal_key` IS NULL)) AND (t.`number_key` = l.`number_key` OR (t.`number_key` IS NULL AND l.`number_key` IS NULL)) AND (t.`string_key` = l.`string_key` OR (t.`string_key` IS NULL AND l.`string_key` IS NULL)) AND (t.`date_key` = l.`date_key` OR (t.`date_key` IS NULL AND l.`date_key` IS NULL)) AND (t.`time_key` = l.`time_key` OR (t.`time_key` IS NULL AND l.`time_key` IS NULL)) AND (t.`timestamp_key` = l.`timestamp_key` OR (t.`timestamp_key` IS NULL AND l.`timestamp_key` IS NULL)) AND (t.`binary_key` = l.`binary_key` OR (t.`binary_key` IS NULL AND l.`binary_key` IS NULL)) AND (TO_JSON_STRING(t.`object_key`) = TO_JSON_STRING(l.`object_key`) OR (t.`object_key` IS NULL AND l.`object_key` IS NULL)) AND (TO_JSON_STRING(t.`array_key`) = TO_JSON_STRING(l.`array_key`) OR (t.`array_key` IS NULL AND l.`array_key` IS NULL)) AND (TO_JSON_STRING(t.`any_key`) = TO_JSON_STRING(l.`any_key`) OR (t.`any_key` IS NULL AND l.`any_key` IS NULL))
WHEN MATCHED THEN UPDATE SET `boolean_key` = l.`boolean_key`, `integer_key` = l.`integer_key`, `decimal_key` = l.`decimal_key`, `number_key` = l.`number_key`, `string_key` = l.`string_key`, `date_key` = l.`date_key`, `time_key` = l.`time_key`, `timestamp_key` = l.`timestamp_key`, `binary_key` = l.`binary_key`, `object_key` = l.`object_key`, `array_key` = l.`array_key`, `any_key` = l.`any_key`, `data` = l.`data`, `_sdc_extracted_at` = l.`_sdc_extracted_at`, `_sdc_received_at` = l.`_sdc_received_at`, `_sdc_batched_at` = l.`_sdc_batched_at`, `_sdc_sequence` = l.`_sdc_sequence`, `_sdc_table_version` = l.`_sdc_table_version`, `_sdc_sync_started_at` = l.`_sdc_sync_started_at`, `_sdc_deleted_at` = NULL
WHEN NOT MATCHED THEN INSERT (`boolean_key`, `integer_key`, `decimal_key`, `number_key`, `string_key`, `date_key`, `time_key`, `timestamp_key`, `binary_key`, `object_key`, `array_key`, `any_key`, `data`, `_sdc_extracted_at`, `_sdc_received_at`, `_sdc_batched_at`, `_sdc_sequence`, `_sdc_table_version`, `_sdc_sync_started_at`) VALUES (l.`boolean_key`, l.`integer_key`, l.`decimal_key`, l.`number_key`, l.`string_key`, l.`date_key`, l.`time_key`, l.`timestamp_key`, l.`binary_key`, l.`object_key`, l.`array_key`, l.`any_key`, l.`data`, l.`_sdc_extracted_at`, l.`_sdc_received_at`, l.`_sdc_batched_at`, l.`_sdc_sequence`, l.`_sdc_table_version`, l.`_sdc_sync_started_at`);
