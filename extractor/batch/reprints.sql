-- Reprints by content. Articles that agree in a band of their prints share a bucket; each is compared with the first of
-- its bucket and the two before it, never with all, so a formula of ten thousand bulletins costs thirty thousand looks.
CREATE OR REPLACE TEMP TABLE printed AS
SELECT row_number() OVER (
         ORDER BY coalesce(a.published, d.published) NULLS LAST, a.document, a.article
       ) AS n, a.document, a.article, a.print
FROM articles a JOIN documents d USING (document)
WHERE a.print IS NOT NULL;

CREATE OR REPLACE TEMP TABLE linked AS
WITH bands AS (
  SELECT n, document, print, band, print[band * 6 + 1 : band * 6 + 6] AS bucket
  FROM printed, range(10) AS bands(band)
),
firsts AS (
  SELECT n, document, print, unnest([
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
  SELECT n, first,
         len(list_filter(list_zip(print, other), lambda x: x[1] = x[2])) / len(print) AS likeness
  FROM pairs
),
-- This month's bulletin reads like last month's: only one that gives the same figures is a reprint of it.
figures AS (
  SELECT p.n, list(DISTINCT figure) AS figures
  FROM printed p JOIN records r USING (document, article), unnest([r.number, r.rate]) AS f(figure)
  WHERE figure IS NOT NULL GROUP BY p.n
)
SELECT a.n, min(a.first) AS first, arg_min(a.likeness, a.first) AS likeness
FROM alike a LEFT JOIN figures x ON x.n = a.n LEFT JOIN figures y ON y.n = a.first
WHERE a.likeness >= 0.7
  AND coalesce(len(list_intersect(x.figures, y.figures)) >= 0.8 * least(len(x.figures), len(y.figures)), true)
GROUP BY a.n;

DELETE FROM reprint_links;

INSERT INTO reprint_links
WITH RECURSIVE roots AS (
  SELECT n, first, likeness FROM linked
  UNION ALL
  SELECT r.n, l.first, r.likeness FROM roots r JOIN linked l ON l.n = r.first
)
SELECT p.document, p.article, o.document, o.article, r.likeness
FROM (SELECT n, min(first) AS first, any_value(likeness) AS likeness FROM roots GROUP BY n) r
JOIN printed p ON p.n = r.n JOIN printed o ON o.n = r.first
WHERE p.document <> o.document
ORDER BY p.document, p.article;
