-- Reprints by content. Articles that agree in a band of their prints share a bucket; each is compared with the first of
-- its bucket and the two before it, never with all, so a formula of ten thousand bulletins costs thirty thousand looks.
CREATE TEMP TABLE printed AS
SELECT row_number() OVER (
         ORDER BY coalesce(a.published, d.published) NULLS LAST, a.document, a.article
       ) AS n, a.document, a.article, a.print
FROM articles a JOIN documents d USING (document)
WHERE a.print IS NOT NULL;
ANALYZE printed;

CREATE TEMP TABLE linked AS
WITH bands AS (
  SELECT n, document, print, band, print[band * 6 + 1 : band * 6 + 6] AS bucket
  FROM printed, generate_series(0, 9) AS bands(band)
),
firsts AS (
  SELECT n, document, print, unnest(ARRAY[
    first_value(n) OVER bucket, lag(n, 1) OVER bucket, lag(n, 2) OVER bucket
  ]) AS first
  FROM bands WINDOW bucket AS (PARTITION BY band, bucket ORDER BY n)
),
pairs AS (
  SELECT DISTINCT f.n, f.first, f.print, p.print AS other
  FROM firsts f JOIN printed p ON p.n = f.first
  WHERE f.n <> f.first AND f.document <> p.document
),
alike AS (
  SELECT n, first, avg(CAST(x = y AS INTEGER)) AS likeness
  FROM (SELECT n, first, unnest(print) AS x, unnest(other) AS y FROM pairs) AS numbers
  GROUP BY n, first HAVING avg(CAST(x = y AS INTEGER)) >= 0.7
),
-- This month's bulletin reads like last month's: only one that gives the same figures is a reprint of it.
figures AS (
  SELECT DISTINCT p.n, figure
  FROM printed p JOIN records r USING (document, article), unnest(ARRAY[r.number, r.rate]) AS f(figure)
  WHERE figure IS NOT NULL
),
sizes AS (SELECT n, count(*) AS size FROM figures GROUP BY n),
shared AS (
  SELECT a.n, a.first, count(*) AS size
  FROM alike a JOIN figures x ON x.n = a.n JOIN figures y ON y.n = a.first AND y.figure = x.figure
  GROUP BY a.n, a.first
)
SELECT DISTINCT ON (a.n) a.n, a.first, a.likeness
FROM alike a
LEFT JOIN sizes x ON x.n = a.n LEFT JOIN sizes y ON y.n = a.first
LEFT JOIN shared s ON s.n = a.n AND s.first = a.first
WHERE x.size IS NULL OR coalesce(s.size, 0) >= 0.8 * least(x.size, y.size)
ORDER BY a.n, a.first;
ANALYZE linked;

DELETE FROM reprint_links;

INSERT INTO reprint_links
WITH RECURSIVE roots AS (
  SELECT n, first, likeness FROM linked
  UNION ALL
  SELECT r.n, l.first, r.likeness FROM roots r JOIN linked l ON l.n = r.first
)
SELECT p.document, p.article, o.document, o.article, r.likeness
FROM (SELECT n, min(first) AS first, min(likeness) AS likeness FROM roots GROUP BY n) r
JOIN printed p ON p.n = r.n JOIN printed o ON o.n = r.first
WHERE p.document <> o.document
ORDER BY p.document, p.article;
