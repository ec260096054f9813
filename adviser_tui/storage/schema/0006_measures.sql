-- What the measures rest on: working patterns, time, targets, closed weeks, outcomes, equity.

ALTER TABLE placement ADD COLUMN kind VARCHAR(40) DEFAULT 'job' NOT NULL;

ALTER TABLE placement ADD COLUMN rate_band VARCHAR DEFAULT '' NOT NULL;

ALTER TABLE contact ADD COLUMN linked_why VARCHAR DEFAULT '' NOT NULL;

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

CREATE INDEX ix_absence_adviser_id ON absence (adviser_id);

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

CREATE INDEX ix_target_adviser_id ON target (adviser_id);

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

CREATE INDEX ix_time_entry_adviser_when ON time_entry (adviser_id, started_at);

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

CREATE INDEX ix_week_closing_adviser_id ON week_closing (adviser_id);

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

CREATE INDEX ix_working_pattern_adviser_id ON working_pattern (adviser_id);

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

CREATE INDEX ix_course_event_participant_id ON course_event (participant_id);

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

CREATE INDEX ix_equity_record_participant_id ON equity_record (participant_id);

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

CREATE INDEX ix_outcome_check_placement_id ON outcome_check (placement_id);
