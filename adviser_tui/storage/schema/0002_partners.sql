-- Partner organisations, and whom a contact, a follow-up or a promise with one belongs to.

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

CREATE INDEX ix_partner_reference ON partner (reference);

ALTER TABLE contact ADD COLUMN partner_id VARCHAR(36) REFERENCES partner (id);

CREATE INDEX ix_contact_partner_when ON contact (partner_id, occurred_at)
WHERE partner_id IS NOT NULL;

ALTER TABLE follow_up ADD COLUMN partner_id VARCHAR(36) REFERENCES partner (id);

CREATE INDEX ix_follow_up_partner_id ON follow_up (partner_id);

ALTER TABLE promise ADD COLUMN partner_id VARCHAR(36) REFERENCES partner (id);

CREATE INDEX ix_promise_partner_id ON promise (partner_id);
