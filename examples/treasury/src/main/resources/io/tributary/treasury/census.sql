-- The census, read anew each time: the file is the truth.
-- In a shell, first say where it is:  SET VARIABLE census = 'census.csv';
CREATE OR REPLACE TABLE census AS
SELECT * FROM read_csv(getvariable('census'), header = true);
