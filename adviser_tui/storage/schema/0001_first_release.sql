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

CREATE TABLE change_group (
	g INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at VARCHAR(27) NOT NULL,
	actor VARCHAR(36) DEFAULT '' NOT NULL,
	kind VARCHAR DEFAULT 'act' NOT NULL,
	target INTEGER,
	undone_by INTEGER
);

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

CREATE INDEX ix_change_record_g ON change_record (g);

CREATE INDEX ix_change_record_row ON change_record (row_id);

CREATE TABLE draft (
	form VARCHAR NOT NULL,
	fields TEXT NOT NULL,
	saved_at VARCHAR(27) NOT NULL,
	PRIMARY KEY (form)
);

CREATE TABLE setting (
	"key" VARCHAR NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
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

CREATE INDEX ix_employer_by_name ON employer (name COLLATE NOCASE) WHERE void_reason IS NULL;

CREATE INDEX ix_employer_company_number ON employer (company_number);

CREATE INDEX ix_employer_reference ON employer (reference);

CREATE INDEX ix_employer_stage ON employer (stage) WHERE void_reason IS NULL;

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

CREATE INDEX ix_participant_coach_id ON participant (coach_id);

CREATE INDEX ix_participant_reference ON participant (reference);

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

CREATE INDEX ix_barrier_action_participant_id ON barrier_action (participant_id);

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

CREATE INDEX ix_employer_site_employer_id ON employer_site (employer_id);

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

CREATE INDEX ix_vocational_profile_participant_id ON vocational_profile (participant_id);

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

CREATE INDEX ix_employer_person_employer_id ON employer_person (employer_id);

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

CREATE INDEX ix_vacancy_employer_id ON vacancy (employer_id);

CREATE INDEX ix_vacancy_reference ON vacancy (reference);

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

CREATE INDEX ix_consent_participant_id ON consent (participant_id);

CREATE INDEX ix_consent_state_reply ON consent (state, reply_by);

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
	spoc_agreed BOOLEAN DEFAULT '0' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id),
	FOREIGN KEY(person_id) REFERENCES employer_person (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(adviser_id) REFERENCES adviser (id)
);

CREATE INDEX ix_contact_employer_when ON contact (employer_id, occurred_at);

CREATE INDEX ix_contact_participant_when ON contact (participant_id, occurred_at);

CREATE INDEX ix_contact_when ON contact (occurred_at);

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

CREATE INDEX ix_match_sheet_participant_id ON match_sheet (participant_id);

CREATE INDEX ix_match_sheet_vacancy_id ON match_sheet (vacancy_id);

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

CREATE INDEX ix_quality_fact_vacancy_id ON quality_fact (vacancy_id);

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

CREATE INDEX ix_match_answer_sheet_id ON match_answer (sheet_id);

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

CREATE INDEX ix_match_override_sheet_id ON match_override (sheet_id);

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

CREATE INDEX ix_need_contact_id ON need (contact_id);

CREATE INDEX ix_need_employer_id ON need (employer_id);

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
	closing_note TEXT DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES adviser (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE INDEX ix_promise_employer_id ON promise (employer_id);

CREATE INDEX ix_promise_participant_id ON promise (participant_id);

CREATE INDEX ix_promise_state_due ON promise (state, due_on);

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

CREATE INDEX ix_submission_participant_id ON submission (participant_id);

CREATE INDEX ix_submission_sheet_id ON submission (sheet_id);

CREATE INDEX ix_submission_state_interview ON submission (state, interview_at);

CREATE INDEX ix_submission_vacancy_id ON submission (vacancy_id);

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
	ended_why VARCHAR DEFAULT '' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(participant_id) REFERENCES participant (id),
	FOREIGN KEY(employer_id) REFERENCES employer (id),
	FOREIGN KEY(site_id) REFERENCES employer_site (id),
	FOREIGN KEY(vacancy_id) REFERENCES vacancy (id),
	FOREIGN KEY(submission_id) REFERENCES submission (id)
);

CREATE INDEX ix_placement_employer_id ON placement (employer_id);

CREATE INDEX ix_placement_participant_id ON placement (participant_id);

CREATE INDEX ix_placement_state_start ON placement (state, starts_on);

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
	cancel_reason VARCHAR DEFAULT '' NOT NULL,
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

CREATE INDEX ix_follow_up_contact_id ON follow_up (contact_id);

CREATE INDEX ix_follow_up_employer_id ON follow_up (employer_id);

CREATE INDEX ix_follow_up_owner_id ON follow_up (owner_id);

CREATE INDEX ix_follow_up_participant_id ON follow_up (participant_id);

CREATE INDEX ix_follow_up_sheet_id ON follow_up (sheet_id);

CREATE INDEX ix_follow_up_state_due ON follow_up (state, due_on);

CREATE INDEX ix_follow_up_submission_id ON follow_up (submission_id);
