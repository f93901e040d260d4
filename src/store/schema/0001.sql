-- The first schema. Never changed once released: a change is a new numbered file.
-- Times are UTC ISO text, days ISO text, shares whole ten-thousandths, ids 16 bytes. Integer keys are local and never in an op.

CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- The log: who wrote (replica), what they did in one go (change), its smallest parts (op).
CREATE TABLE replica(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, own INTEGER NOT NULL, since TEXT NOT NULL,
  seq INTEGER NOT NULL, chain BLOB NOT NULL) STRICT;
CREATE TABLE change(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, replica INTEGER NOT NULL REFERENCES replica(key),
  actor BLOB NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
  undoes INTEGER REFERENCES change(key), state TEXT NOT NULL CHECK (state IN ('live', 'undone', 'ended'))) STRICT;
CREATE INDEX change_state ON change(state, kind, key);
CREATE TABLE op(
  arrival INTEGER PRIMARY KEY, replica INTEGER NOT NULL REFERENCES replica(key), seq INTEGER NOT NULL, clock INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES change(key), record BLOB NOT NULL, field TEXT NOT NULL,
  replaces BLOB NOT NULL, restores BLOB, salt BLOB, payload BLOB, digest BLOB NOT NULL, hash BLOB NOT NULL,
  UNIQUE (replica, seq)) STRICT;
CREATE INDEX op_cell ON op(record, field);
CREATE INDEX op_change ON op(change);
CREATE TABLE head(record BLOB NOT NULL, field TEXT NOT NULL, op INTEGER NOT NULL REFERENCES op(arrival), PRIMARY KEY (record, field, op)) STRICT, WITHOUT ROWID;

-- The projection: ordinary tables, rebuilt from the log at any time.
CREATE TABLE agency(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, fiscal_year_start INTEGER) STRICT;
CREATE TABLE actor(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, role TEXT) STRICT;
CREATE TABLE region(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, position TEXT) STRICT;
CREATE TABLE district(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, region BLOB, position TEXT) STRICT;
CREATE TABLE office(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, region BLOB, district BLOB, counties TEXT, position TEXT) STRICT;
CREATE TABLE worker(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, role TEXT, office BLOB) STRICT;
CREATE TABLE assignment(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, worker BLOB, supervisor BLOB, office BLOB, from_day TEXT, until_day TEXT) STRICT;
CREATE TABLE instrument(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, code TEXT, version INTEGER, title TEXT, definition TEXT) STRICT;
CREATE TABLE published(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, instrument TEXT, question TEXT, year INTEGER, region BLOB, office BLOB,
  percent INTEGER, credit INTEGER, applicable INTEGER, edition TEXT, source TEXT, note TEXT) STRICT;
CREATE TABLE plan(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, code TEXT, title TEXT, source TEXT) STRICT;
CREATE TABLE milestone(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, plan BLOB, number INTEGER, name TEXT, purpose TEXT, rule TEXT, instrument TEXT,
  status TEXT, note TEXT, exited_on TEXT, exited_by TEXT, evidence TEXT) STRICT;
CREATE TABLE step(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, milestone BLOB, position TEXT, text TEXT, owner TEXT, due TEXT, status TEXT, evidence TEXT, note TEXT) STRICT;
CREATE TABLE measure(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, milestone BLOB, position TEXT, name TEXT, value TEXT, target TEXT, source TEXT, note TEXT, unverified INTEGER) STRICT;
CREATE TABLE consideration(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, milestone BLOB, position TEXT, text TEXT, answer TEXT, note TEXT) STRICT;
CREATE TABLE region_exit(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, milestone BLOB, region BLOB, exited_on TEXT, exited_by TEXT, evidence TEXT) STRICT;
CREATE TABLE mini_pip(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, title TEXT, office BLOB, district BLOB, stage TEXT, implementation_date TEXT,
  areas TEXT, meeting TEXT, strategies TEXT, implementation TEXT, schedule TEXT, measurement TEXT, assistance TEXT, goals_served TEXT, released TEXT, position TEXT) STRICT;
CREATE TABLE pip_person(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, part TEXT, name TEXT, organisation TEXT, category TEXT,
  phone TEXT, email TEXT, helps_with TEXT, asked TEXT) STRICT;
CREATE TABLE element(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, title TEXT, strategy TEXT, priority INTEGER, domain TEXT,
  factors TEXT, responsible BLOB, from_day TEXT, until_day TEXT, partners TEXT, instrument TEXT, question TEXT) STRICT;
CREATE TABLE goal(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, element BLOB, position TEXT, term TEXT, text TEXT, measure TEXT, baseline TEXT, target TEXT, by_day TEXT) STRICT;
CREATE TABLE pip_row(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, element BLOB, position TEXT, part TEXT, text TEXT, people BLOB, evidence TEXT,
  completion TEXT, completion_due TEXT, completion_repeat TEXT, follow_up TEXT, follow_up_due TEXT, follow_up_repeat TEXT, released TEXT,
  started TEXT, completed TEXT, accepted_by TEXT, accepted_on TEXT, followed_up TEXT, value TEXT, note TEXT) STRICT;
CREATE TABLE evaluation(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, method TEXT, measure TEXT, frequency TEXT, who TEXT) STRICT;
CREATE TABLE agreement(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, role TEXT, name TEXT, signed TEXT) STRICT;
CREATE TABLE timeline(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, day TEXT, day_text TEXT, activity TEXT, comment TEXT) STRICT;
CREATE TABLE setting(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, name TEXT, value TEXT) STRICT;

-- Reviews: the answers of one review are one packed blob (`domain/answers.rs`).
CREATE TABLE block(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE) STRICT;
CREATE TABLE review(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, instrument INTEGER NOT NULL REFERENCES instrument(key), year INTEGER NOT NULL,
  region INTEGER NOT NULL REFERENCES region(key), office INTEGER NOT NULL REFERENCES office(key),
  worker INTEGER REFERENCES worker(key), supervisor INTEGER REFERENCES worker(key),
  case_id TEXT, reviewer TEXT, reviewed_on TEXT, areas INTEGER NOT NULL, status TEXT NOT NULL, answers BLOB NOT NULL) STRICT;
CREATE INDEX review_place ON review(instrument, year, region, office);
CREATE TABLE review_source(review INTEGER NOT NULL REFERENCES review(key), block INTEGER NOT NULL REFERENCES block(key), PRIMARY KEY (review, block)) STRICT, WITHOUT ROWID;
CREATE INDEX review_source_block ON review_source(block);

-- Counts kept true by the same transaction: packed per question and option (`domain/counts.rs`). Worker or supervisor 0 is "not said".
CREATE TABLE rollup(
  instrument INTEGER NOT NULL REFERENCES instrument(key), year INTEGER NOT NULL, region INTEGER NOT NULL REFERENCES region(key),
  office INTEGER NOT NULL REFERENCES office(key), reviews INTEGER NOT NULL, counts BLOB NOT NULL,
  PRIMARY KEY (instrument, year, region, office)) STRICT, WITHOUT ROWID;
CREATE TABLE rollup_worker(
  instrument INTEGER NOT NULL REFERENCES instrument(key), year INTEGER NOT NULL, region INTEGER NOT NULL REFERENCES region(key),
  office INTEGER NOT NULL REFERENCES office(key), worker INTEGER NOT NULL, supervisor INTEGER NOT NULL, reviews INTEGER NOT NULL, counts BLOB NOT NULL,
  PRIMARY KEY (instrument, year, region, office, worker, supervisor)) STRICT, WITHOUT ROWID;
