-- What others keep in files, read anew each time: the files are the truth.
-- In a shell, first say where they are:  SET VARIABLE folder = '.';
CREATE OR REPLACE TABLE sign_ups AS
SELECT * FROM read_csv(getvariable('folder') || '/sign_ups.csv', header = true);

CREATE OR REPLACE TABLE facebook_ads AS
SELECT * FROM read_csv(
  getvariable('folder') || '/facebook_ads.csv', header = true, types = {'spend': 'DECIMAL(18, 2)'});

CREATE OR REPLACE TABLE tournament_results AS
SELECT * FROM read_csv(getvariable('folder') || '/tournament_results.csv', header = true);

CREATE OR REPLACE TABLE exchange_rates AS
SELECT * FROM read_csv(
  getvariable('folder') || '/exchange_rates.csv', header = true, types = {'dollars': 'DECIMAL(12, 6)'});
