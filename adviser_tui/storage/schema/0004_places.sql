-- Who is at a postcode, found without looking through every site.

CREATE INDEX ix_employer_site_postcode ON employer_site (postcode) WHERE postcode <> '';
