-- +goose Up

-- rules is the version of the rules by which people was derived last: where a program has others, it derives
-- everything anew. decided counts the changes of decisions.
ALTER TABLE store ADD COLUMN rules TEXT NOT NULL DEFAULT '';
ALTER TABLE store ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;

ALTER TABLE people RENAME TO old_people;
DROP TABLE forms;

-- Forms of names (package resolve), and whose each is: derived from all forms, ties and decisions that
-- its family reaches. Every form has a name.
CREATE TABLE people_forms (
    num      INTEGER PRIMARY KEY,
    form     TEXT    NOT NULL UNIQUE,
    family   TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    rule     TEXT    NOT NULL,
    decision INTEGER NOT NULL -- of a curator, 0 if none
) STRICT;
CREATE INDEX people_forms_by_family ON people_forms (family);
CREATE INDEX people_forms_by_person ON people_forms (person);

-- Names as articles spell them, with the form of each, the rule that made it, and in how many articles it
-- stands; none that stands in none.
CREATE TABLE people_names (
    num      INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    form     INTEGER NOT NULL REFERENCES people_forms (num),
    rule     TEXT    NOT NULL,
    articles INTEGER NOT NULL
) STRICT;
CREATE INDEX people_names_by_form ON people_names (form);

-- The person-th person of an article's facts goes by a name. own is who that is where a curator decided it for
-- this article alone, else empty.
CREATE TABLE people (
    article  INTEGER NOT NULL REFERENCES articles (num),
    place    INTEGER NOT NULL, -- in the article's list
    person   INTEGER NOT NULL,
    name     INTEGER NOT NULL REFERENCES people_names (num),
    own      TEXT    NOT NULL,
    decision INTEGER NOT NULL,
    PRIMARY KEY (article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX people_by_name ON people (name);
CREATE INDEX people_by_own ON people (own) WHERE own <> '';

-- What articles say beyond the form: that other is the same name as form. In how many articles.
CREATE TABLE ties (
    num          INTEGER PRIMARY KEY,
    other        TEXT    NOT NULL,
    form         TEXT    NOT NULL,
    rule         TEXT    NOT NULL,
    other_family TEXT    NOT NULL,
    form_family  TEXT    NOT NULL,
    articles     INTEGER NOT NULL,
    UNIQUE (other, form, rule)
) STRICT;
CREATE INDEX ties_by_other ON ties (other_family);
CREATE INDEX ties_by_form ON ties (form_family);
CREATE TABLE article_ties (
    article INTEGER NOT NULL REFERENCES articles (num),
    tie     INTEGER NOT NULL REFERENCES ties (num),
    PRIMARY KEY (article, tie)
) STRICT, WITHOUT ROWID;

-- A curator's decisions, as JSON. They are never deleted.
CREATE TABLE decisions (
    number   INTEGER PRIMARY KEY,
    decision TEXT    NOT NULL
) STRICT;

-- Who the ids are now that decisions speak of; and the names that a curator gave to people, else empty.
CREATE TABLE identities (
    id     TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    name   TEXT NOT NULL,
    family TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_family ON identities (family);

-- What was known before, until it is derived anew by the rules of today.
INSERT INTO people_forms (form, family, person, rule, decision) SELECT DISTINCT id, '', id, 'name', 0 FROM old_people;
INSERT INTO people_names (name, form, rule, articles)
    SELECT o.form, min(f.num), min(o.rule), count(DISTINCT o.article)
    FROM old_people o JOIN people_forms f ON f.form = o.id GROUP BY o.form;
INSERT INTO people (article, place, person, name, own, decision)
    SELECT o.article, o.place, o.person, n.num, '', 0 FROM old_people o JOIN people_names n ON n.name = o.form;
DROP TABLE old_people;
