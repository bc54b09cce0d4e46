-- Which campaigns pay: what did they cost, and what did those give who signed up because of them?
--
-- A customer counts for the source and the campaign of the link they came by, in the week (from Monday, by UTC) in
-- which they signed up. What they gave is what reached the balance until now: each charge less its fees, refunds and
-- disputes. A campaign's cost counts in the week of the day, by the clock of the advertising account, in dollars at
-- fixed rates. ROI is what came back for each dollar, less the dollar: 0 is even, 1 is twice the money.
WITH coin AS (            -- what one minor unit is worth: amounts are whole numbers of them
  SELECT currency, (['1', '0.1', '0.01', '0.001'])[minor_units + 1]::DECIMAL(4, 3) AS minor_unit
  FROM currencies
  WHERE currency = (SELECT default_currency FROM account)
),
reading AS (              -- each time that days of an account were read; a later one replaces an earlier one
  SELECT DISTINCT customer_id, _synced_from, _synced_until, _synced_at
  FROM campaign_performance
),
fresh AS (                -- so rows that a later reading of their day no longer had do not count
  SELECT *
  FROM campaign_performance AS told
  WHERE NOT EXISTS (
    SELECT 1
    FROM reading
    WHERE reading.customer_id = told.customer_id
      AND told.date BETWEEN reading._synced_from AND reading._synced_until
      AND reading._synced_at > told._synced_at
  )
),
spent AS (
  SELECT
    'google' AS source,
    regexp_extract(campaigns.final_url_suffix, 'utm_campaign=([^&]+)', 1) AS campaign,
    date_trunc('week', fresh.date)::DATE AS week,
    sum(fresh.cost_micros::DECIMAL(18, 0) * rates.dollars * 0.000001::DECIMAL(7, 6)) AS cost
  FROM fresh
  JOIN campaigns ON campaigns.customer_id = fresh.customer_id AND campaigns.id = fresh.campaign_id
  JOIN exchange_rates AS rates ON rates.currency = fresh.customer_currency_code
  GROUP BY ALL
  UNION ALL
  SELECT
    'facebook',
    campaign_name,
    date_trunc('week', date_start)::DATE,
    sum(spend * rates.dollars)
  FROM facebook_ads
  JOIN exchange_rates AS rates ON rates.currency = facebook_ads.account_currency
  GROUP BY ALL
),
given AS (                -- a refund or a dispute leads to its charge, and that to who paid it
  SELECT charges.customer, sum(entry.net::DECIMAL(30, 0) * coin.minor_unit) AS revenue
  FROM balance_transactions AS entry
  JOIN coin ON coin.currency = entry.currency
  LEFT JOIN refunds ON refunds.id = entry.source
  LEFT JOIN disputes ON disputes.id = entry.source
  JOIN charges ON charges.id = coalesce(refunds.charge, disputes.charge, entry.source)
  WHERE entry.reporting_category IN
    ('charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'partial_capture_reversal')
  GROUP BY ALL
),
player AS (
  SELECT DISTINCT user_id FROM tournament_results
),
gained AS (
  SELECT
    sign_ups.utm_source AS source,
    sign_ups.utm_campaign AS campaign,
    date_trunc('week', sign_ups.signed_up_at AT TIME ZONE 'UTC')::DATE AS week,
    count(*) AS sign_ups,
    count(player.user_id) AS players,
    coalesce(sum(given.revenue), 0) AS revenue
  FROM sign_ups
  LEFT JOIN given ON given.customer = sign_ups.stripe_customer_id
  LEFT JOIN player ON player.user_id = sign_ups.user_id
  WHERE sign_ups.utm_campaign IS NOT NULL
  GROUP BY ALL
)
SELECT
  source,
  campaign,
  week,                   -- not there for a campaign as a whole
  coalesce(sum(cost), 0) AS cost,
  coalesce(sum(sign_ups), 0) AS sign_ups,
  coalesce(sum(players), 0) AS players,
  coalesce(sum(revenue), 0) AS revenue,
  CASE WHEN sum(cost) > 0 THEN coalesce(sum(revenue), 0) / sum(cost) - 1 END AS roi
FROM spent
FULL JOIN gained USING (source, campaign, week)
GROUP BY GROUPING SETS ((source, campaign), (source, campaign, week))
ORDER BY week NULLS FIRST, roi DESC NULLS LAST, source, campaign;
