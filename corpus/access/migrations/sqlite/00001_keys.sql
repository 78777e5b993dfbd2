-- +goose Up

-- Keys ever issued. hash is SHA-256 of the whole key. A revoked key keeps its row, for the list.
CREATE TABLE access_keys (
    id      TEXT NOT NULL PRIMARY KEY,
    hash    BLOB NOT NULL,
    name    TEXT NOT NULL,
    scopes  TEXT NOT NULL, -- separated by spaces
    created TEXT NOT NULL, -- RFC 3339
    used    TEXT NOT NULL, -- the day, '' for never
    revoked TEXT NOT NULL  -- RFC 3339, '' while it holds
) STRICT, WITHOUT ROWID;
