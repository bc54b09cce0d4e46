/* by tables.patch */ ALTER TABLE `my-project`.`raw`.`orders` ALTER COLUMN `Customer` SET DATA TYPE STRUCT<`Name` STRING, `age` INT64, `homeAddress` STRUCT<`zipCode` STRING, `since` DATE>, `_sdc_rest` JSON>;

ALTER TABLE `my-project`.`raw`.`orders` ALTER COLUMN `Customer` SET DATA TYPE STRUCT<`Name` STRING, `age` BIGNUMERIC, `homeAddress` STRUCT<`zipCode` STRING, `since` DATE>, `_sdc_rest` JSON>;

ALTER TABLE `my-project`.`raw`.`orders` ADD COLUMN `lines__tributary_wider` ARRAY<STRUCT<`sku` STRING, `price` BIGNUMERIC>>;

UPDATE `my-project`.`raw`.`orders` SET `lines__tributary_wider` = ARRAY(SELECT IF(e0 IS NULL, NULL, STRUCT(CAST(e0.`sku` AS STRING) AS `sku`, e0.`price` AS `price`)) FROM UNNEST(`lines`) AS e0 WITH OFFSET AS o0 ORDER BY o0) WHERE TRUE;

ALTER TABLE `my-project`.`raw`.`orders` DROP COLUMN `lines`;

ALTER TABLE `my-project`.`raw`.`orders` RENAME COLUMN `lines__tributary_wider` TO `lines`;

ALTER TABLE `my-project`.`raw`.`orders` ADD COLUMN `notes__tributary_wider` JSON;

UPDATE `my-project`.`raw`.`orders` SET `notes__tributary_wider` = TO_JSON(`notes`, stringify_wide_numbers=>TRUE) WHERE TRUE;

ALTER TABLE `my-project`.`raw`.`orders` DROP COLUMN `notes`;

ALTER TABLE `my-project`.`raw`.`orders` RENAME COLUMN `notes__tributary_wider` TO `notes`;

ALTER TABLE `my-project`.`raw`.`orders`
  ADD COLUMN `_sdc_extracted_at` TIMESTAMP,
  ADD COLUMN `_sdc_received_at` TIMESTAMP,
  ADD COLUMN `_sdc_batched_at` TIMESTAMP,
  ADD COLUMN `_sdc_deleted_at` TIMESTAMP,
  ADD COLUMN `_sdc_sequence` INT64,
  ADD COLUMN `_sdc_table_version` INT64,
  ADD COLUMN `_sdc_sync_started_at` INT64;

MERGE INTO `my-project`.`raw`.`orders` AS t USING (
  SELECT s.`id` AS `id`, s.`Customer` AS `Customer`, s.`lines` AS `lines`, PARSE_JSON(s.`tags`, wide_number_mode=>'round') AS `tags`, PARSE_JSON(s.`notes`, wide_number_mode=>'round') AS `notes`, s.`_row_extracted_at` AS `_sdc_extracted_at`, s.`_row_received_at` AS `_sdc_received_at`, CAST('2026-01-02T03:04:05Z' AS TIMESTAMP) AS `_sdc_batched_at`, s.`_row_sequence` AS `_sdc_sequence`, s.`_row_version` AS `_sdc_table_version`, 1767323045000 AS `_sdc_sync_started_at`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`id` ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`id` = l.`id` OR (t.`id` IS NULL AND l.`id` IS NULL))
WHEN MATCHED THEN UPDATE SET `id` = l.`id`, `Customer` = l.`Customer`, `lines` = l.`lines`, `tags` = l.`tags`, `notes` = l.`notes`, `_sdc_extracted_at` = l.`_sdc_extracted_at`, `_sdc_received_at` = l.`_sdc_received_at`, `_sdc_batched_at` = l.`_sdc_batched_at`, `_sdc_sequence` = l.`_sdc_sequence`, `_sdc_table_version` = l.`_sdc_table_version`, `_sdc_sync_started_at` = l.`_sdc_sync_started_at`, `_sdc_deleted_at` = NULL
WHEN NOT MATCHED THEN INSERT (`id`, `Customer`, `lines`, `tags`, `notes`, `_sdc_extracted_at`, `_sdc_received_at`, `_sdc_batched_at`, `_sdc_sequence`, `_sdc_table_version`, `_sdc_sync_started_at`) VALUES (l.`id`, l.`Customer`, l.`lines`, l.`tags`, l.`notes`, l.`_sdc_extracted_at`, l.`_sdc_received_at`, l.`_sdc_batched_at`, l.`_sdc_sequence`, l.`_sdc_table_version`, l.`_sdc_sync_started_at`);
