-- Review work: rounds and samples, reviews entered here, the second look.

CREATE TABLE round(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, form BLOB, year INTEGER, region BLOB, title TEXT, status TEXT,
  from_day TEXT, until_day TEXT, seed TEXT, sample_size INTEGER, spares INTEGER, allocation TEXT, margin INTEGER, confidence INTEGER,
  second_share INTEGER, challenge_until TEXT, note TEXT) STRICT;
CREATE TABLE population(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, round BLOB, list BLOB, rows INTEGER, source TEXT) STRICT;
CREATE INDEX population_round ON population(round);
CREATE TABLE elimination(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, round BLOB, number INTEGER, reason TEXT, note TEXT, who TEXT, day TEXT) STRICT;
CREATE INDEX elimination_round ON elimination(round);

-- What was entered of a review: its facts, and in the slots its answers (field, question and occurrence). What stands of it is in `review`.
CREATE TABLE case_review(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, round BLOB, form BLOB, year INTEGER, region BLOB, office BLOB, worker BLOB,
  supervisor BLOB, case_id TEXT, reviewer TEXT, reviewed_on TEXT, from_day TEXT, until_day TEXT, covers INTEGER, status TEXT, rating INTEGER,
  note TEXT) STRICT;
CREATE TABLE slot(
  record BLOB NOT NULL, field TEXT NOT NULL, slot INTEGER NOT NULL, value ANY NOT NULL, PRIMARY KEY (record, field, slot)) STRICT, WITHOUT ROWID;
CREATE TABLE review_comment(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, review BLOB, at INTEGER, text TEXT, who TEXT, day TEXT, status TEXT,
  reply TEXT, reply_who TEXT, reply_day TEXT) STRICT;
CREATE INDEX review_comment_review ON review_comment(review);
CREATE TABLE challenge(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, review BLOB, at INTEGER, text TEXT, who TEXT, day TEXT, due TEXT, outcome TEXT,
  reply TEXT, reply_who TEXT, reply_day TEXT) STRICT;
CREATE INDEX challenge_review ON challenge(review);
CREATE TABLE correction(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, review BLOB, at INTEGER, before INTEGER, after INTEGER, reason TEXT, part TEXT,
  who TEXT, day TEXT) STRICT;
CREATE INDEX correction_review ON correction(review);

-- Every review that stands: imported, entered, or imported and then corrected. Only final first reviews count.
ALTER TABLE review ADD COLUMN round BLOB;
ALTER TABLE review ADD COLUMN rating INTEGER NOT NULL DEFAULT 1;
CREATE INDEX review_round ON review(round) WHERE round IS NOT NULL;

-- A list of cases is found in this index alone, in its order: place, then as they came.
DROP INDEX review_place;
CREATE INDEX review_list ON review(instrument, year, region, office, key, rating, status, areas, worker, supervisor);
CREATE INDEX review_second ON review(instrument, year, region, office) WHERE rating = 2;
