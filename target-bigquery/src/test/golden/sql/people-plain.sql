CREATE SCHEMA IF NOT EXISTS `my-project`.`raw`;

CREATE TABLE `my-project`.`raw`.`people` (
  `id` INT64,
  `name` STRING,
  `balance` NUMERIC,
  `paid` TIMESTAMP,
  `shoe` STRING,
  `address` JSON,
  `height` NUMERIC
);

MERGE INTO `my-project`.`raw`.`people` AS t USING (
  SELECT s.`id` AS `id`, s.`name` AS `name`, s.`balance` AS `balance`, s.`paid` AS `paid`, s.`shoe` AS `shoe`, PARSE_JSON(s.`address`, wide_number_mode=>'round') AS `address`, s.`height` AS `height`
  FROM `my-project`.`raw`.`_tributary_staged` AS s
  QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`id` ORDER BY s.`_row_sequence` DESC) = 1
) AS l ON (t.`id` = l.`id` OR (t.`id` IS NULL AND l.`id` IS NULL))
WHEN MATCHED THEN UPDATE SET `id` = l.`id`, `name` = l.`name`, `balance` = l.`balance`, `paid` = l.`paid`, `shoe` = l.`shoe`, `address` = l.`address`, `height` = l.`height`
WHEN NOT MATCHED THEN INSERT (`id`, `name`, `balance`, `paid`, `shoe`, `address`, `height`) VALUES (l.`id`, l.`name`, l.`balance`, l.`paid`, l.`shoe`, l.`address`, l.`height`);
