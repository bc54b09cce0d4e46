DECLARE counts STRING DEFAULT '';
BEGIN TRANSACTION;
INSERT INTO `t` SELECT * FROM `s`;
SET counts = CONCAT(counts, ',', CAST(@@row_count AS STRING));
UPDATE `_singer_state` SET `state` = ?;
SET counts = CONCAT(counts, ',', CAST(@@row_count AS STRING));
ASSERT ENDS_WITH(counts, ',1') AS 'tributary: not the rows that were expected';
COMMIT TRANSACTION;
SELECT counts;
