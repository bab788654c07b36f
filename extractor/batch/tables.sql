CREATE TABLE IF NOT EXISTS documents (
  document VARCHAR PRIMARY KEY,  -- the row's own id, else the place: files of one name lie in many folders
  doc_id VARCHAR NOT NULL, uri VARCHAR, media_type VARCHAR, encoding VARCHAR, sha256 VARCHAR, chars BIGINT,
  published VARCHAR, published_precision VARCHAR, published_from VARCHAR, title VARCHAR,
  warnings VARCHAR[], version VARCHAR, patterns VARCHAR, digest VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS articles (
  document VARCHAR, article VARCHAR, title VARCHAR, published VARCHAR, span_start BIGINT, span_end BIGINT,
  print INTEGER[],  -- what finds reprints; null where the article is too short to tell
  PRIMARY KEY (document, article)
);
CREATE TABLE IF NOT EXISTS records (
  document VARCHAR, key VARCHAR, doc_id VARCHAR, published VARCHAR, id VARCHAR, article VARCHAR,
  subject VARCHAR, indicator VARCHAR, name VARCHAR, code VARCHAR,
  value VARCHAR, number DECIMAL(38, 9), low DECIMAL(38, 9), high DECIMAL(38, 9), unit VARCHAR, bound VARCHAR,
  growth VARCHAR, rate DECIMAL(38, 9), growth_unit VARCHAR, basis VARCHAR,
  period VARCHAR, "start" VARCHAR, "end" VARCHAR, measure VARCHAR, status VARCHAR,
  confidence DECIMAL(5, 4), sentence VARCHAR, span_start BIGINT, span_end BIGINT, rule VARCHAR, duplicate_of VARCHAR,
  subject_type VARCHAR, subject_entity VARCHAR, rate_low DECIMAL(38, 9), rate_high DECIMAL(38, 9),
  point BOOLEAN, frequency VARCHAR, cumulative BOOLEAN, uri VARCHAR,
  PRIMARY KEY (document, key)
);
CREATE TABLE IF NOT EXISTS organizations (
  document VARCHAR, key VARCHAR, doc_id VARCHAR, id VARCHAR, entity VARCHAR, text VARCHAR, name VARCHAR, type VARCHAR,
  span_start BIGINT, span_end BIGINT, confidence DECIMAL(5, 4),
  PRIMARY KEY (document, key)
);
CREATE TABLE IF NOT EXISTS runs (
  run VARCHAR PRIMARY KEY,  -- a hash of all results: the same results again are no new run
  loaded TIMESTAMP, version VARCHAR, documents BIGINT, changed BIGINT
);
CREATE TABLE IF NOT EXISTS reprint_links (
  document VARCHAR, article VARCHAR, of_document VARCHAR, of_article VARCHAR, likeness DOUBLE PRECISION
);
