-- Working as a team: how far the exchange with a hub has come, two versions, handing over.

CREATE INDEX ix_change_record_waiting ON change_record (lseq) WHERE status = 0;

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

CREATE INDEX ix_sync_conflict_row_id ON sync_conflict (row_id);

CREATE INDEX ix_sync_conflict_state ON sync_conflict (state);

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

CREATE INDEX ix_hand_over_employer_id ON hand_over (employer_id);

CREATE INDEX ix_hand_over_participant_id ON hand_over (participant_id);

CREATE INDEX ix_hand_over_state ON hand_over (state);

CREATE INDEX ix_hand_over_to_id ON hand_over (to_id);
