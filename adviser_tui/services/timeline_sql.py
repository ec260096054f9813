"""The query behind a timeline: one branch a table, all with the same columns.

`at` is sortable UTC text and `off` the offset of its wall clock in minutes, the word `local`, or
empty for what is only known by its day, which then stands at noon. Contacts, the one thing there
can be very many of, are cut to a page inside their own branch.
"""

_BEFORE = "(at, id) < (:until, :below)"
_NOON = "|| 'T12:00:00.000000Z'"

_CONTACTS = """SELECT * FROM (SELECT c.id AS id, 'contact' AS kind, c.occurred_at AS at,
    c.occurred_offset AS off, c.state AS state, c.channel AS what, {who} AS who, c.purpose AS more,
    c.note AS note, a.name AS author
  FROM contact c LEFT JOIN employer e ON e.id = c.employer_id
  LEFT JOIN participant p ON p.id = c.participant_id
  LEFT JOIN employer_person n ON n.id = c.person_id LEFT JOIN adviser a ON a.id = c.adviser_id
  WHERE c.{column} = :whose AND c.void_reason IS NULL
    AND (c.occurred_at, c.id) < (:until, :below)
  ORDER BY c.occurred_at DESC, c.id DESC LIMIT :many)"""

_FOLLOW_UPS = f"""SELECT f.id, 'follow_up', coalesce(f.done_on {_NOON}, f.updated_at), NULL,
    f.state, f.what, '', f.cancel_reason, f.done_note, a.name
  FROM follow_up f LEFT JOIN adviser a ON a.id = f.owner_id
  WHERE f.{{column}} = :whose AND f.void_reason IS NULL AND f.state <> 'open'"""

_PROMISES = f"""SELECT x.id, 'promise', coalesce(x.closed_on {_NOON}, x.updated_at), NULL, x.state,
    x.what, x.made_by, x.level, x.closing_note, a.name
  FROM promise x LEFT JOIN adviser a ON a.id = x.owner_id
  WHERE x.{{column}} = :whose AND x.void_reason IS NULL AND x.state <> 'open'"""

_STAGES = """SELECT r.row_id, 'stage', g.at, :zone, json_extract(r.fields, '$.stage'), '', '', '',
    '', a.name
  FROM change_record r JOIN change_group g ON g.g = r.g LEFT JOIN adviser a ON a.id = g.actor
  WHERE r.row_id = :whose AND r.entity = '{table}' AND r.op = 'upd' AND g.kind = 'act'
    AND g.undone_by IS NULL AND json_extract(r.fields, '$.stage') IS NOT NULL"""

_CONSENTS = f"""SELECT x.id, 'consent',
    CASE x.state WHEN 'asked' THEN x.asked_on {_NOON} WHEN 'given' THEN x.given_on {_NOON}
      ELSE x.updated_at END, NULL, x.state,
    coalesce(e.name, replace(x.scope, '_', ' ')), '', x.level, x.own_words, a.name
  FROM consent x LEFT JOIN vacancy v ON v.id = x.vacancy_id
  LEFT JOIN employer e ON e.id = v.employer_id LEFT JOIN adviser a ON a.id = x.updated_by
  WHERE x.participant_id = :whose AND x.void_reason IS NULL"""

_PROFILES = f"""SELECT x.id, 'profile', x.agreed_on {_NOON}, NULL, x.state, '', '',
    CAST(x.version AS TEXT), '', a.name
  FROM vocational_profile x LEFT JOIN adviser a ON a.id = x.updated_by
  WHERE x.participant_id = :whose AND x.void_reason IS NULL AND x.agreed_on IS NOT NULL"""

_BARRIERS = """SELECT x.id, 'barrier', coalesce(x.closed_at, x.created_at), :zone, x.state,
    x.barrier, '', x.action, '', a.name
  FROM barrier_action x LEFT JOIN adviser a ON a.id = x.owner_id
  WHERE x.participant_id = :whose AND x.void_reason IS NULL"""

_PUT_FORWARD = """SELECT s.id, 'submission', s.submitted_at, s.submitted_offset, 'submitted',
    v.title, {who}, '', '', a.name
  FROM submission s JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  JOIN participant p ON p.id = s.participant_id LEFT JOIN adviser a ON a.id = s.created_by
  WHERE {column} = :whose AND s.void_reason IS NULL AND s.submitted_at IS NOT NULL"""

_DECIDED = f"""SELECT s.id, 'submission', s.decided_on {_NOON}, NULL, s.state, v.title, {{who}},
    s.reason, s.reason_note, a.name
  FROM submission s JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  JOIN participant p ON p.id = s.participant_id LEFT JOIN adviser a ON a.id = s.updated_by
  WHERE {{column}} = :whose AND s.void_reason IS NULL AND s.decided_on IS NOT NULL"""

_STARTS = f"""SELECT x.id, 'placement', x.starts_on {_NOON}, NULL, 'started', x.role, {{who}}, '',
    '', ''
  FROM placement x JOIN employer e ON e.id = x.employer_id
  JOIN participant p ON p.id = x.participant_id
  WHERE x.{{column}} = :whose AND x.void_reason IS NULL AND x.starts_on IS NOT NULL
    AND x.state <> 'agreed'"""

_ENDS = f"""SELECT x.id, 'placement', x.ended_on {_NOON}, NULL, 'ended', x.role, {{who}},
    x.ended_why, '', ''
  FROM placement x JOIN employer e ON e.id = x.employer_id
  JOIN participant p ON p.id = x.participant_id
  WHERE x.{{column}} = :whose AND x.void_reason IS NULL AND x.ended_on IS NOT NULL"""

_NEEDS = """SELECT x.id, 'need', x.created_at, :zone, x.state, x.task, '', x.month, '', a.name
  FROM need x LEFT JOIN adviser a ON a.id = x.created_by
  WHERE x.employer_id = :whose AND x.void_reason IS NULL"""

_VACANCIES = f"""SELECT x.id, 'vacancy', coalesce(x.heard_on {_NOON}, x.created_at), NULL, x.state,
    x.title, '', '', '', a.name
  FROM vacancy x LEFT JOIN adviser a ON a.id = x.created_by
  WHERE x.employer_id = :whose AND x.void_reason IS NULL"""


def _union(*branches: str) -> str:
    together = " UNION ALL ".join(branches)
    return (
        f"SELECT * FROM ({together}) WHERE {_BEFORE} AND at IS NOT NULL "
        "ORDER BY at DESC, id DESC LIMIT :many"
    )


OF_PARTICIPANT = _union(
    _CONTACTS.format(who="e.name", column="participant_id"),
    _FOLLOW_UPS.format(column="participant_id"),
    _PROMISES.format(column="participant_id"),
    _STAGES.format(table="participant"),
    _CONSENTS,
    _PROFILES,
    _BARRIERS,
    _PUT_FORWARD.format(who="e.name", column="s.participant_id"),
    _DECIDED.format(who="e.name", column="s.participant_id"),
    _STARTS.format(who="e.name", column="participant_id"),
    _ENDS.format(who="e.name", column="participant_id"),
)
OF_EMPLOYER = _union(
    _CONTACTS.format(who="coalesce(n.name, p.preferred_name)", column="employer_id"),
    _FOLLOW_UPS.format(column="employer_id"),
    _PROMISES.format(column="employer_id"),
    _STAGES.format(table="employer"),
    _NEEDS,
    _VACANCIES,
    _PUT_FORWARD.format(who="p.preferred_name", column="v.employer_id"),
    _DECIDED.format(who="p.preferred_name", column="v.employer_id"),
    _STARTS.format(who="p.preferred_name", column="employer_id"),
    _ENDS.format(who="p.preferred_name", column="employer_id"),
)
