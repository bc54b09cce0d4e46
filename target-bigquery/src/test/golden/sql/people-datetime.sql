CREATE SCHEMA IF NOT EXISTS `my-project`.`raw`;

CREATE TABLE `my-project`.`raw`.`people` (
  `id` INT64,
  `name` STRING,
  `balance` NUMERIC,
  `paid` DATETIME,
  `shoe` STRING,
  `address` JSON,
  `height` NUMERIC,
  `_sdc_extracted_at` TIMESTAMP,
  `_sdc_received_at` TIMESTAMP,
  `_sdc_batched_at` TIMESTAMP,
  `_sdc_deleted_at` TIMESTAMP,
  `_sdc_sequence` INT64,
  `_sdc_table_version` INT64,
  `_sdc_sync_started_at` INT64
)
PARTITION BY DATETIME_TRUNC(`paid`, DAY);

MERGE INTO `my-project`.`raw`.`people` AS t USING (
  SELECT s.`id` AS `id`, s.`name` AS `name`, s.`balance` AS `balance`, DATETIME(s.`paid`, 'UTC') AS `paid`, s.`shoe` AS `shoe`, PARSE_JSON(s.`address`, wide_number_mode=>'round') AS `address`, s.`height` AS `height`, s.`_row_extracted_at` AS `_sdc_extracted_at`, s.`_row_received_at` AS `_sdc_received_at`, CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) AS `_sdc_batched_at`, s.`_row_sequence` AS `_sdc_sequence`, s.`_row_version` AS `_sdc_table_version`, 1767323045000 AS `_sdc_sync_started_at`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`id` ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`id` = l.`id` OR (t.`id` IS NULL AND l.`id` IS NULL))
WHEN MATCHED THEN UPDATE SET `id` = l.`id`, `name` = l.`name`, `balance` = l.`balance`, `paid` = l.`paid`, `shoe` = l.`shoe`, `address` = l.`address`, `height` = l.`height`, `_sdc_extracted_at` = l.`_sdc_extracted_at`, `_sdc_received_at` = l.`_sdc_received_at`, `_sdc_batched_at` = l.`_sdc_batched_at`, `_sdc_sequence` = l.`_sdc_sequence`, `_sdc_table_version` = l.`_sdc_table_version`, `_sdc_sync_started_at` = l.`_sdc_sync_started_at`, `_sdc_deleted_at` = NULL
WHEN NOT MATCHED THEN INSERT (`id`, `name`, `balance`, `paid`, `shoe`, `address`, `height`, `_sdc_extracted_at`, `_sdc_received_at`, `_sdc_batched_at`, `_sdc_sequence`, `_sdc_table_version`, `_sdc_sync_started_at`) VALUES (l.`id`, l.`name`, l.`balance`, l.`paid`, l.`shoe`, l.`address`, l.`height`, l.`_sdc_extracted_at`, l.`_sdc_received_at`, l.`_sdc_batched_at`, l.`_sdc_sequence`, l.`_sdc_table_version`, l.`_sdc_sync_started_at`);
