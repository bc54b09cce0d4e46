-- Which campaigns pay: what did they cost, and what did those give who signed up because of them?
--
-- The same question as tournament.sql, in BigQuery's words, of the tables of a dataset that is called tournament. Amounts are
-- NUMERIC, which has nine decimals: micros are added up before they are made dollars.
WITH coin AS (            -- what one minor unit is worth: amounts are whole numbers of them
  SELECT
    currency,
    CASE minor_units
      WHEN 0 THEN NUMERIC '1' WHEN 1 THEN NUMERIC '0.1' WHEN 2 THEN NUMERIC '0.01' ELSE NUMERIC '0.001'
    END AS minor_unit
  FROM tournament.currencies
  WHERE currency = (SELECT default_currency FROM tournament.account)
),
reading AS (              -- each time that days of an account were read; a later one replaces an earlier one
  SELECT DISTINCT customer_id, _synced_from, _synced_until, _synced_at
  FROM tournament.campaign_performance
),
fresh AS (                -- so rows that a later reading of their day no longer had do not count
  SELECT *
  FROM tournament.campaign_performance AS told
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
    REGEXP_EXTRACT(campaigns.final_url_suffix, r'utm_campaign=([^&]+)') AS campaign,
    DATE_TRUNC(fresh.date, WEEK(MONDAY)) AS week,
    SUM(CAST(fresh.cost_micros AS NUMERIC) * rates.dollars) / 1000000 AS cost
  FROM fresh
  JOIN tournament.campaigns ON campaigns.customer_id = fresh.customer_id AND campaigns.id = fresh.campaign_id
  JOIN tournament.exchange_rates AS rates ON rates.currency = fresh.customer_currency_code
  GROUP BY source, campaign, week
  UNION ALL
  SELECT
    'facebook' AS source,
    facebook_ads.campaign_name AS campaign,
    DATE_TRUNC(facebook_ads.date_start, WEEK(MONDAY)) AS week,
    SUM(facebook_ads.spend * rates.dollars) AS cost
  FROM tournament.facebook_ads
  JOIN tournament.exchange_rates AS rates ON rates.currency = facebook_ads.account_currency
  GROUP BY source, campaign, week
),
given AS (                -- a refund or a dispute leads to its charge, and that to who paid it
  SELECT charges.customer, SUM(CAST(entry.net AS NUMERIC) * coin.minor_unit) AS revenue
  FROM tournament.balance_transactions AS entry
  JOIN coin ON coin.currency = entry.currency
  LEFT JOIN tournament.refunds ON refunds.id = entry.source
  LEFT JOIN tournament.disputes ON disputes.id = entry.source
  JOIN tournament.charges ON charges.id = COALESCE(refunds.charge, disputes.charge, entry.source)
  WHERE entry.reporting_category IN
    ('charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'partial_capture_reversal')
  GROUP BY charges.customer
),
player AS (
  SELECT DISTINCT user_id FROM tournament.tournament_results
),
gained AS (
  SELECT
    sign_ups.utm_source AS source,
    sign_ups.utm_campaign AS campaign,
    DATE_TRUNC(EXTRACT(DATE FROM sign_ups.signed_up_at), WEEK(MONDAY)) AS week,
    COUNT(*) AS sign_ups,
    COUNT(player.user_id) AS players,
    COALESCE(SUM(given.revenue), 0) AS revenue
  FROM tournament.sign_ups
  LEFT JOIN given ON given.customer = sign_ups.stripe_customer_id
  LEFT JOIN player ON player.user_id = sign_ups.user_id
  WHERE sign_ups.utm_campaign != ''
  GROUP BY source, campaign, week
)
SELECT
  source,
  campaign,
  week,                   -- not there for a campaign as a whole
  COALESCE(SUM(cost), 0) AS cost,
  COALESCE(SUM(sign_ups), 0) AS sign_ups,
  COALESCE(SUM(players), 0) AS players,
  COALESCE(SUM(revenue), 0) AS revenue,
  CASE WHEN SUM(cost) > 0 THEN COALESCE(SUM(revenue), 0) / SUM(cost) - 1 END AS roi
FROM spent
FULL JOIN gained USING (source, campaign, week)
GROUP BY GROUPING SETS ((source, campaign), (source, campaign, week))
ORDER BY week NULLS FIRST, roi DESC NULLS LAST, source, campaign;
