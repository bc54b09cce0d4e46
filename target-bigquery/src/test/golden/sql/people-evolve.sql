ALTER TABLE `my-project`.`raw`.`people` ALTER COLUMN `ID` DROP NOT NULL;

ALTER TABLE `my-project`.`raw`.`people` ALTER COLUMN `name` DROP NOT NULL;

ALTER TABLE `my-project`.`raw`.`people` ALTER COLUMN `left_over` DROP NOT NULL;

ALTER TABLE `my-project`.`raw`.`people` ALTER COLUMN `name` SET DATA TYPE STRING;

ALTER TABLE `my-project`.`raw`.`people` ALTER COLUMN `balance` SET DATA TYPE NUMERIC;

ALTER TABLE `my-project`.`raw`.`people` ADD COLUMN `paid__tributary_wider` TIMESTAMP;

UPDATE `my-project`.`raw`.`people` SET `paid__tributary_wider` = CAST(`paid` AS TIMESTAMP) WHERE TRUE;

ALTER TABLE `my-project`.`raw`.`people` DROP COLUMN `paid`;

ALTER TABLE `my-project`.`raw`.`people` RENAME COLUMN `paid__tributary_wider` TO `paid`;

ALTER TABLE `my-project`.`raw`.`people` ADD COLUMN `shoe__tributary_wider` STRING;

UPDATE `my-project`.`raw`.`people` SET `shoe__tributary_wider` = CAST(`shoe` AS STRING) WHERE TRUE;

ALTER TABLE `my-project`.`raw`.`people` DROP COLUMN `shoe`;

ALTER TABLE `my-project`.`raw`.`people` RENAME COLUMN `shoe__tributary_wider` TO `shoe`;

ALTER TABLE `my-project`.`raw`.`people`
  ADD COLUMN `address` JSON,
  ADD COLUMN `height` NUMERIC,
  ADD COLUMN `_sdc_extracted_at` TIMESTAMP,
  ADD COLUMN `_sdc_received_at` TIMESTAMP,
  ADD COLUMN `_sdc_batched_at` TIMESTAMP,
  ADD COLUMN `_sdc_deleted_at` TIMESTAMP,
  ADD COLUMN `_sdc_sequence` INT64,
  ADD COLUMN `_sdc_table_version` INT64,
  ADD COLUMN `_sdc_sync_started_at` INT64;

MERGE INTO `my-project`.`raw`.`people` AS t USING (
  SELECT s.`id` AS `ID`, s.`name` AS `name`, s.`balance` AS `balance`, s.`paid` AS `paid`, s.`shoe` AS `shoe`, PARSE_JSON(s.`address`, wide_number_mode=>'round') AS `address`, s.`height` AS `height`, s.`_row_extracted_at` AS `_sdc_extracted_at`, s.`_row_received_at` AS `_sdc_received_at`, CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) AS `_sdc_batched_at`, s.`_row_sequence` AS `_sdc_sequence`, s.`_row_version` AS `_sdc_table_version`, 1767323045000 AS `_sdc_sync_started_at`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`id` ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`ID` = l.`ID` OR (t.`ID` IS NULL AND l.`ID` IS NULL))
WHEN MATCHED THEN UPDATE SET `ID` = l.`ID`, `name` = l.`name`, `balance` = l.`balance`, `paid` = l.`paid`, `shoe` = l.`shoe`, `address` = l.`address`, `height` = l.`height`, `_sdc_extracted_at` = l.`_sdc_extracted_at`, `_sdc_received_at` = l.`_sdc_received_at`, `_sdc_batched_at` = l.`_sdc_batched_at`, `_sdc_sequence` = l.`_sdc_sequence`, `_sdc_table_version` = l.`_sdc_table_version`, `_sdc_sync_started_at` = l.`_sdc_sync_started_at`, `left_over` = NULL, `_sdc_deleted_at` = NULL
WHEN NOT MATCHED THEN INSERT (`ID`, `name`, `balance`, `paid`, `shoe`, `address`, `height`, `_sdc_extracted_at`, `_sdc_received_at`, `_sdc_batched_at`, `_sdc_sequence`, `_sdc_table_version`, `_sdc_sync_started_at`) VALUES (l.`ID`, l.`name`, l.`balance`, l.`paid`, l.`shoe`, l.`address`, l.`height`, l.`_sdc_extracted_at`, l.`_sdc_received_at`, l.`_sdc_batched_at`, l.`_sdc_sequence`, l.`_sdc_table_version`, l.`_sdc_sync_started_at`);
