-- The road: exits and values of milestones, trends, special studies, committees, QA scans, the agenda, former names and places.

ALTER TABLE measure ADD COLUMN indicator BLOB;
ALTER TABLE consideration ADD COLUMN who TEXT;
ALTER TABLE consideration ADD COLUMN day TEXT;

CREATE TABLE exit_record(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, milestone BLOB, region BLOB, part TEXT, day TEXT, who TEXT,
  evidence TEXT, text TEXT, reason TEXT) STRICT;
CREATE TABLE measure_value(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, of_measure BLOB, day TEXT, value TEXT, source TEXT, note TEXT) STRICT;
CREATE TABLE problem_area(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, title TEXT, strategy TEXT, owner TEXT, status TEXT,
  due TEXT, note TEXT) STRICT;
CREATE TABLE trend_indicator(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, code TEXT, name TEXT, unit TEXT, direction TEXT,
  standard INTEGER, standard_source TEXT, domain TEXT, problem_area BLOB, source TEXT, unverified INTEGER, note TEXT) STRICT;
CREATE TABLE trend_value(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, indicator BLOB, period TEXT, region BLOB, office BLOB, amount INTEGER,
  edition TEXT, source TEXT, note TEXT) STRICT;
CREATE TABLE special_study(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, step BLOB, title TEXT, text TEXT, from_day TEXT,
  until_day TEXT, method TEXT, who TEXT, finding TEXT, status TEXT, indicator BLOB, of_measure BLOB, note TEXT) STRICT;
CREATE TABLE committee(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, category TEXT, name TEXT, region BLOB, milestone BLOB,
  purpose TEXT, frequency TEXT, from_day TEXT, until_day TEXT, note TEXT) STRICT;
CREATE TABLE committee_member(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, committee BLOB, position TEXT, name TEXT, role TEXT,
  organisation TEXT, category TEXT, phone TEXT, email TEXT, from_day TEXT, until_day TEXT, note TEXT) STRICT;
CREATE TABLE committee_meeting(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, committee BLOB, position TEXT, day TEXT, time TEXT, site TEXT,
  status TEXT, minutes TEXT, decisions TEXT, note TEXT) STRICT;
CREATE TABLE committee_attendance(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, session BLOB, position TEXT, member BLOB, name TEXT, status TEXT) STRICT;
CREATE TABLE recommendation(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, committee BLOB, session BLOB, position TEXT, text TEXT, category TEXT,
  source TEXT, instrument TEXT, question TEXT, indicator BLOB, year INTEGER, region BLOB, owner TEXT, due TEXT, day TEXT, status TEXT,
  became BLOB, outcome TEXT, note TEXT) STRICT;
CREATE TABLE scan_theme(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, name TEXT, note TEXT) STRICT;
CREATE TABLE scan_question(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, text TEXT, from_day TEXT, until_day TEXT) STRICT;
CREATE TABLE qa_scan(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, worker BLOB, supervisor BLOB, office BLOB, region BLOB, month TEXT,
  day TEXT, case_id TEXT, status TEXT, went_well TEXT, needs_work TEXT, well_themes BLOB, needs_themes BLOB, reason TEXT, who TEXT,
  note TEXT) STRICT;
CREATE TABLE scan_answer(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, scan BLOB, scan_question BLOB, answer TEXT, note TEXT) STRICT;
CREATE TABLE snooze(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, about BLOB, part TEXT, due TEXT, until_day TEXT, reason TEXT,
  who TEXT, day TEXT) STRICT;
CREATE TABLE former(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, about BLOB, name TEXT, region BLOB, district BLOB, office BLOB,
  role TEXT, from_day TEXT, until_day TEXT) STRICT;
CREATE TABLE interview(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, review BLOB, position TEXT, role TEXT, day TEXT, status TEXT,
  who TEXT, note TEXT) STRICT;
CREATE TABLE case_reviewer(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, review BLOB, position TEXT, name TEXT, role TEXT, part TEXT) STRICT;
CREATE INDEX qa_scan_month ON qa_scan(month);
CREATE INDEX scan_answer_scan ON scan_answer(scan);
CREATE INDEX interview_review ON interview(review);
CREATE INDEX case_reviewer_review ON case_reviewer(review);

-- When each person was last here, by name: what to tell of since. Local to the file, no part of the log.
CREATE TABLE last_here(name TEXT PRIMARY KEY, change INTEGER NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;
