-- +goose Up

-- copied is the version of the rules by which copies were derived last (package copies). It is empty in a store of an
-- older program: then it is opened for writing, prints of all texts are made, and the digests of contents, which had the address and the source's own id
-- in them and have not any more, are made anew.
ALTER TABLE store ADD COLUMN copied TEXT NOT NULL DEFAULT '';

-- Every address at which an article was seen. Like keys they outlive deletion.
CREATE TABLE addresses (
    article INTEGER NOT NULL REFERENCES articles (num),
    url     TEXT    NOT NULL,
    PRIMARY KEY (article, url)
) STRICT, WITHOUT ROWID;
INSERT INTO addresses (article, url)
    SELECT article, CAST(substr(key, 5) AS TEXT) FROM keys WHERE substr(key, 1, 4) = CAST('url:' AS BLOB);

-- The texts that articles carry: one row for all that have the same words. published and first are of the article that
-- published it first. leader is the text that stands for it, of the first article with that one, and total
-- the number of articles in their group.
CREATE TABLE texts (
    num       INTEGER PRIMARY KEY,
    hash      INTEGER NOT NULL UNIQUE,
    bands     BLOB    NOT NULL, -- six bytes each, big-endian
    published INTEGER NOT NULL, -- Unix seconds, the highest number where unknown
    first     INTEGER NOT NULL, -- article
    articles  INTEGER NOT NULL,
    leader    INTEGER NOT NULL, -- text
    of        INTEGER NOT NULL, -- article
    total     INTEGER NOT NULL
) STRICT;

-- Which text the current revision of an article carries. Short ones carry none.
CREATE TABLE copies (
    article   INTEGER PRIMARY KEY REFERENCES articles (num),
    text      INTEGER NOT NULL REFERENCES texts (num),
    published INTEGER NOT NULL
) STRICT;
CREATE INDEX copies_by_text ON copies (text);

-- Texts that share a band are compared.
CREATE TABLE text_bands (
    band INTEGER NOT NULL,
    text INTEGER NOT NULL,
    PRIMARY KEY (band, text)
) STRICT, WITHOUT ROWID;

-- Texts that are nearly the same, in both directions. similarity is in thousandths; they are copies if not more days than these
-- lie between their first publications.
CREATE TABLE text_pairs (
    text       INTEGER NOT NULL,
    other      INTEGER NOT NULL,
    similarity INTEGER NOT NULL,
    days       INTEGER NOT NULL,
    PRIMARY KEY (text, other)
) STRICT, WITHOUT ROWID;
