-- Pairs that look like one and are two; and the branches of a company, found by their parent.

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

CREATE INDEX ix_known_as_two_pair ON known_as_two (entity, first_id, second_id);

CREATE INDEX ix_known_as_two_second_id ON known_as_two (second_id);

CREATE INDEX ix_employer_parent ON employer (parent_id) WHERE parent_id IS NOT NULL;
