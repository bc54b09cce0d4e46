-- Which demographics pay well, and on time?
--
-- Gold is what reached the balance: every entry that belongs to a charge (the charge itself less its fees, refunds,
-- disputes, and disputes won back), so that gold which went back to the customer is not counted. It is counted in the
-- currency that the account settles in.
-- An invoice had to be paid if it was finalised and not made void, and its due date has passed; it was paid on time if
-- it was paid by then. Invoices that are charged at once have no due date and do not count.
-- The kingdom is the one that the metadata of the charge or of the invoice names: customers who left are not listed.
--
-- To judge by another moment than this one:  SET VARIABLE as_of = '2026-11-01T00:00:00Z';
WITH coin AS (            -- what one minor unit is worth: amounts are whole numbers of them
  SELECT currency, (['1', '0.1', '0.01', '0.001'])[minor_units + 1]::DECIMAL(4, 3) AS minor_unit
  FROM currencies
  WHERE currency = (SELECT default_currency FROM account)
),
payment AS (              -- a refund or a dispute leads to its charge
  SELECT (charges.metadata ->> 'kingdom_code') AS named, entry.net::DECIMAL(30, 0) * coin.minor_unit AS gold
  FROM balance_transactions AS entry
  JOIN coin ON coin.currency = entry.currency
  LEFT JOIN refunds ON refunds.id = entry.source
  LEFT JOIN disputes ON disputes.id = entry.source
  JOIN charges ON charges.id = coalesce(refunds.charge, disputes.charge, entry.source)
  WHERE entry.reporting_category IN
    ('charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'partial_capture_reversal')
),
bill AS (
  SELECT
    (metadata ->> 'kingdom_code') AS named,
    (status_transitions ->> 'paid_at')::TIMESTAMPTZ <= due_date AS is_on_time
  FROM invoices
  WHERE (status_transitions ->> 'finalized_at') IS NOT NULL
    AND status <> 'void'
    AND due_date <= coalesce(getvariable('as_of')::TIMESTAMPTZ, now())
),
gold AS (                 -- what names no kingdom that the census knows is 'none'
  SELECT coalesce(census.kingdom_code, 'none') AS kingdom_code, sum(payment.gold) AS net_gold
  FROM payment
  LEFT JOIN census ON census.kingdom_code = payment.named
  GROUP BY ALL
),
promptness AS (
  SELECT
    coalesce(census.kingdom_code, 'none') AS kingdom_code,
    count(*) AS invoices_due,
    count(*) FILTER (WHERE bill.is_on_time) AS on_time
  FROM bill
  LEFT JOIN census ON census.kingdom_code = bill.named
  GROUP BY ALL
)
SELECT
  kingdom_code,
  census.kingdom,         -- not there for 'none'
  census.population,
  census.dominant_trade,
  census.median_age,
  census.literacy,
  census.urban_share,
  coalesce(gold.net_gold, 0) AS net_gold,
  gold.net_gold / census.population AS gold_per_head,
  coalesce(promptness.invoices_due, 0) AS invoices_due,
  coalesce(promptness.on_time, 0) AS on_time,
  promptness.on_time / promptness.invoices_due AS on_time_share,
  (SELECT upper(currency) FROM coin) AS currency,
  (SELECT max(created AT TIME ZONE 'UTC')::DATE FROM balance_transactions) AS until
FROM census
FULL JOIN gold USING (kingdom_code)
FULL JOIN promptness USING (kingdom_code)
ORDER BY gold_per_head DESC NULLS LAST, kingdom_code;
