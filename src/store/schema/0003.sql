-- The whole life of a Mini PIP: selection, concerns, stages, frozen versions, meetings, follow-up, closing.

ALTER TABLE mini_pip ADD COLUMN source TEXT;
ALTER TABLE mini_pip ADD COLUMN reason TEXT;
ALTER TABLE mini_pip ADD COLUMN reopened TEXT;
ALTER TABLE mini_pip ADD COLUMN final_report TEXT;
ALTER TABLE mini_pip ADD COLUMN reported_on TEXT;
ALTER TABLE mini_pip ADD COLUMN sustained TEXT;
ALTER TABLE pip_person ADD COLUMN consent TEXT;
ALTER TABLE pip_person ADD COLUMN elements BLOB;
ALTER TABLE element ADD COLUMN concern BLOB;
ALTER TABLE element ADD COLUMN year INTEGER;
ALTER TABLE element ADD COLUMN region BLOB;
ALTER TABLE element ADD COLUMN office BLOB;
ALTER TABLE element ADD COLUMN credit INTEGER;
ALTER TABLE element ADD COLUMN applicable INTEGER;
ALTER TABLE element ADD COLUMN no_measure TEXT;
ALTER TABLE pip_row ADD COLUMN waived TEXT;
ALTER TABLE evaluation ADD COLUMN due TEXT;
ALTER TABLE evaluation ADD COLUMN answer TEXT;
ALTER TABLE evaluation ADD COLUMN finding TEXT;
ALTER TABLE evaluation ADD COLUMN reply_who TEXT;
ALTER TABLE evaluation ADD COLUMN reply_day TEXT;
ALTER TABLE agreement ADD COLUMN frozen BLOB;

CREATE TABLE concern(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, title TEXT, domain TEXT, instrument TEXT,
  question TEXT, source TEXT, factors TEXT, agreed_by TEXT, agreed_on TEXT, outcome TEXT, reason TEXT, note TEXT,
  year INTEGER, region BLOB, office BLOB) STRICT;
CREATE TABLE stage_passage(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, stage TEXT, part TEXT, day TEXT, who TEXT, reason TEXT) STRICT;
CREATE TABLE gap_answer(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, code TEXT, about BLOB, reason TEXT, who TEXT, day TEXT) STRICT;
CREATE TABLE plan_version(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, number INTEGER, title TEXT, stage TEXT, day TEXT,
  who TEXT, digest TEXT) STRICT;
CREATE TABLE plan_snapshot(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, frozen BLOB, content BLOB) STRICT;
CREATE TABLE recipient(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, frozen BLOB, position TEXT, name TEXT, sent TEXT, answered TEXT,
  answer TEXT, note TEXT) STRICT;
CREATE TABLE change_request(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, frozen BLOB, who TEXT, about BLOB,
  text TEXT, day TEXT, status TEXT, reply TEXT, reply_who TEXT, reply_day TEXT) STRICT;
CREATE TABLE meeting(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, part TEXT, title TEXT, day TEXT,
  time TEXT, host TEXT, site TEXT, strengths TEXT, report_out TEXT, decisions TEXT, note TEXT) STRICT;
CREATE TABLE agenda_item(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, gathering BLOB, position TEXT, text TEXT, length INTEGER, who TEXT,
  note TEXT) STRICT;
CREATE TABLE attendance(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, gathering BLOB, position TEXT, person BLOB, status TEXT) STRICT;
CREATE TABLE small_group(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, gathering BLOB, position TEXT, name TEXT, presenter BLOB, members BLOB,
  report_out TEXT) STRICT;
CREATE TABLE idea(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, gathering BLOB, position TEXT, in_group BLOB, concern BLOB, part TEXT,
  text TEXT, people BLOB, became BLOB) STRICT;
CREATE TABLE monitoring_check(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, evaluation_row BLOB, element BLOB,
  due TEXT, day TEXT, answer TEXT, finding TEXT, who TEXT) STRICT;
CREATE TABLE proof(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, of_row BLOB, position TEXT, text TEXT, site TEXT, digest TEXT,
  accepted_by TEXT, accepted_on TEXT, note TEXT) STRICT;
CREATE TABLE progress_note(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, about BLOB, day TEXT, who TEXT, text TEXT) STRICT;
CREATE TABLE assistance_request(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, category TEXT, text TEXT, owner TEXT,
  day TEXT, reply_day TEXT, reply TEXT, outcome TEXT) STRICT;
CREATE TABLE peer_office(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, mini_pip BLOB, position TEXT, office BLOB, name TEXT, helps_with TEXT,
  note TEXT) STRICT;
CREATE TABLE factor(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, code TEXT, name TEXT, weight INTEGER, note TEXT) STRICT;
CREATE TABLE candidate(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, position TEXT, office BLOB, district BLOB, status TEXT, rank INTEGER,
  day_text TEXT, day TEXT, reason TEXT, note TEXT, mini_pip BLOB) STRICT;
CREATE TABLE factor_value(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, gone INTEGER, candidate BLOB, factor BLOB, value TEXT, note TEXT) STRICT;
CREATE INDEX plan_snapshot_version ON plan_snapshot(frozen);
