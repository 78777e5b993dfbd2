-- +goose Up

-- Times are milliseconds since 1970, of the frontier's clock.

-- Every address ever seen.
CREATE TABLE frontier_urls (
    id       INTEGER PRIMARY KEY,
    url      TEXT    NOT NULL UNIQUE, -- canonical
    host     TEXT    NOT NULL,
    class    INTEGER NOT NULL,        -- 0 poll … 5 link
    state    INTEGER NOT NULL,        -- 0 waiting, 1 leased, 2 done, 3 given up, 4 paused
    due      INTEGER NOT NULL,
    added    INTEGER NOT NULL,
    depth    INTEGER NOT NULL,
    via      TEXT    NOT NULL,        -- where it was found
    claim    TEXT    NOT NULL,        -- hash of what the feed said of it
    pattern  INTEGER NOT NULL,        -- of frontier_patterns, 0 for none
    attempts INTEGER NOT NULL,        -- that failed, in a row, with the one under way
    lost     INTEGER NOT NULL,        -- leases in a row that brought no answer at all
    lease    INTEGER NOT NULL,        -- number of its last lease, 0 for none
    until    INTEGER NOT NULL,        -- end of the lease
    etag     TEXT    NOT NULL,
    modified TEXT    NOT NULL,
    hash     TEXT    NOT NULL,        -- of the content last fetched
    fetched  INTEGER NOT NULL,        -- the first time, 0 for never
    gap      INTEGER NOT NULL,        -- to the next look at an article
    error    TEXT    NOT NULL
) STRICT;
CREATE INDEX frontier_urls_waiting ON frontier_urls (host, class, due) WHERE state = 0;
CREATE INDEX frontier_urls_leased ON frontier_urls (until) WHERE state = 1;
CREATE INDEX frontier_urls_pattern ON frontier_urls (pattern) WHERE state = 0 AND pattern <> 0;

CREATE TABLE frontier_hosts (
    host     TEXT    NOT NULL PRIMARY KEY,
    address  TEXT    NOT NULL, -- IP address last spoken to, '' if unknown
    best     INTEGER NOT NULL, -- class of the first address waiting
    wake     INTEGER NOT NULL, -- when it is due; far off if there is none
    next     INTEGER NOT NULL, -- when the next request may begin
    until    INTEGER NOT NULL, -- when the host's back-off ends
    ready    INTEGER NOT NULL, -- the latest of wake, next, until
    delay    INTEGER NOT NULL, -- crawl delay asked for
    took     INTEGER NOT NULL, -- time of the last request
    failures INTEGER NOT NULL, -- in a row
    admitted INTEGER NOT NULL  -- addresses this run
) STRICT, WITHOUT ROWID;
CREATE INDEX frontier_hosts_ready ON frontier_hosts (ready);

-- Shapes of addresses, to end what leads nowhere.
CREATE TABLE frontier_patterns (
    id     INTEGER PRIMARY KEY,
    host   TEXT    NOT NULL,
    path   TEXT    NOT NULL,
    keys   TEXT    NOT NULL, -- names of parameters, sorted
    barren INTEGER NOT NULL, -- pages in a row that were no articles
    UNIQUE (host, path, keys)
) STRICT;

CREATE TABLE frontier_polls (
    id      INTEGER PRIMARY KEY, -- of frontier_urls
    kind    TEXT    NOT NULL,
    source  TEXT    NOT NULL,
    paused  INTEGER NOT NULL,
    rhythm  TEXT    NOT NULL,    -- JSON
    success INTEGER NOT NULL,    -- last one, 0 for never
    news    INTEGER NOT NULL,    -- last new item, 0 for never
    items   INTEGER NOT NULL     -- new ones ever
) STRICT;

CREATE TABLE frontier_notes (
    name  TEXT    NOT NULL PRIMARY KEY,
    value BLOB    NOT NULL,
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row: the frontier's clock as it was last seen.
CREATE TABLE frontier_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;
INSERT INTO frontier_clock (id, at) VALUES (1, 0);
