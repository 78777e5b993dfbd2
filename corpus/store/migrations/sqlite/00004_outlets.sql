-- +goose Up

-- Whether claims were made of the articles that were there before the table.
ALTER TABLE store ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;

-- What the current revision of an article says of its outlet: the domain, or the name in small letters.
CREATE TABLE claims (
    article  INTEGER PRIMARY KEY REFERENCES articles (num),
    outlet   TEXT NOT NULL,
    name     TEXT NOT NULL,
    country  TEXT NOT NULL,
    language TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_outlet ON claims (outlet);

-- In how many articles each is said, counted from claims. Field "" counts all articles of the outlet.
CREATE TABLE outlets (
    outlet   TEXT    NOT NULL,
    field    TEXT    NOT NULL CHECK (field IN ('', 'name', 'country', 'language')),
    value    TEXT    NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (outlet, field, value)
) STRICT, WITHOUT ROWID;

-- What an editor has set of an outlet; null leaves it to the articles.
CREATE TABLE sources (
    outlet   TEXT NOT NULL PRIMARY KEY,
    name     TEXT,
    country  TEXT,
    language TEXT
) STRICT, WITHOUT ROWID;
