PRAGMA application_id = 1094997586;
PRAGMA user_version = 6;
CREATE TABLE absence (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	adviser_id VARCHAR(36) NOT NULL,
	kind VARCHAR(40) DEFAULT 'away' NOT NULL,
	first_on DATE NOT NULL,
	last_on DATE NOT NULL,
	part VARCHAR(40) DEFAULT 'whole' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE TABLE adviser (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	name VARCHAR NOT NULL,
	initials VARCHAR DEFAULT '' NOT NULL,
	team VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "adviser" VALUES('01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','','2026-11-20T09:30:00.000000Z','','29963ccd-1bf1-489d-b20c-2187de2971cc',NULL,'{}','Vilma Testesen','VT','');
CREATE TABLE barrier_action (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	barrier VARCHAR NOT NULL,
	action VARCHAR DEFAULT '' NOT NULL,
	owner_id VARCHAR(36),
	due_on DATE,
	state VARCHAR(40) DEFAULT 'open' NOT NULL,
	closed_at VARCHAR(27),
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(owner_id) REFERENCES adviser (id)
);
CREATE TABLE change_group (
	g INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at VARCHAR(27) NOT NULL,
	actor VARCHAR(36) DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'act' NOT NULL,
	target INTEGER,
	undone_by INTEGER
);
INSERT INTO "change_group" VALUES(1,'2026-11-20T09:30:00.000000Z','','setup',NULL,NULL);
INSERT INTO "change_group" VALUES(2,'2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','act',NULL,NULL);
INSERT INTO "change_group" VALUES(3,'2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','act',NULL,NULL);
INSERT INTO "change_group" VALUES(4,'2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','act',NULL,NULL);
INSERT INTO "change_group" VALUES(5,'2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','act',NULL,6);
INSERT INTO "change_group" VALUES(6,'2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','undo',5,NULL);
CREATE TABLE change_record (
	lseq INTEGER NOT NULL,
	g INTEGER NOT NULL,
	entity VARCHAR NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	agg VARCHAR(36) NOT NULL,
	scope VARCHAR DEFAULT '' NOT NULL,
	op VARCHAR NOT NULL,
	fields TEXT NOT NULL,
	old TEXT DEFAULT '{}' NOT NULL,
	base TEXT DEFAULT '{}' NOT NULL,
	hlc INTEGER NOT NULL,
	hh BLOB,
	scrub INTEGER DEFAULT '0' NOT NULL,
	status INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (lseq)
);
INSERT INTO "change_record" VALUES(1,1,'adviser','01a203ed-1d9f-7000-883e-54f72c67c1f2','01a203ed-1d9f-7000-883e-54f72c67c1f2','','ins','{"id":"01a203ed-1d9f-7000-883e-54f72c67c1f2","created_at":"2026-11-20T09:30:00.000000Z","created_by":"","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"name":"Vilma Testesen","initials":"VT","team":""}','{}','{}',117660857204146176,NULL,0,0);
INSERT INTO "change_record" VALUES(2,2,'employer','01a203ed-1da1-7000-bb3f-d581e9b42333','01a203ed-1da1-7000-bb3f-d581e9b42333','','ins','{"id":"01a203ed-1da1-7000-bb3f-d581e9b42333","created_at":"2026-11-20T09:30:00.000000Z","created_by":"01a203ed-1d9f-7000-883e-54f72c67c1f2","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"reference":"","name":"Bageri Blåbær; “søndag”","trading_name":"","previous_names":"[]","company_number":"","parent_id":null,"sector_codes":"[]","size_band":"","phone":"","email":"","website":"","preferred_channel":null,"stage":"prospecting","spoc_id":"01a203ed-1d9f-7000-883e-54f72c67c1f2","deputy_id":null,"cadence_days":null,"disability_confident":null,"disability_confident_on":null,"pitch":"","not_engaged_reason":"","do_not_contact_until":null,"do_not_contact_why":"","manual_level":null,"manual_level_reason":"","manual_level_on":null,"notes":"two\n\nlines;"}','{}','{}',117660857204342784,NULL,0,0);
INSERT INTO "change_record" VALUES(3,2,'participant','01a203ed-1da2-7000-bc29-ccb0b3decea5','01a203ed-1da2-7000-bc29-ccb0b3decea5','','ins','{"id":"01a203ed-1da2-7000-bc29-ccb0b3decea5","created_at":"2026-11-20T09:30:00.000000Z","created_by":"01a203ed-1d9f-7000-883e-54f72c67c1f2","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"reference":"","preferred_name":"Ægir Prøvesen","legal_name":"","phone":"","email":"","safe_to_contact":"","town":"","postcode":"","area":"","programme":"","coach_id":"01a203ed-1d9f-7000-883e-54f72c67c1f2","deputy_id":null,"enrolled_on":null,"goal":"","confidentiality":"standard","stage":"referred","paused_until":null,"paused_agreed":0,"unavailable_until":null,"right_to_work":"unknown","right_to_work_by":null,"cv_updated_on":null,"reached_on":null,"pay_affects_payments":null}','{}','{}',117660857204342785,NULL,0,0);
INSERT INTO "change_record" VALUES(4,2,'partner','01a203ed-1da3-7000-9c76-6ee69b1c5d99','01a203ed-1da3-7000-9c76-6ee69b1c5d99','','ins','{"id":"01a203ed-1da3-7000-9c76-6ee69b1c5d99","created_at":"2026-11-20T09:30:00.000000Z","created_by":"01a203ed-1d9f-7000-883e-54f72c67c1f2","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"reference":"","name":"Prøveby Jobhus","short_name":"Jobhuset","other_names":"[]","kind":"other","area":"","phone":"","email":"","website":"","person":"","person_role":"","person_phone":"","person_email":"","shares":"","agreed_on":null,"agreed_until":null,"credit_rule":"","state":"active","ended_on":null,"ended_why":"","notes":""}','{}','{}',117660857204342786,NULL,0,0);
INSERT INTO "change_record" VALUES(5,3,'follow_up','01a203ed-1da9-7000-b300-5729c74b7645','01a203ed-1da1-7000-bb3f-d581e9b42333','','ins','{"id":"01a203ed-1da9-7000-b300-5729c74b7645","created_at":"2026-11-20T09:30:00.000000Z","created_by":"01a203ed-1d9f-7000-883e-54f72c67c1f2","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"what":"Ring om fredagen","side":"employer","due_on":"2026-11-24","due_time":"","first_due_on":"2026-11-24","moves":0,"move_agreed":0,"window_days":0,"owner_id":null,"participant_id":null,"employer_id":"01a203ed-1da1-7000-bb3f-d581e9b42333","vacancy_id":null,"submission_id":null,"placement_id":null,"contact_id":null,"sheet_id":null,"item":"","reasons":"[\"job_start\"]","state":"open","done_on":null,"done_note":"","cancel_reason":"","partner_id":null}','{}','{}',117660857204801536,NULL,0,0);
INSERT INTO "change_record" VALUES(6,4,'follow_up','01a203ed-1da9-7000-b300-5729c74b7645','01a203ed-1da1-7000-bb3f-d581e9b42333','','upd','{"state":"done","done_on":"2026-11-20"}','{"state":"open","done_on":null}','{"state":null,"done_on":null}',117660857204867072,NULL,0,0);
INSERT INTO "change_record" VALUES(7,5,'promise','01a203ed-1dab-7000-b2fd-70aff0ab083f','01a203ed-1da1-7000-bb3f-d581e9b42333','','ins','{"id":"01a203ed-1dab-7000-b2fd-70aff0ab083f","created_at":"2026-11-20T09:30:00.000000Z","created_by":"01a203ed-1d9f-7000-883e-54f72c67c1f2","device_id":"29963ccd-1bf1-489d-b20c-2187de2971cc","void_reason":null,"what":"Send the flyer","side":"employer","made_by":"us","made_on":"2026-11-20","due_on":"2026-11-27","level":"","owner_id":null,"participant_id":null,"employer_id":"01a203ed-1da1-7000-bb3f-d581e9b42333","vacancy_id":null,"contact_id":null,"state":"open","closed_on":null,"closing_note":"","partner_id":null}','{}','{}',117660857204932608,NULL,0,0);
INSERT INTO "change_record" VALUES(8,6,'promise','01a203ed-1dab-7000-b2fd-70aff0ab083f','01a203ed-1da1-7000-bb3f-d581e9b42333','','upd','{"void_reason":"undone"}','{"void_reason":null}','{}',117660857205522432,NULL,0,0);
CREATE TABLE consent (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	scope VARCHAR(40) DEFAULT 'employer' NOT NULL,
	vacancy_id VARCHAR(36),
	state VARCHAR(40) DEFAULT 'asked' NOT NULL,
	level VARCHAR(40) DEFAULT 'nothing' NOT NULL,
	may_share TEXT DEFAULT '[]' NOT NULL,
	said_by VARCHAR DEFAULT '' NOT NULL,
	own_words TEXT DEFAULT '' NOT NULL,
	asked_on DATE,
	reply_by DATE,
	given_on DATE,
	valid_to DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id)
);
CREATE TABLE contact (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	kind VARCHAR(40) NOT NULL,
	employer_id VARCHAR(36),
	site_id VARCHAR(36),
	person_id VARCHAR(36),
	participant_id VARCHAR(36),
	vacancy_id VARCHAR(36),
	partner_name VARCHAR DEFAULT '' NOT NULL,
	adviser_id VARCHAR(36),
	organisation VARCHAR DEFAULT '' NOT NULL,
	channel VARCHAR(40) NOT NULL,
	direction VARCHAR(40) DEFAULT 'outbound' NOT NULL,
	purpose VARCHAR(40) DEFAULT 'other' NOT NULL,
	place VARCHAR(40) DEFAULT 'remote' NOT NULL,
	state VARCHAR(40) DEFAULT 'done' NOT NULL,
	occurred_at VARCHAR(27) NOT NULL,
	occurred_offset INTEGER DEFAULT '0' NOT NULL,
	minutes INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	outcome VARCHAR DEFAULT '' NOT NULL,
	pitch_case VARCHAR DEFAULT '' NOT NULL,
	spoc_agreed BOOLEAN DEFAULT '0' NOT NULL, partner_id VARCHAR(36) REFERENCES partner (id), linked_why VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id),
	FOREIGN KEY(person_id) REFERENCES employer_person (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE TABLE course_event (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	kind VARCHAR(40) NOT NULL,
	value VARCHAR DEFAULT '' NOT NULL,
	on_day DATE NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE TABLE draft (
	form VARCHAR NOT NULL,
	fields TEXT NOT NULL,
	saved_at VARCHAR(27) NOT NULL,
	PRIMARY KEY (form)
);
INSERT INTO "draft" VALUES('log','{"note":"half a sent"}','2026-11-20T09:30:00.000000Z');
CREATE TABLE employer (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	reference VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR NOT NULL,
	trading_name VARCHAR DEFAULT '' NOT NULL,
	previous_names TEXT DEFAULT '[]' NOT NULL,
	company_number VARCHAR DEFAULT '' NOT NULL,
	parent_id VARCHAR(36),
	sector_codes TEXT DEFAULT '[]' NOT NULL,
	size_band VARCHAR DEFAULT '' NOT NULL,
	phone VARCHAR DEFAULT '' NOT NULL,
	email VARCHAR DEFAULT '' NOT NULL,
	website VARCHAR DEFAULT '' NOT NULL,
	preferred_channel VARCHAR(40),
	stage VARCHAR(40) DEFAULT 'prospecting' NOT NULL,
	spoc_id VARCHAR(36),
	deputy_id VARCHAR(36),
	cadence_days INTEGER,
	disability_confident INTEGER,
	disability_confident_on DATE,
	pitch VARCHAR DEFAULT '' NOT NULL,
	not_engaged_reason VARCHAR DEFAULT '' NOT NULL,
	do_not_contact_until DATE,
	do_not_contact_why VARCHAR DEFAULT '' NOT NULL,
	manual_level INTEGER,
	manual_level_reason VARCHAR DEFAULT '' NOT NULL,
	manual_level_on DATE,
	notes TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(parent_id) REFERENCES employer (id),
	FOREIGN KEY(spoc_id) REFERENCES adviser (id),
	FOREIGN KEY(deputy_id) REFERENCES adviser (id)
);
INSERT INTO "employer" VALUES('01a203ed-1da1-7000-bb3f-d581e9b42333','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','29963ccd-1bf1-489d-b20c-2187de2971cc',NULL,'{}','','Bageri Blåbær; “søndag”','','[]','',NULL,'[]','','','','',NULL,'prospecting','01a203ed-1d9f-7000-883e-54f72c67c1f2',NULL,NULL,NULL,NULL,'','',NULL,'',NULL,'',NULL,'two

lines;');
CREATE TABLE employer_person (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	site_id VARCHAR(36),
	name VARCHAR NOT NULL,
	role VARCHAR DEFAULT '' NOT NULL,
	phone VARCHAR DEFAULT '' NOT NULL,
	email VARCHAR DEFAULT '' NOT NULL,
	channel VARCHAR(40),
	has_hiring_say BOOLEAN DEFAULT '0' NOT NULL,
	expects_us BOOLEAN DEFAULT '0' NOT NULL,
	is_workplace_rep BOOLEAN DEFAULT '0' NOT NULL,
	state VARCHAR(40) DEFAULT 'current' NOT NULL,
	left_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id)
);
CREATE TABLE employer_site (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	name VARCHAR DEFAULT '' NOT NULL,
	address VARCHAR DEFAULT '' NOT NULL,
	town VARCHAR DEFAULT '' NOT NULL,
	postcode VARCHAR DEFAULT '' NOT NULL,
	phone VARCHAR DEFAULT '' NOT NULL,
	is_main BOOLEAN DEFAULT '1' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id)
);
CREATE TABLE equity_record (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	characteristic VARCHAR NOT NULL,
	answer VARCHAR DEFAULT '' NOT NULL,
	is_withheld BOOLEAN DEFAULT '0' NOT NULL,
	asked_on DATE NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE TABLE follow_up (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	what VARCHAR NOT NULL,
	side VARCHAR(40) NOT NULL,
	due_on DATE NOT NULL,
	due_time VARCHAR DEFAULT '' NOT NULL,
	first_due_on DATE NOT NULL,
	moves INTEGER DEFAULT '0' NOT NULL,
	move_agreed BOOLEAN DEFAULT '0' NOT NULL,
	window_days INTEGER DEFAULT '0' NOT NULL,
	owner_id VARCHAR(36),
	participant_id VARCHAR(36),
	employer_id VARCHAR(36),
	vacancy_id VARCHAR(36),
	submission_id VARCHAR(36),
	placement_id VARCHAR(36),
	contact_id VARCHAR(36),
	sheet_id VARCHAR(36),
	item VARCHAR DEFAULT '' NOT NULL,
	reasons TEXT DEFAULT '[]' NOT NULL,
	state VARCHAR(40) DEFAULT 'open' NOT NULL,
	done_on DATE,
	done_note TEXT DEFAULT '' NOT NULL,
	cancel_reason VARCHAR DEFAULT '' NOT NULL, partner_id VARCHAR(36) REFERENCES partner (id),
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES adviser (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(submission_id) REFERENCES submission (id),
	FOREIGN KEY(placement_id) REFERENCES placement (id),
	FOREIGN KEY(contact_id) REFERENCES contact (id),
	FOREIGN KEY(sheet_id) REFERENCES match_sheet (id)
);
INSERT INTO "follow_up" VALUES('01a203ed-1da9-7000-b300-5729c74b7645','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','29963ccd-1bf1-489d-b20c-2187de2971cc',NULL,'{"state":[117660857204867072,0,6],"done_on":[117660857204867072,0,6]}','Ring om fredagen','employer','2026-11-24','','2026-11-24',0,0,0,NULL,NULL,'01a203ed-1da1-7000-bb3f-d581e9b42333',NULL,NULL,NULL,NULL,NULL,'','["job_start"]','done','2026-11-20','','',NULL);
CREATE TABLE hand_over (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36),
	employer_id VARCHAR(36),
	from_id VARCHAR(36) NOT NULL,
	to_id VARCHAR(36) NOT NULL,
	why VARCHAR DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	pack TEXT DEFAULT '' NOT NULL,
	consent VARCHAR DEFAULT '' NOT NULL,
	offered_on DATE NOT NULL,
	answered_on DATE,
	answer_note TEXT DEFAULT '' NOT NULL,
	state VARCHAR(40) DEFAULT 'offered' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(from_id) REFERENCES adviser (id),
	FOREIGN KEY(to_id) REFERENCES adviser (id)
);
CREATE TABLE known_as_two (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	entity VARCHAR NOT NULL,
	first_id VARCHAR(36) NOT NULL,
	second_id VARCHAR(36) NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE match_answer (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	sheet_id VARCHAR(36) NOT NULL,
	item VARCHAR NOT NULL,
	value VARCHAR(40) DEFAULT 'unknown' NOT NULL,
	source VARCHAR(40) DEFAULT 'coach' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	detail TEXT DEFAULT '' NOT NULL,
	answered_at VARCHAR(27) NOT NULL,
	answered_by VARCHAR(36) DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(sheet_id) REFERENCES match_sheet (id)
);
CREATE TABLE match_override (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	sheet_id VARCHAR(36) NOT NULL,
	item VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	action VARCHAR DEFAULT '' NOT NULL,
	action_due_on DATE NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(sheet_id) REFERENCES match_sheet (id)
);
CREATE TABLE match_sheet (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	vacancy_id VARCHAR(36) NOT NULL,
	attempt INTEGER DEFAULT '1' NOT NULL,
	template VARCHAR NOT NULL,
	template_version INTEGER NOT NULL,
	state VARCHAR(40) DEFAULT 'draft' NOT NULL,
	pitch VARCHAR DEFAULT '' NOT NULL,
	frozen_at VARCHAR(27),
	frozen TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id)
);
CREATE TABLE need (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	site_id VARCHAR(36),
	contact_id VARCHAR(36),
	task VARCHAR NOT NULL,
	number INTEGER,
	month VARCHAR DEFAULT '' NOT NULL,
	certainty VARCHAR(40) DEFAULT 'likely' NOT NULL,
	state VARCHAR(40) DEFAULT 'live' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id),
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE TABLE outcome_check (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	placement_id VARCHAR(36) NOT NULL,
	week INTEGER NOT NULL,
	weeks INTEGER DEFAULT '1' NOT NULL,
	state VARCHAR(40) DEFAULT 'not_verified' NOT NULL,
	minutes INTEGER,
	earned INTEGER,
	currency VARCHAR DEFAULT 'GBP' NOT NULL,
	evidence VARCHAR(40),
	checked_on DATE NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(placement_id) REFERENCES placement (id)
);
CREATE TABLE participant (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	reference VARCHAR DEFAULT '' NOT NULL,
	preferred_name VARCHAR NOT NULL,
	legal_name VARCHAR DEFAULT '' NOT NULL,
	phone VARCHAR DEFAULT '' NOT NULL,
	email VARCHAR DEFAULT '' NOT NULL,
	safe_to_contact VARCHAR DEFAULT '' NOT NULL,
	town VARCHAR DEFAULT '' NOT NULL,
	postcode VARCHAR DEFAULT '' NOT NULL,
	area VARCHAR DEFAULT '' NOT NULL,
	programme VARCHAR DEFAULT '' NOT NULL,
	coach_id VARCHAR(36),
	deputy_id VARCHAR(36),
	enrolled_on DATE,
	goal TEXT DEFAULT '' NOT NULL,
	confidentiality VARCHAR(40) DEFAULT 'standard' NOT NULL,
	stage VARCHAR(40) DEFAULT 'referred' NOT NULL,
	paused_until DATE,
	paused_agreed BOOLEAN DEFAULT '0' NOT NULL,
	unavailable_until DATE,
	right_to_work VARCHAR(40) DEFAULT 'unknown' NOT NULL,
	right_to_work_by DATE,
	cv_updated_on DATE,
	reached_on DATE,
	pay_affects_payments BOOLEAN,
	PRIMARY KEY (id),
	FOREIGN KEY(coach_id) REFERENCES adviser (id),
	FOREIGN KEY(deputy_id) REFERENCES adviser (id)
);
INSERT INTO "participant" VALUES('01a203ed-1da2-7000-bc29-ccb0b3decea5','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','29963ccd-1bf1-489d-b20c-2187de2971cc',NULL,'{}','','Ægir Prøvesen','','','','','','','','','01a203ed-1d9f-7000-883e-54f72c67c1f2',NULL,NULL,'','standard','referred',NULL,0,NULL,'unknown',NULL,NULL,NULL,NULL);
CREATE TABLE partner (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	reference VARCHAR DEFAULT '' NOT NULL,
	name VARCHAR NOT NULL,
	short_name VARCHAR DEFAULT '' NOT NULL,
	other_names TEXT DEFAULT '[]' NOT NULL,
	kind VARCHAR(40) DEFAULT 'other' NOT NULL,
	area VARCHAR DEFAULT '' NOT NULL,
	phone VARCHAR DEFAULT '' NOT NULL,
	email VARCHAR DEFAULT '' NOT NULL,
	website VARCHAR DEFAULT '' NOT NULL,
	person VARCHAR DEFAULT '' NOT NULL,
	person_role VARCHAR DEFAULT '' NOT NULL,
	person_phone VARCHAR DEFAULT '' NOT NULL,
	person_email VARCHAR DEFAULT '' NOT NULL,
	shares TEXT DEFAULT '' NOT NULL,
	agreed_on DATE,
	agreed_until DATE,
	credit_rule TEXT DEFAULT '' NOT NULL,
	state VARCHAR(40) DEFAULT 'active' NOT NULL,
	ended_on DATE,
	ended_why VARCHAR DEFAULT '' NOT NULL,
	notes TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO "partner" VALUES('01a203ed-1da3-7000-9c76-6ee69b1c5d99','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','29963ccd-1bf1-489d-b20c-2187de2971cc',NULL,'{}','','Prøveby Jobhus','Jobhuset','[]','other','','','','','','','','','',NULL,NULL,'','active',NULL,'','');
CREATE TABLE placement (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	site_id VARCHAR(36),
	vacancy_id VARCHAR(36),
	submission_id VARCHAR(36),
	role VARCHAR NOT NULL,
	state VARCHAR(40) DEFAULT 'agreed' NOT NULL,
	starts_on DATE,
	weekly_minutes INTEGER,
	pay INTEGER,
	pay_period VARCHAR(40) DEFAULT 'hour' NOT NULL,
	pay_currency VARCHAR DEFAULT 'GBP' NOT NULL,
	contract VARCHAR DEFAULT '' NOT NULL,
	scheme VARCHAR DEFAULT '' NOT NULL,
	subsidy_ends_on DATE,
	mentor VARCHAR DEFAULT '' NOT NULL,
	support_plan TEXT DEFAULT '' NOT NULL,
	found_by VARCHAR(40) DEFAULT 'us' NOT NULL,
	ended_on DATE,
	ended_why VARCHAR DEFAULT '' NOT NULL, kind VARCHAR(40) DEFAULT 'job' NOT NULL, rate_band VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
);
CREATE TABLE promise (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	what VARCHAR NOT NULL,
	side VARCHAR(40) NOT NULL,
	made_by VARCHAR(40) DEFAULT 'us' NOT NULL,
	made_on DATE NOT NULL,
	due_on DATE NOT NULL,
	level VARCHAR DEFAULT '' NOT NULL,
	owner_id VARCHAR(36),
	participant_id VARCHAR(36),
	employer_id VARCHAR(36),
	vacancy_id VARCHAR(36),
	contact_id VARCHAR(36),
	state VARCHAR(40) DEFAULT 'open' NOT NULL,
	closed_on DATE,
	closing_note TEXT DEFAULT '' NOT NULL, partner_id VARCHAR(36) REFERENCES partner (id),
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES adviser (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);
INSERT INTO "promise" VALUES('01a203ed-1dab-7000-b2fd-70aff0ab083f','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','2026-11-20T09:30:00.000000Z','01a203ed-1d9f-7000-883e-54f72c67c1f2','29963ccd-1bf1-489d-b20c-2187de2971cc','undone','{"void_reason":[117660857205522432,0,8]}','Send the flyer','employer','us','2026-11-20','2026-11-27','',NULL,NULL,'01a203ed-1da1-7000-bb3f-d581e9b42333',NULL,NULL,'open',NULL,'',NULL);
CREATE TABLE quality_fact (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	vacancy_id VARCHAR(36) NOT NULL,
	dimension VARCHAR NOT NULL,
	fact VARCHAR NOT NULL,
	met VARCHAR(40) DEFAULT 'unknown' NOT NULL,
	was_asked BOOLEAN DEFAULT '0' NOT NULL,
	was_agreed BOOLEAN DEFAULT '0' NOT NULL,
	is_confirmed BOOLEAN DEFAULT '0' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id)
);
CREATE TABLE setting (
	"key" VARCHAR NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('me','01a203ed-1d9f-7000-883e-54f72c67c1f2');
CREATE TABLE submission (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	vacancy_id VARCHAR(36) NOT NULL,
	sheet_id VARCHAR(36),
	attempt INTEGER DEFAULT '1' NOT NULL,
	batch VARCHAR DEFAULT '' NOT NULL,
	state VARCHAR(40) DEFAULT 'considered' NOT NULL,
	text_sent TEXT DEFAULT '' NOT NULL,
	channel VARCHAR(40),
	submitted_at VARCHAR(27),
	submitted_offset INTEGER DEFAULT '0' NOT NULL,
	with_override BOOLEAN DEFAULT '0' NOT NULL,
	interview_at VARCHAR(27),
	interview_offset INTEGER DEFAULT '0' NOT NULL,
	reason VARCHAR DEFAULT '' NOT NULL,
	reason_note TEXT DEFAULT '' NOT NULL,
	decided_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(sheet_id) REFERENCES match_sheet (id)
);
CREATE TABLE sync_conflict (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	whole_id VARCHAR(36) NOT NULL,
	entity VARCHAR NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	field VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	kept TEXT DEFAULT 'null' NOT NULL,
	kept_by VARCHAR(36) DEFAULT '' NOT NULL,
	kept_at VARCHAR DEFAULT '' NOT NULL,
	lost TEXT DEFAULT 'null' NOT NULL,
	lost_by VARCHAR(36) DEFAULT '' NOT NULL,
	lost_at VARCHAR DEFAULT '' NOT NULL,
	state VARCHAR(40) DEFAULT 'open' NOT NULL,
	settled VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE sync_cursor (
	scope VARCHAR NOT NULL,
	seq INTEGER DEFAULT '0' NOT NULL,
	head INTEGER DEFAULT '0' NOT NULL,
	gen INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (scope)
);
CREATE TABLE sync_home (
	agg VARCHAR(36) NOT NULL,
	scope VARCHAR NOT NULL,
	PRIMARY KEY (agg, scope)
);
CREATE TABLE sync_issue (
	lseq INTEGER NOT NULL,
	outcome VARCHAR NOT NULL,
	why VARCHAR DEFAULT '' NOT NULL,
	detail TEXT DEFAULT '{}' NOT NULL,
	entity VARCHAR DEFAULT '' NOT NULL,
	row_id VARCHAR(36) DEFAULT '' NOT NULL,
	agg VARCHAR(36) DEFAULT '' NOT NULL,
	at VARCHAR(27) NOT NULL,
	seen INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (lseq)
);
CREATE TABLE sync_parked (
	lseq INTEGER NOT NULL,
	entity VARCHAR NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	fields TEXT NOT NULL,
	PRIMARY KEY (lseq)
);
CREATE TABLE sync_seen (
	entity VARCHAR NOT NULL,
	row_id VARCHAR(36) NOT NULL,
	gen INTEGER NOT NULL,
	PRIMARY KEY (entity, row_id)
);
CREATE TABLE sync_state (
	k INTEGER DEFAULT '1' NOT NULL,
	device_id VARCHAR(36) NOT NULL,
	hub_id VARCHAR DEFAULT '' NOT NULL,
	epoch VARCHAR DEFAULT '' NOT NULL,
	dev_no INTEGER DEFAULT '0' NOT NULL,
	lseq INTEGER DEFAULT '0' NOT NULL,
	acked INTEGER DEFAULT '0' NOT NULL,
	chain BLOB,
	hlc INTEGER DEFAULT '0' NOT NULL,
	offset_ms INTEGER DEFAULT '0' NOT NULL,
	applying INTEGER DEFAULT '0' NOT NULL,
	g INTEGER DEFAULT '0' NOT NULL,
	erase_cursor INTEGER DEFAULT '0' NOT NULL,
	gen INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (k)
);
INSERT INTO "sync_state" VALUES(1,'29963ccd-1bf1-489d-b20c-2187de2971cc','','',0,8,0,NULL,117660857205522432,0,0,0,0,0);
CREATE TABLE target (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	adviser_id VARCHAR(36) NOT NULL,
	measure VARCHAR DEFAULT 'M2' NOT NULL,
	base INTEGER,
	is_off BOOLEAN DEFAULT '0' NOT NULL,
	valid_from DATE NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE TABLE time_entry (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	adviser_id VARCHAR(36) NOT NULL,
	started_at VARCHAR(27) NOT NULL,
	started_offset INTEGER DEFAULT '0' NOT NULL,
	ended_at VARCHAR(27),
	place VARCHAR(40) DEFAULT 'away' NOT NULL,
	with_whom VARCHAR(40) DEFAULT 'travel' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE TABLE vacancy (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	reference VARCHAR DEFAULT '' NOT NULL,
	employer_id VARCHAR(36) NOT NULL,
	site_id VARCHAR(36),
	title VARCHAR NOT NULL,
	kind VARCHAR(40) DEFAULT 'job' NOT NULL,
	state VARCHAR(40) DEFAULT 'heard' NOT NULL,
	posts INTEGER DEFAULT '1' NOT NULL,
	must_haves TEXT DEFAULT '[]' NOT NULL,
	nice_to_haves TEXT DEFAULT '[]' NOT NULL,
	tasks TEXT DEFAULT '' NOT NULL,
	weekly_minutes INTEGER,
	shifts VARCHAR DEFAULT '' NOT NULL,
	pay INTEGER,
	pay_period VARCHAR(40) DEFAULT 'hour' NOT NULL,
	pay_currency VARCHAR DEFAULT 'GBP' NOT NULL,
	contract VARCHAR DEFAULT '' NOT NULL,
	place VARCHAR DEFAULT '' NOT NULL,
	flexibility VARCHAR DEFAULT '' NOT NULL,
	asked_not_told TEXT DEFAULT '[]' NOT NULL,
	selection_steps TEXT DEFAULT '' NOT NULL,
	starts_on DATE,
	closes_on DATE,
	is_rolling BOOLEAN DEFAULT '0' NOT NULL,
	hard_to_fill BOOLEAN DEFAULT '0' NOT NULL,
	source_organisation VARCHAR DEFAULT '' NOT NULL,
	is_advertised BOOLEAN,
	legal_requirements TEXT DEFAULT '[]' NOT NULL,
	is_subsidised BOOLEAN DEFAULT '0' NOT NULL,
	intends_to_hire VARCHAR(40) DEFAULT 'unknown' NOT NULL,
	trial_ends_on DATE,
	after_trial TEXT DEFAULT '' NOT NULL,
	heard_on DATE,
	checked_on DATE,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id)
);
CREATE TABLE vocational_profile (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	participant_id VARCHAR(36) NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	state VARCHAR(40) DEFAULT 'draft' NOT NULL,
	agreed_on DATE,
	strengths TEXT DEFAULT '' NOT NULL,
	skills TEXT DEFAULT '' NOT NULL,
	tasks_liked TEXT DEFAULT '' NOT NULL,
	work_history TEXT DEFAULT '' NOT NULL,
	must_haves TEXT DEFAULT '[]' NOT NULL,
	no_gos TEXT DEFAULT '[]' NOT NULL,
	pay_floor INTEGER,
	pay_period VARCHAR(40) DEFAULT 'hour' NOT NULL,
	pay_currency VARCHAR DEFAULT 'GBP' NOT NULL,
	least_minutes INTEGER,
	most_minutes INTEGER,
	travel_minutes INTEGER,
	care TEXT DEFAULT '' NOT NULL,
	support_needs TEXT DEFAULT '' NOT NULL,
	learning_wishes TEXT DEFAULT '' NOT NULL,
	adjustment_asked BOOLEAN DEFAULT '0' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE TABLE week_closing (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	adviser_id VARCHAR(36) NOT NULL,
	week VARCHAR NOT NULL,
	profile VARCHAR DEFAULT '' NOT NULL,
	closed_at VARCHAR(27) NOT NULL,
	figures TEXT DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE TABLE working_pattern (
	id VARCHAR(36) NOT NULL,
	created_at VARCHAR(27) NOT NULL,
	created_by VARCHAR(36) DEFAULT '' NOT NULL,
	updated_at VARCHAR(27) NOT NULL,
	updated_by VARCHAR(36) DEFAULT '' NOT NULL,
	device_id VARCHAR(36) DEFAULT '' NOT NULL,
	void_reason VARCHAR,
	versions VARCHAR DEFAULT '{}' NOT NULL,
	adviser_id VARCHAR(36) NOT NULL,
	valid_from DATE NOT NULL,
	share INTEGER DEFAULT '100' NOT NULL,
	days TEXT DEFAULT '[]' NOT NULL,
	weekly_minutes INTEGER,
	region VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);
CREATE INDEX ix_change_record_g ON change_record (g);
CREATE INDEX ix_change_record_row ON change_record (row_id);
CREATE INDEX ix_employer_by_name ON employer (name COLLATE NOCASE) WHERE void_reason IS NULL;
CREATE INDEX ix_employer_company_number ON employer (company_number);
CREATE INDEX ix_employer_reference ON employer (reference);
CREATE INDEX ix_employer_stage ON employer (stage) WHERE void_reason IS NULL;
CREATE INDEX ix_participant_coach_id ON participant (coach_id);
CREATE INDEX ix_participant_reference ON participant (reference);
CREATE INDEX ix_barrier_action_participant_id ON barrier_action (participant_id);
CREATE INDEX ix_employer_site_employer_id ON employer_site (employer_id);
CREATE INDEX ix_vocational_profile_participant_id ON vocational_profile (participant_id);
CREATE INDEX ix_employer_person_employer_id ON employer_person (employer_id);
CREATE INDEX ix_vacancy_employer_id ON vacancy (employer_id);
CREATE INDEX ix_vacancy_reference ON vacancy (reference);
CREATE INDEX ix_consent_participant_id ON consent (participant_id);
CREATE INDEX ix_consent_state_reply ON consent (state, reply_by);
CREATE INDEX ix_contact_employer_when ON contact (employer_id, occurred_at);
CREATE INDEX ix_contact_participant_when ON contact (participant_id, occurred_at);
CREATE INDEX ix_contact_when ON contact (occurred_at);
CREATE INDEX ix_match_sheet_participant_id ON match_sheet (participant_id);
CREATE INDEX ix_match_sheet_vacancy_id ON match_sheet (vacancy_id);
CREATE INDEX ix_quality_fact_vacancy_id ON quality_fact (vacancy_id);
CREATE INDEX ix_match_answer_sheet_id ON match_answer (sheet_id);
CREATE INDEX ix_match_override_sheet_id ON match_override (sheet_id);
CREATE INDEX ix_need_contact_id ON need (contact_id);
CREATE INDEX ix_need_employer_id ON need (employer_id);
CREATE INDEX ix_promise_employer_id ON promise (employer_id);
CREATE INDEX ix_promise_participant_id ON promise (participant_id);
CREATE INDEX ix_promise_state_due ON promise (state, due_on);
CREATE INDEX ix_submission_participant_id ON submission (participant_id);
CREATE INDEX ix_submission_sheet_id ON submission (sheet_id);
CREATE INDEX ix_submission_state_interview ON submission (state, interview_at);
CREATE INDEX ix_submission_vacancy_id ON submission (vacancy_id);
CREATE INDEX ix_placement_employer_id ON placement (employer_id);
CREATE INDEX ix_placement_participant_id ON placement (participant_id);
CREATE INDEX ix_placement_state_start ON placement (state, starts_on);
CREATE INDEX ix_follow_up_contact_id ON follow_up (contact_id);
CREATE INDEX ix_follow_up_employer_id ON follow_up (employer_id);
CREATE INDEX ix_follow_up_owner_id ON follow_up (owner_id);
CREATE INDEX ix_follow_up_participant_id ON follow_up (participant_id);
CREATE INDEX ix_follow_up_sheet_id ON follow_up (sheet_id);
CREATE INDEX ix_follow_up_state_due ON follow_up (state, due_on);
CREATE INDEX ix_follow_up_submission_id ON follow_up (submission_id);
CREATE INDEX ix_partner_reference ON partner (reference);
CREATE INDEX ix_contact_partner_when ON contact (partner_id, occurred_at)
WHERE partner_id IS NOT NULL;
CREATE INDEX ix_follow_up_partner_id ON follow_up (partner_id);
CREATE INDEX ix_promise_partner_id ON promise (partner_id);
CREATE INDEX ix_known_as_two_pair ON known_as_two (entity, first_id, second_id);
CREATE INDEX ix_known_as_two_second_id ON known_as_two (second_id);
CREATE INDEX ix_employer_parent ON employer (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX ix_employer_site_postcode ON employer_site (postcode) WHERE postcode <> '';
CREATE INDEX ix_change_record_waiting ON change_record (lseq) WHERE status = 0;
CREATE INDEX ix_sync_conflict_row_id ON sync_conflict (row_id);
CREATE INDEX ix_sync_conflict_state ON sync_conflict (state);
CREATE INDEX ix_hand_over_employer_id ON hand_over (employer_id);
CREATE INDEX ix_hand_over_participant_id ON hand_over (participant_id);
CREATE INDEX ix_hand_over_state ON hand_over (state);
CREATE INDEX ix_hand_over_to_id ON hand_over (to_id);
CREATE INDEX ix_absence_adviser_id ON absence (adviser_id);
CREATE INDEX ix_target_adviser_id ON target (adviser_id);
CREATE INDEX ix_time_entry_adviser_when ON time_entry (adviser_id, started_at);
CREATE INDEX ix_week_closing_adviser_id ON week_closing (adviser_id);
CREATE INDEX ix_working_pattern_adviser_id ON working_pattern (adviser_id);
CREATE INDEX ix_course_event_participant_id ON course_event (participant_id);
CREATE INDEX ix_equity_record_participant_id ON equity_record (participant_id);
CREATE INDEX ix_outcome_check_placement_id ON outcome_check (placement_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change_group',6);
