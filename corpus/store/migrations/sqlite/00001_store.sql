-- +goose Up

-- One row: the store as a whole. head is the number of the last change; it is
-- counted here, so that numbers are never used twice and appear in order.
CREATE TABLE store (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    uuid     TEXT    NOT NULL,
    created  TEXT    NOT NULL, -- RFC 3339
    head     INTEGER NOT NULL,
    articles INTEGER NOT NULL, -- those not deleted
    deleted  INTEGER NOT NULL
) STRICT;

-- Every article ever seen, with its last change. A deleted one keeps its row, id
-- and keys; content is empty then. num stands for the id in the other tables.
CREATE TABLE articles (
    num       INTEGER PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    revision  INTEGER NOT NULL, -- the current one
    content   BLOB    NOT NULL, -- digest of the current content, to know it again
    annotator TEXT    NOT NULL, -- version of the facts
    source    TEXT    NOT NULL, -- domain
    deleted   INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    change    TEXT    NOT NULL, -- kind of the last change
    seq       INTEGER NOT NULL  -- number of the last change
) STRICT;
CREATE UNIQUE INDEX articles_by_seq ON articles (seq);
CREATE INDEX articles_by_source ON articles (source, id) WHERE deleted = 0;
CREATE INDEX articles_by_annotator ON articles (annotator, id) WHERE deleted = 0;

-- How an article is recognised. Keys outlive deletion.
CREATE TABLE keys (
    key     BLOB    NOT NULL PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (num)
) STRICT, WITHOUT ROWID;

-- The texts. article and original are compressed; each has a seal over itself and
-- its place, verified on every read. about is the original's media type and name.
CREATE TABLE revisions (
    article       INTEGER NOT NULL REFERENCES articles (num),
    revision      INTEGER NOT NULL,
    text          BLOB    NOT NULL,
    text_seal     BLOB    NOT NULL,
    about         TEXT    NOT NULL,
    original      BLOB    NOT NULL,
    original_seal BLOB    NOT NULL,
    PRIMARY KEY (article, revision)
) STRICT;

-- The facts of the current revision.
CREATE TABLE annotations (
    article  INTEGER PRIMARY KEY REFERENCES articles (num),
    revision INTEGER NOT NULL,
    facts    BLOB    NOT NULL,
    seal     BLOB    NOT NULL
) STRICT;

-- Resolution: which person of the corpus the person-th person of the facts is.
-- form is the name used in the article.
CREATE TABLE people (
    article INTEGER NOT NULL REFERENCES articles (num),
    place   INTEGER NOT NULL, -- in the article's list
    person  INTEGER NOT NULL,
    id      TEXT    NOT NULL,
    form    TEXT    NOT NULL,
    rule    TEXT    NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;

-- In how many articles each form names each person; counted from people.
CREATE TABLE forms (
    id       TEXT    NOT NULL,
    form     TEXT    NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (id, form)
) STRICT, WITHOUT ROWID;
