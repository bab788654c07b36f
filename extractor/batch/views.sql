-- Every distinct statement of a figure, without what a document repeats and what a reprint repeats.
CREATE OR REPLACE VIEW series AS
SELECT r.subject, coalesce(r.name, r.indicator) AS indicator, r.code, r.measure, r.status,
       r."start", r."end", CASE WHEN r."end" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN CAST(r."end" AS DATE) END AS ended, r.frequency, r.cumulative,
       r.number, r.low, r.high, r.unit, r.bound, r.rate, r.growth_unit, r.basis,
       r.confidence, r.published, r.document, r.article, r.key, r.sentence
FROM records r
WHERE r.duplicate_of IS NULL
  AND NOT EXISTS (SELECT 1 FROM reprint_links l WHERE l.document = r.document AND l.article = r.article);

-- The newest actual figure of each subject and indicator: the latest period, then the latest publication.
CREATE OR REPLACE VIEW latest AS
SELECT DISTINCT ON (subject, indicator, measure, unit, growth_unit, number IS NULL) *
FROM series
WHERE status = 'actual' AND ended IS NOT NULL
ORDER BY subject, indicator, measure, unit, growth_unit, number IS NULL,
         ended DESC, published DESC NULLS LAST, confidence DESC, document, key;

-- One figure, two articles, different numbers.
CREATE OR REPLACE VIEW conflicts AS
SELECT a.subject, a.indicator, a.measure, a."start", a."end",
       a.number AS number_a, b.number AS number_b, a.unit, a.rate AS rate_a, b.rate AS rate_b, a.growth_unit,
       a.document AS document_a, b.document AS document_b, a.sentence AS sentence_a, b.sentence AS sentence_b
FROM series a JOIN series b
  ON a.subject = b.subject AND a.indicator = b.indicator AND a.measure = b.measure AND a.status = b.status
 AND a."start" = b."start" AND a."end" = b."end"
 AND a.unit IS NOT DISTINCT FROM b.unit
 AND a.growth_unit IS NOT DISTINCT FROM b.growth_unit AND a.basis IS NOT DISTINCT FROM b.basis
 AND a.document < b.document
WHERE a.ended IS NOT NULL AND a.status = 'actual'
  AND ((a.bound = 'exact' AND b.bound = 'exact' AND a.number <> b.number) OR a.rate <> b.rate);

-- Articles that say again what an earlier article said, each with the first of its kind.
CREATE OR REPLACE VIEW reprints AS
SELECT l.document, l.article, a.title, d.published, l.of_document, l.of_article, o.title AS of_title,
       e.published AS of_published, l.likeness
FROM reprint_links l
JOIN articles a ON a.document = l.document AND a.article = l.article
JOIN documents d ON d.document = l.document
JOIN articles o ON o.document = l.of_document AND o.article = l.of_article
JOIN documents e ON e.document = l.of_document;
