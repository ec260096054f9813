CREATE TRIGGER capture_insert_adviser AFTER INSERT ON adviser WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'adviser', new.id, new.id, 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'name', new.name, 'initials', new.initials, 'team', new.team), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_adviser AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, name, initials, team ON adviser
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.name IS NOT old.name OR new.initials IS NOT old.initials OR new.team IS NOT old.team)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'adviser', new.id, new.id, 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'name' AS field, new.name AS n, old.name AS o WHERE new.name IS NOT old.name UNION ALL SELECT 'initials' AS field, new.initials AS n, old.initials AS o WHERE new.initials IS NOT old.initials UNION ALL SELECT 'team' AS field, new.team AS n, old.team AS o WHERE new.team IS NOT old.team);
  UPDATE adviser SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_adviser BEFORE DELETE ON adviser WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_participant AFTER INSERT ON participant WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'participant', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'reference', new.reference, 'preferred_name', new.preferred_name, 'legal_name', new.legal_name, 'phone', new.phone, 'email', new.email, 'safe_to_contact', new.safe_to_contact, 'town', new.town, 'postcode', new.postcode, 'area', new.area, 'programme', new.programme, 'coach_id', new.coach_id, 'deputy_id', new.deputy_id, 'enrolled_on', new.enrolled_on, 'goal', new.goal, 'confidentiality', new.confidentiality, 'stage', new.stage, 'paused_until', new.paused_until, 'paused_agreed', new.paused_agreed, 'unavailable_until', new.unavailable_until, 'right_to_work', new.right_to_work, 'right_to_work_by', new.right_to_work_by, 'cv_updated_on', new.cv_updated_on, 'reached_on', new.reached_on, 'pay_affects_payments', new.pay_affects_payments), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_participant AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, reference, preferred_name, legal_name, phone, email, safe_to_contact, town, postcode, area, programme, coach_id, deputy_id, enrolled_on, goal, confidentiality, stage, paused_until, paused_agreed, unavailable_until, right_to_work, right_to_work_by, cv_updated_on, reached_on, pay_affects_payments ON participant
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.reference IS NOT old.reference OR new.preferred_name IS NOT old.preferred_name OR new.legal_name IS NOT old.legal_name OR new.phone IS NOT old.phone OR new.email IS NOT old.email OR new.safe_to_contact IS NOT old.safe_to_contact OR new.town IS NOT old.town OR new.postcode IS NOT old.postcode OR new.area IS NOT old.area OR new.programme IS NOT old.programme OR new.coach_id IS NOT old.coach_id OR new.deputy_id IS NOT old.deputy_id OR new.enrolled_on IS NOT old.enrolled_on OR new.goal IS NOT old.goal OR new.confidentiality IS NOT old.confidentiality OR new.stage IS NOT old.stage OR new.paused_until IS NOT old.paused_until OR new.paused_agreed IS NOT old.paused_agreed OR new.unavailable_until IS NOT old.unavailable_until OR new.right_to_work IS NOT old.right_to_work OR new.right_to_work_by IS NOT old.right_to_work_by OR new.cv_updated_on IS NOT old.cv_updated_on OR new.reached_on IS NOT old.reached_on OR new.pay_affects_payments IS NOT old.pay_affects_payments)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'participant', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'reference' AS field, new.reference AS n, old.reference AS o WHERE new.reference IS NOT old.reference UNION ALL SELECT 'preferred_name' AS field, new.preferred_name AS n, old.preferred_name AS o WHERE new.preferred_name IS NOT old.preferred_name UNION ALL SELECT 'legal_name' AS field, new.legal_name AS n, old.legal_name AS o WHERE new.legal_name IS NOT old.legal_name UNION ALL SELECT 'phone' AS field, new.phone AS n, old.phone AS o WHERE new.phone IS NOT old.phone UNION ALL SELECT 'email' AS field, new.email AS n, old.email AS o WHERE new.email IS NOT old.email UNION ALL SELECT 'safe_to_contact' AS field, new.safe_to_contact AS n, old.safe_to_contact AS o WHERE new.safe_to_contact IS NOT old.safe_to_contact UNION ALL SELECT 'town' AS field, new.town AS n, old.town AS o WHERE new.town IS NOT old.town UNION ALL SELECT 'postcode' AS field, new.postcode AS n, old.postcode AS o WHERE new.postcode IS NOT old.postcode UNION ALL SELECT 'area' AS field, new.area AS n, old.area AS o WHERE new.area IS NOT old.area UNION ALL SELECT 'programme' AS field, new.programme AS n, old.programme AS o WHERE new.programme IS NOT old.programme UNION ALL SELECT 'coach_id' AS field, new.coach_id AS n, old.coach_id AS o WHERE new.coach_id IS NOT old.coach_id UNION ALL SELECT 'deputy_id' AS field, new.deputy_id AS n, old.deputy_id AS o WHERE new.deputy_id IS NOT old.deputy_id UNION ALL SELECT 'enrolled_on' AS field, new.enrolled_on AS n, old.enrolled_on AS o WHERE new.enrolled_on IS NOT old.enrolled_on UNION ALL SELECT 'goal' AS field, new.goal AS n, old.goal AS o WHERE new.goal IS NOT old.goal UNION ALL SELECT 'confidentiality' AS field, new.confidentiality AS n, old.confidentiality AS o WHERE new.confidentiality IS NOT old.confidentiality UNION ALL SELECT 'stage' AS field, new.stage AS n, old.stage AS o WHERE new.stage IS NOT old.stage UNION ALL SELECT 'paused_until' AS field, new.paused_until AS n, old.paused_until AS o WHERE new.paused_until IS NOT old.paused_until UNION ALL SELECT 'paused_agreed' AS field, new.paused_agreed AS n, old.paused_agreed AS o WHERE new.paused_agreed IS NOT old.paused_agreed UNION ALL SELECT 'unavailable_until' AS field, new.unavailable_until AS n, old.unavailable_until AS o WHERE new.unavailable_until IS NOT old.unavailable_until UNION ALL SELECT 'right_to_work' AS field, new.right_to_work AS n, old.right_to_work AS o WHERE new.right_to_work IS NOT old.right_to_work UNION ALL SELECT 'right_to_work_by' AS field, new.right_to_work_by AS n, old.right_to_work_by AS o WHERE new.right_to_work_by IS NOT old.right_to_work_by UNION ALL SELECT 'cv_updated_on' AS field, new.cv_updated_on AS n, old.cv_updated_on AS o WHERE new.cv_updated_on IS NOT old.cv_updated_on UNION ALL SELECT 'reached_on' AS field, new.reached_on AS n, old.reached_on AS o WHERE new.reached_on IS NOT old.reached_on UNION ALL SELECT 'pay_affects_payments' AS field, new.pay_affects_payments AS n, old.pay_affects_payments AS o WHERE new.pay_affects_payments IS NOT old.pay_affects_payments);
  UPDATE participant SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_participant BEFORE DELETE ON participant WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_vocational_profile AFTER INSERT ON vocational_profile WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'vocational_profile', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'version', new.version, 'state', new.state, 'agreed_on', new.agreed_on, 'strengths', new.strengths, 'skills', new.skills, 'tasks_liked', new.tasks_liked, 'work_history', new.work_history, 'must_haves', new.must_haves, 'no_gos', new.no_gos, 'pay_floor', new.pay_floor, 'pay_period', new.pay_period, 'pay_currency', new.pay_currency, 'least_minutes', new.least_minutes, 'most_minutes', new.most_minutes, 'travel_minutes', new.travel_minutes, 'care', new.care, 'support_needs', new.support_needs, 'learning_wishes', new.learning_wishes, 'adjustment_asked', new.adjustment_asked), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_vocational_profile AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, version, state, agreed_on, strengths, skills, tasks_liked, work_history, must_haves, no_gos, pay_floor, pay_period, pay_currency, least_minutes, most_minutes, travel_minutes, care, support_needs, learning_wishes, adjustment_asked ON vocational_profile
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.version IS NOT old.version OR new.state IS NOT old.state OR new.agreed_on IS NOT old.agreed_on OR new.strengths IS NOT old.strengths OR new.skills IS NOT old.skills OR new.tasks_liked IS NOT old.tasks_liked OR new.work_history IS NOT old.work_history OR new.must_haves IS NOT old.must_haves OR new.no_gos IS NOT old.no_gos OR new.pay_floor IS NOT old.pay_floor OR new.pay_period IS NOT old.pay_period OR new.pay_currency IS NOT old.pay_currency OR new.least_minutes IS NOT old.least_minutes OR new.most_minutes IS NOT old.most_minutes OR new.travel_minutes IS NOT old.travel_minutes OR new.care IS NOT old.care OR new.support_needs IS NOT old.support_needs OR new.learning_wishes IS NOT old.learning_wishes OR new.adjustment_asked IS NOT old.adjustment_asked)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'vocational_profile', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'version' AS field, new.version AS n, old.version AS o WHERE new.version IS NOT old.version UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'agreed_on' AS field, new.agreed_on AS n, old.agreed_on AS o WHERE new.agreed_on IS NOT old.agreed_on UNION ALL SELECT 'strengths' AS field, new.strengths AS n, old.strengths AS o WHERE new.strengths IS NOT old.strengths UNION ALL SELECT 'skills' AS field, new.skills AS n, old.skills AS o WHERE new.skills IS NOT old.skills UNION ALL SELECT 'tasks_liked' AS field, new.tasks_liked AS n, old.tasks_liked AS o WHERE new.tasks_liked IS NOT old.tasks_liked UNION ALL SELECT 'work_history' AS field, new.work_history AS n, old.work_history AS o WHERE new.work_history IS NOT old.work_history UNION ALL SELECT 'must_haves' AS field, new.must_haves AS n, old.must_haves AS o WHERE new.must_haves IS NOT old.must_haves UNION ALL SELECT 'no_gos' AS field, new.no_gos AS n, old.no_gos AS o WHERE new.no_gos IS NOT old.no_gos UNION ALL SELECT 'pay_floor' AS field, new.pay_floor AS n, old.pay_floor AS o WHERE new.pay_floor IS NOT old.pay_floor UNION ALL SELECT 'pay_period' AS field, new.pay_period AS n, old.pay_period AS o WHERE new.pay_period IS NOT old.pay_period UNION ALL SELECT 'pay_currency' AS field, new.pay_currency AS n, old.pay_currency AS o WHERE new.pay_currency IS NOT old.pay_currency UNION ALL SELECT 'least_minutes' AS field, new.least_minutes AS n, old.least_minutes AS o WHERE new.least_minutes IS NOT old.least_minutes UNION ALL SELECT 'most_minutes' AS field, new.most_minutes AS n, old.most_minutes AS o WHERE new.most_minutes IS NOT old.most_minutes UNION ALL SELECT 'travel_minutes' AS field, new.travel_minutes AS n, old.travel_minutes AS o WHERE new.travel_minutes IS NOT old.travel_minutes UNION ALL SELECT 'care' AS field, new.care AS n, old.care AS o WHERE new.care IS NOT old.care UNION ALL SELECT 'support_needs' AS field, new.support_needs AS n, old.support_needs AS o WHERE new.support_needs IS NOT old.support_needs UNION ALL SELECT 'learning_wishes' AS field, new.learning_wishes AS n, old.learning_wishes AS o WHERE new.learning_wishes IS NOT old.learning_wishes UNION ALL SELECT 'adjustment_asked' AS field, new.adjustment_asked AS n, old.adjustment_asked AS o WHERE new.adjustment_asked IS NOT old.adjustment_asked);
  UPDATE vocational_profile SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_vocational_profile BEFORE DELETE ON vocational_profile WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_consent AFTER INSERT ON consent WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'consent', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'scope', new.scope, 'vacancy_id', new.vacancy_id, 'state', new.state, 'level', new.level, 'may_share', new.may_share, 'said_by', new.said_by, 'own_words', new.own_words, 'asked_on', new.asked_on, 'reply_by', new.reply_by, 'given_on', new.given_on, 'valid_to', new.valid_to), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_consent AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, scope, vacancy_id, state, level, may_share, said_by, own_words, asked_on, reply_by, given_on, valid_to ON consent
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.scope IS NOT old.scope OR new.vacancy_id IS NOT old.vacancy_id OR new.state IS NOT old.state OR new.level IS NOT old.level OR new.may_share IS NOT old.may_share OR new.said_by IS NOT old.said_by OR new.own_words IS NOT old.own_words OR new.asked_on IS NOT old.asked_on OR new.reply_by IS NOT old.reply_by OR new.given_on IS NOT old.given_on OR new.valid_to IS NOT old.valid_to)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'consent', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'scope' AS field, new.scope AS n, old.scope AS o WHERE new.scope IS NOT old.scope UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'level' AS field, new.level AS n, old.level AS o WHERE new.level IS NOT old.level UNION ALL SELECT 'may_share' AS field, new.may_share AS n, old.may_share AS o WHERE new.may_share IS NOT old.may_share UNION ALL SELECT 'said_by' AS field, new.said_by AS n, old.said_by AS o WHERE new.said_by IS NOT old.said_by UNION ALL SELECT 'own_words' AS field, new.own_words AS n, old.own_words AS o WHERE new.own_words IS NOT old.own_words UNION ALL SELECT 'asked_on' AS field, new.asked_on AS n, old.asked_on AS o WHERE new.asked_on IS NOT old.asked_on UNION ALL SELECT 'reply_by' AS field, new.reply_by AS n, old.reply_by AS o WHERE new.reply_by IS NOT old.reply_by UNION ALL SELECT 'given_on' AS field, new.given_on AS n, old.given_on AS o WHERE new.given_on IS NOT old.given_on UNION ALL SELECT 'valid_to' AS field, new.valid_to AS n, old.valid_to AS o WHERE new.valid_to IS NOT old.valid_to);
  UPDATE consent SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_consent BEFORE DELETE ON consent WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_barrier_action AFTER INSERT ON barrier_action WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'barrier_action', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'barrier', new.barrier, 'action', new.action, 'owner_id', new.owner_id, 'due_on', new.due_on, 'state', new.state, 'closed_at', new.closed_at), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_barrier_action AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, barrier, action, owner_id, due_on, state, closed_at ON barrier_action
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.barrier IS NOT old.barrier OR new.action IS NOT old.action OR new.owner_id IS NOT old.owner_id OR new.due_on IS NOT old.due_on OR new.state IS NOT old.state OR new.closed_at IS NOT old.closed_at)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'barrier_action', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'barrier' AS field, new.barrier AS n, old.barrier AS o WHERE new.barrier IS NOT old.barrier UNION ALL SELECT 'action' AS field, new.action AS n, old.action AS o WHERE new.action IS NOT old.action UNION ALL SELECT 'owner_id' AS field, new.owner_id AS n, old.owner_id AS o WHERE new.owner_id IS NOT old.owner_id UNION ALL SELECT 'due_on' AS field, new.due_on AS n, old.due_on AS o WHERE new.due_on IS NOT old.due_on UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'closed_at' AS field, new.closed_at AS n, old.closed_at AS o WHERE new.closed_at IS NOT old.closed_at);
  UPDATE barrier_action SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_barrier_action BEFORE DELETE ON barrier_action WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_employer AFTER INSERT ON employer WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'employer', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'reference', new.reference, 'name', new.name, 'trading_name', new.trading_name, 'previous_names', new.previous_names, 'company_number', new.company_number, 'parent_id', new.parent_id, 'sector_codes', new.sector_codes, 'size_band', new.size_band, 'phone', new.phone, 'email', new.email, 'website', new.website, 'preferred_channel', new.preferred_channel, 'stage', new.stage, 'spoc_id', new.spoc_id, 'deputy_id', new.deputy_id, 'cadence_days', new.cadence_days, 'disability_confident', new.disability_confident, 'disability_confident_on', new.disability_confident_on, 'pitch', new.pitch, 'not_engaged_reason', new.not_engaged_reason, 'do_not_contact_until', new.do_not_contact_until, 'do_not_contact_why', new.do_not_contact_why, 'manual_level', new.manual_level, 'manual_level_reason', new.manual_level_reason, 'manual_level_on', new.manual_level_on, 'notes', new.notes), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_employer AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, reference, name, trading_name, previous_names, company_number, parent_id, sector_codes, size_band, phone, email, website, preferred_channel, stage, spoc_id, deputy_id, cadence_days, disability_confident, disability_confident_on, pitch, not_engaged_reason, do_not_contact_until, do_not_contact_why, manual_level, manual_level_reason, manual_level_on, notes ON employer
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.reference IS NOT old.reference OR new.name IS NOT old.name OR new.trading_name IS NOT old.trading_name OR new.previous_names IS NOT old.previous_names OR new.company_number IS NOT old.company_number OR new.parent_id IS NOT old.parent_id OR new.sector_codes IS NOT old.sector_codes OR new.size_band IS NOT old.size_band OR new.phone IS NOT old.phone OR new.email IS NOT old.email OR new.website IS NOT old.website OR new.preferred_channel IS NOT old.preferred_channel OR new.stage IS NOT old.stage OR new.spoc_id IS NOT old.spoc_id OR new.deputy_id IS NOT old.deputy_id OR new.cadence_days IS NOT old.cadence_days OR new.disability_confident IS NOT old.disability_confident OR new.disability_confident_on IS NOT old.disability_confident_on OR new.pitch IS NOT old.pitch OR new.not_engaged_reason IS NOT old.not_engaged_reason OR new.do_not_contact_until IS NOT old.do_not_contact_until OR new.do_not_contact_why IS NOT old.do_not_contact_why OR new.manual_level IS NOT old.manual_level OR new.manual_level_reason IS NOT old.manual_level_reason OR new.manual_level_on IS NOT old.manual_level_on OR new.notes IS NOT old.notes)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'employer', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'reference' AS field, new.reference AS n, old.reference AS o WHERE new.reference IS NOT old.reference UNION ALL SELECT 'name' AS field, new.name AS n, old.name AS o WHERE new.name IS NOT old.name UNION ALL SELECT 'trading_name' AS field, new.trading_name AS n, old.trading_name AS o WHERE new.trading_name IS NOT old.trading_name UNION ALL SELECT 'previous_names' AS field, new.previous_names AS n, old.previous_names AS o WHERE new.previous_names IS NOT old.previous_names UNION ALL SELECT 'company_number' AS field, new.company_number AS n, old.company_number AS o WHERE new.company_number IS NOT old.company_number UNION ALL SELECT 'parent_id' AS field, new.parent_id AS n, old.parent_id AS o WHERE new.parent_id IS NOT old.parent_id UNION ALL SELECT 'sector_codes' AS field, new.sector_codes AS n, old.sector_codes AS o WHERE new.sector_codes IS NOT old.sector_codes UNION ALL SELECT 'size_band' AS field, new.size_band AS n, old.size_band AS o WHERE new.size_band IS NOT old.size_band UNION ALL SELECT 'phone' AS field, new.phone AS n, old.phone AS o WHERE new.phone IS NOT old.phone UNION ALL SELECT 'email' AS field, new.email AS n, old.email AS o WHERE new.email IS NOT old.email UNION ALL SELECT 'website' AS field, new.website AS n, old.website AS o WHERE new.website IS NOT old.website UNION ALL SELECT 'preferred_channel' AS field, new.preferred_channel AS n, old.preferred_channel AS o WHERE new.preferred_channel IS NOT old.preferred_channel UNION ALL SELECT 'stage' AS field, new.stage AS n, old.stage AS o WHERE new.stage IS NOT old.stage UNION ALL SELECT 'spoc_id' AS field, new.spoc_id AS n, old.spoc_id AS o WHERE new.spoc_id IS NOT old.spoc_id UNION ALL SELECT 'deputy_id' AS field, new.deputy_id AS n, old.deputy_id AS o WHERE new.deputy_id IS NOT old.deputy_id UNION ALL SELECT 'cadence_days' AS field, new.cadence_days AS n, old.cadence_days AS o WHERE new.cadence_days IS NOT old.cadence_days UNION ALL SELECT 'disability_confident' AS field, new.disability_confident AS n, old.disability_confident AS o WHERE new.disability_confident IS NOT old.disability_confident UNION ALL SELECT 'disability_confident_on' AS field, new.disability_confident_on AS n, old.disability_confident_on AS o WHERE new.disability_confident_on IS NOT old.disability_confident_on UNION ALL SELECT 'pitch' AS field, new.pitch AS n, old.pitch AS o WHERE new.pitch IS NOT old.pitch UNION ALL SELECT 'not_engaged_reason' AS field, new.not_engaged_reason AS n, old.not_engaged_reason AS o WHERE new.not_engaged_reason IS NOT old.not_engaged_reason UNION ALL SELECT 'do_not_contact_until' AS field, new.do_not_contact_until AS n, old.do_not_contact_until AS o WHERE new.do_not_contact_until IS NOT old.do_not_contact_until UNION ALL SELECT 'do_not_contact_why' AS field, new.do_not_contact_why AS n, old.do_not_contact_why AS o WHERE new.do_not_contact_why IS NOT old.do_not_contact_why UNION ALL SELECT 'manual_level' AS field, new.manual_level AS n, old.manual_level AS o WHERE new.manual_level IS NOT old.manual_level UNION ALL SELECT 'manual_level_reason' AS field, new.manual_level_reason AS n, old.manual_level_reason AS o WHERE new.manual_level_reason IS NOT old.manual_level_reason UNION ALL SELECT 'manual_level_on' AS field, new.manual_level_on AS n, old.manual_level_on AS o WHERE new.manual_level_on IS NOT old.manual_level_on UNION ALL SELECT 'notes' AS field, new.notes AS n, old.notes AS o WHERE new.notes IS NOT old.notes);
  UPDATE employer SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_employer BEFORE DELETE ON employer WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_employer_site AFTER INSERT ON employer_site WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'employer_site', new.id, coalesce(new.employer_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'employer_id', new.employer_id, 'name', new.name, 'address', new.address, 'town', new.town, 'postcode', new.postcode, 'phone', new.phone, 'is_main', new.is_main), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_employer_site AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, employer_id, name, address, town, postcode, phone, is_main ON employer_site
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.employer_id IS NOT old.employer_id OR new.name IS NOT old.name OR new.address IS NOT old.address OR new.town IS NOT old.town OR new.postcode IS NOT old.postcode OR new.phone IS NOT old.phone OR new.is_main IS NOT old.is_main)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'employer_site', new.id, coalesce(new.employer_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'name' AS field, new.name AS n, old.name AS o WHERE new.name IS NOT old.name UNION ALL SELECT 'address' AS field, new.address AS n, old.address AS o WHERE new.address IS NOT old.address UNION ALL SELECT 'town' AS field, new.town AS n, old.town AS o WHERE new.town IS NOT old.town UNION ALL SELECT 'postcode' AS field, new.postcode AS n, old.postcode AS o WHERE new.postcode IS NOT old.postcode UNION ALL SELECT 'phone' AS field, new.phone AS n, old.phone AS o WHERE new.phone IS NOT old.phone UNION ALL SELECT 'is_main' AS field, new.is_main AS n, old.is_main AS o WHERE new.is_main IS NOT old.is_main);
  UPDATE employer_site SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_employer_site BEFORE DELETE ON employer_site WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_employer_person AFTER INSERT ON employer_person WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'employer_person', new.id, coalesce(new.employer_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'employer_id', new.employer_id, 'site_id', new.site_id, 'name', new.name, 'role', new.role, 'phone', new.phone, 'email', new.email, 'channel', new.channel, 'has_hiring_say', new.has_hiring_say, 'expects_us', new.expects_us, 'is_workplace_rep', new.is_workplace_rep, 'state', new.state, 'left_on', new.left_on), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_employer_person AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, employer_id, site_id, name, role, phone, email, channel, has_hiring_say, expects_us, is_workplace_rep, state, left_on ON employer_person
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.employer_id IS NOT old.employer_id OR new.site_id IS NOT old.site_id OR new.name IS NOT old.name OR new.role IS NOT old.role OR new.phone IS NOT old.phone OR new.email IS NOT old.email OR new.channel IS NOT old.channel OR new.has_hiring_say IS NOT old.has_hiring_say OR new.expects_us IS NOT old.expects_us OR new.is_workplace_rep IS NOT old.is_workplace_rep OR new.state IS NOT old.state OR new.left_on IS NOT old.left_on)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'employer_person', new.id, coalesce(new.employer_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'site_id' AS field, new.site_id AS n, old.site_id AS o WHERE new.site_id IS NOT old.site_id UNION ALL SELECT 'name' AS field, new.name AS n, old.name AS o WHERE new.name IS NOT old.name UNION ALL SELECT 'role' AS field, new.role AS n, old.role AS o WHERE new.role IS NOT old.role UNION ALL SELECT 'phone' AS field, new.phone AS n, old.phone AS o WHERE new.phone IS NOT old.phone UNION ALL SELECT 'email' AS field, new.email AS n, old.email AS o WHERE new.email IS NOT old.email UNION ALL SELECT 'channel' AS field, new.channel AS n, old.channel AS o WHERE new.channel IS NOT old.channel UNION ALL SELECT 'has_hiring_say' AS field, new.has_hiring_say AS n, old.has_hiring_say AS o WHERE new.has_hiring_say IS NOT old.has_hiring_say UNION ALL SELECT 'expects_us' AS field, new.expects_us AS n, old.expects_us AS o WHERE new.expects_us IS NOT old.expects_us UNION ALL SELECT 'is_workplace_rep' AS field, new.is_workplace_rep AS n, old.is_workplace_rep AS o WHERE new.is_workplace_rep IS NOT old.is_workplace_rep UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'left_on' AS field, new.left_on AS n, old.left_on AS o WHERE new.left_on IS NOT old.left_on);
  UPDATE employer_person SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_employer_person BEFORE DELETE ON employer_person WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_need AFTER INSERT ON need WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'need', new.id, coalesce(new.employer_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'employer_id', new.employer_id, 'site_id', new.site_id, 'contact_id', new.contact_id, 'task', new.task, 'number', new.number, 'month', new.month, 'certainty', new.certainty, 'state', new.state), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_need AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, employer_id, site_id, contact_id, task, number, month, certainty, state ON need
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.employer_id IS NOT old.employer_id OR new.site_id IS NOT old.site_id OR new.contact_id IS NOT old.contact_id OR new.task IS NOT old.task OR new.number IS NOT old.number OR new.month IS NOT old.month OR new.certainty IS NOT old.certainty OR new.state IS NOT old.state)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'need', new.id, coalesce(new.employer_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'site_id' AS field, new.site_id AS n, old.site_id AS o WHERE new.site_id IS NOT old.site_id UNION ALL SELECT 'contact_id' AS field, new.contact_id AS n, old.contact_id AS o WHERE new.contact_id IS NOT old.contact_id UNION ALL SELECT 'task' AS field, new.task AS n, old.task AS o WHERE new.task IS NOT old.task UNION ALL SELECT 'number' AS field, new.number AS n, old.number AS o WHERE new.number IS NOT old.number UNION ALL SELECT 'month' AS field, new.month AS n, old.month AS o WHERE new.month IS NOT old.month UNION ALL SELECT 'certainty' AS field, new.certainty AS n, old.certainty AS o WHERE new.certainty IS NOT old.certainty UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state);
  UPDATE need SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_need BEFORE DELETE ON need WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_vacancy AFTER INSERT ON vacancy WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'vacancy', new.id, coalesce(new.employer_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'reference', new.reference, 'employer_id', new.employer_id, 'site_id', new.site_id, 'title', new.title, 'kind', new.kind, 'state', new.state, 'posts', new.posts, 'must_haves', new.must_haves, 'nice_to_haves', new.nice_to_haves, 'tasks', new.tasks, 'weekly_minutes', new.weekly_minutes, 'shifts', new.shifts, 'pay', new.pay, 'pay_period', new.pay_period, 'pay_currency', new.pay_currency, 'contract', new.contract, 'place', new.place, 'flexibility', new.flexibility, 'asked_not_told', new.asked_not_told, 'selection_steps', new.selection_steps, 'starts_on', new.starts_on, 'closes_on', new.closes_on, 'is_rolling', new.is_rolling, 'hard_to_fill', new.hard_to_fill, 'source_organisation', new.source_organisation, 'is_advertised', new.is_advertised, 'legal_requirements', new.legal_requirements, 'is_subsidised', new.is_subsidised, 'intends_to_hire', new.intends_to_hire, 'trial_ends_on', new.trial_ends_on, 'after_trial', new.after_trial, 'heard_on', new.heard_on, 'checked_on', new.checked_on), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_vacancy AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, reference, employer_id, site_id, title, kind, state, posts, must_haves, nice_to_haves, tasks, weekly_minutes, shifts, pay, pay_period, pay_currency, contract, place, flexibility, asked_not_told, selection_steps, starts_on, closes_on, is_rolling, hard_to_fill, source_organisation, is_advertised, legal_requirements, is_subsidised, intends_to_hire, trial_ends_on, after_trial, heard_on, checked_on ON vacancy
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.reference IS NOT old.reference OR new.employer_id IS NOT old.employer_id OR new.site_id IS NOT old.site_id OR new.title IS NOT old.title OR new.kind IS NOT old.kind OR new.state IS NOT old.state OR new.posts IS NOT old.posts OR new.must_haves IS NOT old.must_haves OR new.nice_to_haves IS NOT old.nice_to_haves OR new.tasks IS NOT old.tasks OR new.weekly_minutes IS NOT old.weekly_minutes OR new.shifts IS NOT old.shifts OR new.pay IS NOT old.pay OR new.pay_period IS NOT old.pay_period OR new.pay_currency IS NOT old.pay_currency OR new.contract IS NOT old.contract OR new.place IS NOT old.place OR new.flexibility IS NOT old.flexibility OR new.asked_not_told IS NOT old.asked_not_told OR new.selection_steps IS NOT old.selection_steps OR new.starts_on IS NOT old.starts_on OR new.closes_on IS NOT old.closes_on OR new.is_rolling IS NOT old.is_rolling OR new.hard_to_fill IS NOT old.hard_to_fill OR new.source_organisation IS NOT old.source_organisation OR new.is_advertised IS NOT old.is_advertised OR new.legal_requirements IS NOT old.legal_requirements OR new.is_subsidised IS NOT old.is_subsidised OR new.intends_to_hire IS NOT old.intends_to_hire OR new.trial_ends_on IS NOT old.trial_ends_on OR new.after_trial IS NOT old.after_trial OR new.heard_on IS NOT old.heard_on OR new.checked_on IS NOT old.checked_on)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'vacancy', new.id, coalesce(new.employer_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'reference' AS field, new.reference AS n, old.reference AS o WHERE new.reference IS NOT old.reference UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'site_id' AS field, new.site_id AS n, old.site_id AS o WHERE new.site_id IS NOT old.site_id UNION ALL SELECT 'title' AS field, new.title AS n, old.title AS o WHERE new.title IS NOT old.title UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'posts' AS field, new.posts AS n, old.posts AS o WHERE new.posts IS NOT old.posts UNION ALL SELECT 'must_haves' AS field, new.must_haves AS n, old.must_haves AS o WHERE new.must_haves IS NOT old.must_haves UNION ALL SELECT 'nice_to_haves' AS field, new.nice_to_haves AS n, old.nice_to_haves AS o WHERE new.nice_to_haves IS NOT old.nice_to_haves UNION ALL SELECT 'tasks' AS field, new.tasks AS n, old.tasks AS o WHERE new.tasks IS NOT old.tasks UNION ALL SELECT 'weekly_minutes' AS field, new.weekly_minutes AS n, old.weekly_minutes AS o WHERE new.weekly_minutes IS NOT old.weekly_minutes UNION ALL SELECT 'shifts' AS field, new.shifts AS n, old.shifts AS o WHERE new.shifts IS NOT old.shifts UNION ALL SELECT 'pay' AS field, new.pay AS n, old.pay AS o WHERE new.pay IS NOT old.pay UNION ALL SELECT 'pay_period' AS field, new.pay_period AS n, old.pay_period AS o WHERE new.pay_period IS NOT old.pay_period UNION ALL SELECT 'pay_currency' AS field, new.pay_currency AS n, old.pay_currency AS o WHERE new.pay_currency IS NOT old.pay_currency UNION ALL SELECT 'contract' AS field, new.contract AS n, old.contract AS o WHERE new.contract IS NOT old.contract UNION ALL SELECT 'place' AS field, new.place AS n, old.place AS o WHERE new.place IS NOT old.place UNION ALL SELECT 'flexibility' AS field, new.flexibility AS n, old.flexibility AS o WHERE new.flexibility IS NOT old.flexibility UNION ALL SELECT 'asked_not_told' AS field, new.asked_not_told AS n, old.asked_not_told AS o WHERE new.asked_not_told IS NOT old.asked_not_told UNION ALL SELECT 'selection_steps' AS field, new.selection_steps AS n, old.selection_steps AS o WHERE new.selection_steps IS NOT old.selection_steps UNION ALL SELECT 'starts_on' AS field, new.starts_on AS n, old.starts_on AS o WHERE new.starts_on IS NOT old.starts_on UNION ALL SELECT 'closes_on' AS field, new.closes_on AS n, old.closes_on AS o WHERE new.closes_on IS NOT old.closes_on UNION ALL SELECT 'is_rolling' AS field, new.is_rolling AS n, old.is_rolling AS o WHERE new.is_rolling IS NOT old.is_rolling UNION ALL SELECT 'hard_to_fill' AS field, new.hard_to_fill AS n, old.hard_to_fill AS o WHERE new.hard_to_fill IS NOT old.hard_to_fill UNION ALL SELECT 'source_organisation' AS field, new.source_organisation AS n, old.source_organisation AS o WHERE new.source_organisation IS NOT old.source_organisation UNION ALL SELECT 'is_advertised' AS field, new.is_advertised AS n, old.is_advertised AS o WHERE new.is_advertised IS NOT old.is_advertised UNION ALL SELECT 'legal_requirements' AS field, new.legal_requirements AS n, old.legal_requirements AS o WHERE new.legal_requirements IS NOT old.legal_requirements UNION ALL SELECT 'is_subsidised' AS field, new.is_subsidised AS n, old.is_subsidised AS o WHERE new.is_subsidised IS NOT old.is_subsidised UNION ALL SELECT 'intends_to_hire' AS field, new.intends_to_hire AS n, old.intends_to_hire AS o WHERE new.intends_to_hire IS NOT old.intends_to_hire UNION ALL SELECT 'trial_ends_on' AS field, new.trial_ends_on AS n, old.trial_ends_on AS o WHERE new.trial_ends_on IS NOT old.trial_ends_on UNION ALL SELECT 'after_trial' AS field, new.after_trial AS n, old.after_trial AS o WHERE new.after_trial IS NOT old.after_trial UNION ALL SELECT 'heard_on' AS field, new.heard_on AS n, old.heard_on AS o WHERE new.heard_on IS NOT old.heard_on UNION ALL SELECT 'checked_on' AS field, new.checked_on AS n, old.checked_on AS o WHERE new.checked_on IS NOT old.checked_on);
  UPDATE vacancy SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_vacancy BEFORE DELETE ON vacancy WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_quality_fact AFTER INSERT ON quality_fact WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'quality_fact', new.id, coalesce(new.employer_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'employer_id', new.employer_id, 'vacancy_id', new.vacancy_id, 'dimension', new.dimension, 'fact', new.fact, 'met', new.met, 'was_asked', new.was_asked, 'was_agreed', new.was_agreed, 'is_confirmed', new.is_confirmed), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_quality_fact AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, employer_id, vacancy_id, dimension, fact, met, was_asked, was_agreed, is_confirmed ON quality_fact
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.employer_id IS NOT old.employer_id OR new.vacancy_id IS NOT old.vacancy_id OR new.dimension IS NOT old.dimension OR new.fact IS NOT old.fact OR new.met IS NOT old.met OR new.was_asked IS NOT old.was_asked OR new.was_agreed IS NOT old.was_agreed OR new.is_confirmed IS NOT old.is_confirmed)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'quality_fact', new.id, coalesce(new.employer_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'dimension' AS field, new.dimension AS n, old.dimension AS o WHERE new.dimension IS NOT old.dimension UNION ALL SELECT 'fact' AS field, new.fact AS n, old.fact AS o WHERE new.fact IS NOT old.fact UNION ALL SELECT 'met' AS field, new.met AS n, old.met AS o WHERE new.met IS NOT old.met UNION ALL SELECT 'was_asked' AS field, new.was_asked AS n, old.was_asked AS o WHERE new.was_asked IS NOT old.was_asked UNION ALL SELECT 'was_agreed' AS field, new.was_agreed AS n, old.was_agreed AS o WHERE new.was_agreed IS NOT old.was_agreed UNION ALL SELECT 'is_confirmed' AS field, new.is_confirmed AS n, old.is_confirmed AS o WHERE new.is_confirmed IS NOT old.is_confirmed);
  UPDATE quality_fact SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_quality_fact BEFORE DELETE ON quality_fact WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_partner AFTER INSERT ON partner WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'partner', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'reference', new.reference, 'name', new.name, 'short_name', new.short_name, 'other_names', new.other_names, 'kind', new.kind, 'area', new.area, 'phone', new.phone, 'email', new.email, 'website', new.website, 'person', new.person, 'person_role', new.person_role, 'person_phone', new.person_phone, 'person_email', new.person_email, 'shares', new.shares, 'agreed_on', new.agreed_on, 'agreed_until', new.agreed_until, 'credit_rule', new.credit_rule, 'state', new.state, 'ended_on', new.ended_on, 'ended_why', new.ended_why, 'notes', new.notes), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_partner AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, reference, name, short_name, other_names, kind, area, phone, email, website, person, person_role, person_phone, person_email, shares, agreed_on, agreed_until, credit_rule, state, ended_on, ended_why, notes ON partner
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.reference IS NOT old.reference OR new.name IS NOT old.name OR new.short_name IS NOT old.short_name OR new.other_names IS NOT old.other_names OR new.kind IS NOT old.kind OR new.area IS NOT old.area OR new.phone IS NOT old.phone OR new.email IS NOT old.email OR new.website IS NOT old.website OR new.person IS NOT old.person OR new.person_role IS NOT old.person_role OR new.person_phone IS NOT old.person_phone OR new.person_email IS NOT old.person_email OR new.shares IS NOT old.shares OR new.agreed_on IS NOT old.agreed_on OR new.agreed_until IS NOT old.agreed_until OR new.credit_rule IS NOT old.credit_rule OR new.state IS NOT old.state OR new.ended_on IS NOT old.ended_on OR new.ended_why IS NOT old.ended_why OR new.notes IS NOT old.notes)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'partner', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'reference' AS field, new.reference AS n, old.reference AS o WHERE new.reference IS NOT old.reference UNION ALL SELECT 'name' AS field, new.name AS n, old.name AS o WHERE new.name IS NOT old.name UNION ALL SELECT 'short_name' AS field, new.short_name AS n, old.short_name AS o WHERE new.short_name IS NOT old.short_name UNION ALL SELECT 'other_names' AS field, new.other_names AS n, old.other_names AS o WHERE new.other_names IS NOT old.other_names UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'area' AS field, new.area AS n, old.area AS o WHERE new.area IS NOT old.area UNION ALL SELECT 'phone' AS field, new.phone AS n, old.phone AS o WHERE new.phone IS NOT old.phone UNION ALL SELECT 'email' AS field, new.email AS n, old.email AS o WHERE new.email IS NOT old.email UNION ALL SELECT 'website' AS field, new.website AS n, old.website AS o WHERE new.website IS NOT old.website UNION ALL SELECT 'person' AS field, new.person AS n, old.person AS o WHERE new.person IS NOT old.person UNION ALL SELECT 'person_role' AS field, new.person_role AS n, old.person_role AS o WHERE new.person_role IS NOT old.person_role UNION ALL SELECT 'person_phone' AS field, new.person_phone AS n, old.person_phone AS o WHERE new.person_phone IS NOT old.person_phone UNION ALL SELECT 'person_email' AS field, new.person_email AS n, old.person_email AS o WHERE new.person_email IS NOT old.person_email UNION ALL SELECT 'shares' AS field, new.shares AS n, old.shares AS o WHERE new.shares IS NOT old.shares UNION ALL SELECT 'agreed_on' AS field, new.agreed_on AS n, old.agreed_on AS o WHERE new.agreed_on IS NOT old.agreed_on UNION ALL SELECT 'agreed_until' AS field, new.agreed_until AS n, old.agreed_until AS o WHERE new.agreed_until IS NOT old.agreed_until UNION ALL SELECT 'credit_rule' AS field, new.credit_rule AS n, old.credit_rule AS o WHERE new.credit_rule IS NOT old.credit_rule UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'ended_on' AS field, new.ended_on AS n, old.ended_on AS o WHERE new.ended_on IS NOT old.ended_on UNION ALL SELECT 'ended_why' AS field, new.ended_why AS n, old.ended_why AS o WHERE new.ended_why IS NOT old.ended_why UNION ALL SELECT 'notes' AS field, new.notes AS n, old.notes AS o WHERE new.notes IS NOT old.notes);
  UPDATE partner SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_partner BEFORE DELETE ON partner WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_contact AFTER INSERT ON contact WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'contact', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'kind', new.kind, 'employer_id', new.employer_id, 'site_id', new.site_id, 'person_id', new.person_id, 'participant_id', new.participant_id, 'vacancy_id', new.vacancy_id, 'partner_name', new.partner_name, 'adviser_id', new.adviser_id, 'organisation', new.organisation, 'channel', new.channel, 'direction', new.direction, 'purpose', new.purpose, 'place', new.place, 'state', new.state, 'occurred_at', new.occurred_at, 'occurred_offset', new.occurred_offset, 'minutes', new.minutes, 'note', new.note, 'outcome', new.outcome, 'pitch_case', new.pitch_case, 'spoc_agreed', new.spoc_agreed, 'partner_id', new.partner_id, 'linked_why', new.linked_why), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_contact AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, kind, employer_id, site_id, person_id, participant_id, vacancy_id, partner_name, adviser_id, organisation, channel, direction, purpose, place, state, occurred_at, occurred_offset, minutes, note, outcome, pitch_case, spoc_agreed, partner_id, linked_why ON contact
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.kind IS NOT old.kind OR new.employer_id IS NOT old.employer_id OR new.site_id IS NOT old.site_id OR new.person_id IS NOT old.person_id OR new.participant_id IS NOT old.participant_id OR new.vacancy_id IS NOT old.vacancy_id OR new.partner_name IS NOT old.partner_name OR new.adviser_id IS NOT old.adviser_id OR new.organisation IS NOT old.organisation OR new.channel IS NOT old.channel OR new.direction IS NOT old.direction OR new.purpose IS NOT old.purpose OR new.place IS NOT old.place OR new.state IS NOT old.state OR new.occurred_at IS NOT old.occurred_at OR new.occurred_offset IS NOT old.occurred_offset OR new.minutes IS NOT old.minutes OR new.note IS NOT old.note OR new.outcome IS NOT old.outcome OR new.pitch_case IS NOT old.pitch_case OR new.spoc_agreed IS NOT old.spoc_agreed OR new.partner_id IS NOT old.partner_id OR new.linked_why IS NOT old.linked_why)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'contact', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'site_id' AS field, new.site_id AS n, old.site_id AS o WHERE new.site_id IS NOT old.site_id UNION ALL SELECT 'person_id' AS field, new.person_id AS n, old.person_id AS o WHERE new.person_id IS NOT old.person_id UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'partner_name' AS field, new.partner_name AS n, old.partner_name AS o WHERE new.partner_name IS NOT old.partner_name UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'organisation' AS field, new.organisation AS n, old.organisation AS o WHERE new.organisation IS NOT old.organisation UNION ALL SELECT 'channel' AS field, new.channel AS n, old.channel AS o WHERE new.channel IS NOT old.channel UNION ALL SELECT 'direction' AS field, new.direction AS n, old.direction AS o WHERE new.direction IS NOT old.direction UNION ALL SELECT 'purpose' AS field, new.purpose AS n, old.purpose AS o WHERE new.purpose IS NOT old.purpose UNION ALL SELECT 'place' AS field, new.place AS n, old.place AS o WHERE new.place IS NOT old.place UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'occurred_at' AS field, new.occurred_at AS n, old.occurred_at AS o WHERE new.occurred_at IS NOT old.occurred_at UNION ALL SELECT 'occurred_offset' AS field, new.occurred_offset AS n, old.occurred_offset AS o WHERE new.occurred_offset IS NOT old.occurred_offset UNION ALL SELECT 'minutes' AS field, new.minutes AS n, old.minutes AS o WHERE new.minutes IS NOT old.minutes UNION ALL SELECT 'note' AS field, new.note AS n, old.note AS o WHERE new.note IS NOT old.note UNION ALL SELECT 'outcome' AS field, new.outcome AS n, old.outcome AS o WHERE new.outcome IS NOT old.outcome UNION ALL SELECT 'pitch_case' AS field, new.pitch_case AS n, old.pitch_case AS o WHERE new.pitch_case IS NOT old.pitch_case UNION ALL SELECT 'spoc_agreed' AS field, new.spoc_agreed AS n, old.spoc_agreed AS o WHERE new.spoc_agreed IS NOT old.spoc_agreed UNION ALL SELECT 'partner_id' AS field, new.partner_id AS n, old.partner_id AS o WHERE new.partner_id IS NOT old.partner_id UNION ALL SELECT 'linked_why' AS field, new.linked_why AS n, old.linked_why AS o WHERE new.linked_why IS NOT old.linked_why);
  UPDATE contact SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_contact BEFORE DELETE ON contact WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_match_sheet AFTER INSERT ON match_sheet WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'match_sheet', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'vacancy_id', new.vacancy_id, 'attempt', new.attempt, 'template', new.template, 'template_version', new.template_version, 'state', new.state, 'pitch', new.pitch, 'frozen_at', new.frozen_at, 'frozen', new.frozen), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_match_sheet AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, vacancy_id, attempt, template, template_version, state, pitch, frozen_at, frozen ON match_sheet
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.vacancy_id IS NOT old.vacancy_id OR new.attempt IS NOT old.attempt OR new.template IS NOT old.template OR new.template_version IS NOT old.template_version OR new.state IS NOT old.state OR new.pitch IS NOT old.pitch OR new.frozen_at IS NOT old.frozen_at OR new.frozen IS NOT old.frozen)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'match_sheet', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'attempt' AS field, new.attempt AS n, old.attempt AS o WHERE new.attempt IS NOT old.attempt UNION ALL SELECT 'template' AS field, new.template AS n, old.template AS o WHERE new.template IS NOT old.template UNION ALL SELECT 'template_version' AS field, new.template_version AS n, old.template_version AS o WHERE new.template_version IS NOT old.template_version UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'pitch' AS field, new.pitch AS n, old.pitch AS o WHERE new.pitch IS NOT old.pitch UNION ALL SELECT 'frozen_at' AS field, new.frozen_at AS n, old.frozen_at AS o WHERE new.frozen_at IS NOT old.frozen_at UNION ALL SELECT 'frozen' AS field, new.frozen AS n, old.frozen AS o WHERE new.frozen IS NOT old.frozen);
  UPDATE match_sheet SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_match_sheet BEFORE DELETE ON match_sheet WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_match_answer AFTER INSERT ON match_answer WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'match_answer', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'sheet_id', new.sheet_id, 'item', new.item, 'value', new.value, 'source', new.source, 'note', new.note, 'detail', new.detail, 'answered_at', new.answered_at, 'answered_by', new.answered_by), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_match_answer AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, sheet_id, item, value, source, note, detail, answered_at, answered_by ON match_answer
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.sheet_id IS NOT old.sheet_id OR new.item IS NOT old.item OR new.value IS NOT old.value OR new.source IS NOT old.source OR new.note IS NOT old.note OR new.detail IS NOT old.detail OR new.answered_at IS NOT old.answered_at OR new.answered_by IS NOT old.answered_by)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'match_answer', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'sheet_id' AS field, new.sheet_id AS n, old.sheet_id AS o WHERE new.sheet_id IS NOT old.sheet_id UNION ALL SELECT 'item' AS field, new.item AS n, old.item AS o WHERE new.item IS NOT old.item UNION ALL SELECT 'value' AS field, new.value AS n, old.value AS o WHERE new.value IS NOT old.value UNION ALL SELECT 'source' AS field, new.source AS n, old.source AS o WHERE new.source IS NOT old.source UNION ALL SELECT 'note' AS field, new.note AS n, old.note AS o WHERE new.note IS NOT old.note UNION ALL SELECT 'detail' AS field, new.detail AS n, old.detail AS o WHERE new.detail IS NOT old.detail UNION ALL SELECT 'answered_at' AS field, new.answered_at AS n, old.answered_at AS o WHERE new.answered_at IS NOT old.answered_at UNION ALL SELECT 'answered_by' AS field, new.answered_by AS n, old.answered_by AS o WHERE new.answered_by IS NOT old.answered_by);
  UPDATE match_answer SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_match_answer BEFORE DELETE ON match_answer WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_match_override AFTER INSERT ON match_override WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'match_override', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'sheet_id', new.sheet_id, 'item', new.item, 'reason', new.reason, 'action', new.action, 'action_due_on', new.action_due_on), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_match_override AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, sheet_id, item, reason, action, action_due_on ON match_override
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.sheet_id IS NOT old.sheet_id OR new.item IS NOT old.item OR new.reason IS NOT old.reason OR new.action IS NOT old.action OR new.action_due_on IS NOT old.action_due_on)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'match_override', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'sheet_id' AS field, new.sheet_id AS n, old.sheet_id AS o WHERE new.sheet_id IS NOT old.sheet_id UNION ALL SELECT 'item' AS field, new.item AS n, old.item AS o WHERE new.item IS NOT old.item UNION ALL SELECT 'reason' AS field, new.reason AS n, old.reason AS o WHERE new.reason IS NOT old.reason UNION ALL SELECT 'action' AS field, new.action AS n, old.action AS o WHERE new.action IS NOT old.action UNION ALL SELECT 'action_due_on' AS field, new.action_due_on AS n, old.action_due_on AS o WHERE new.action_due_on IS NOT old.action_due_on);
  UPDATE match_override SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_match_override BEFORE DELETE ON match_override WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_submission AFTER INSERT ON submission WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'submission', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'vacancy_id', new.vacancy_id, 'sheet_id', new.sheet_id, 'attempt', new.attempt, 'batch', new.batch, 'state', new.state, 'text_sent', new.text_sent, 'channel', new.channel, 'submitted_at', new.submitted_at, 'submitted_offset', new.submitted_offset, 'with_override', new.with_override, 'interview_at', new.interview_at, 'interview_offset', new.interview_offset, 'reason', new.reason, 'reason_note', new.reason_note, 'decided_on', new.decided_on), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_submission AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, vacancy_id, sheet_id, attempt, batch, state, text_sent, channel, submitted_at, submitted_offset, with_override, interview_at, interview_offset, reason, reason_note, decided_on ON submission
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.vacancy_id IS NOT old.vacancy_id OR new.sheet_id IS NOT old.sheet_id OR new.attempt IS NOT old.attempt OR new.batch IS NOT old.batch OR new.state IS NOT old.state OR new.text_sent IS NOT old.text_sent OR new.channel IS NOT old.channel OR new.submitted_at IS NOT old.submitted_at OR new.submitted_offset IS NOT old.submitted_offset OR new.with_override IS NOT old.with_override OR new.interview_at IS NOT old.interview_at OR new.interview_offset IS NOT old.interview_offset OR new.reason IS NOT old.reason OR new.reason_note IS NOT old.reason_note OR new.decided_on IS NOT old.decided_on)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'submission', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'sheet_id' AS field, new.sheet_id AS n, old.sheet_id AS o WHERE new.sheet_id IS NOT old.sheet_id UNION ALL SELECT 'attempt' AS field, new.attempt AS n, old.attempt AS o WHERE new.attempt IS NOT old.attempt UNION ALL SELECT 'batch' AS field, new.batch AS n, old.batch AS o WHERE new.batch IS NOT old.batch UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'text_sent' AS field, new.text_sent AS n, old.text_sent AS o WHERE new.text_sent IS NOT old.text_sent UNION ALL SELECT 'channel' AS field, new.channel AS n, old.channel AS o WHERE new.channel IS NOT old.channel UNION ALL SELECT 'submitted_at' AS field, new.submitted_at AS n, old.submitted_at AS o WHERE new.submitted_at IS NOT old.submitted_at UNION ALL SELECT 'submitted_offset' AS field, new.submitted_offset AS n, old.submitted_offset AS o WHERE new.submitted_offset IS NOT old.submitted_offset UNION ALL SELECT 'with_override' AS field, new.with_override AS n, old.with_override AS o WHERE new.with_override IS NOT old.with_override UNION ALL SELECT 'interview_at' AS field, new.interview_at AS n, old.interview_at AS o WHERE new.interview_at IS NOT old.interview_at UNION ALL SELECT 'interview_offset' AS field, new.interview_offset AS n, old.interview_offset AS o WHERE new.interview_offset IS NOT old.interview_offset UNION ALL SELECT 'reason' AS field, new.reason AS n, old.reason AS o WHERE new.reason IS NOT old.reason UNION ALL SELECT 'reason_note' AS field, new.reason_note AS n, old.reason_note AS o WHERE new.reason_note IS NOT old.reason_note UNION ALL SELECT 'decided_on' AS field, new.decided_on AS n, old.decided_on AS o WHERE new.decided_on IS NOT old.decided_on);
  UPDATE submission SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_submission BEFORE DELETE ON submission WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_placement AFTER INSERT ON placement WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'placement', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'employer_id', new.employer_id, 'site_id', new.site_id, 'vacancy_id', new.vacancy_id, 'submission_id', new.submission_id, 'role', new.role, 'state', new.state, 'starts_on', new.starts_on, 'weekly_minutes', new.weekly_minutes, 'pay', new.pay, 'pay_period', new.pay_period, 'pay_currency', new.pay_currency, 'contract', new.contract, 'scheme', new.scheme, 'subsidy_ends_on', new.subsidy_ends_on, 'mentor', new.mentor, 'support_plan', new.support_plan, 'found_by', new.found_by, 'ended_on', new.ended_on, 'ended_why', new.ended_why, 'kind', new.kind, 'rate_band', new.rate_band), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_placement AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, employer_id, site_id, vacancy_id, submission_id, role, state, starts_on, weekly_minutes, pay, pay_period, pay_currency, contract, scheme, subsidy_ends_on, mentor, support_plan, found_by, ended_on, ended_why, kind, rate_band ON placement
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.employer_id IS NOT old.employer_id OR new.site_id IS NOT old.site_id OR new.vacancy_id IS NOT old.vacancy_id OR new.submission_id IS NOT old.submission_id OR new.role IS NOT old.role OR new.state IS NOT old.state OR new.starts_on IS NOT old.starts_on OR new.weekly_minutes IS NOT old.weekly_minutes OR new.pay IS NOT old.pay OR new.pay_period IS NOT old.pay_period OR new.pay_currency IS NOT old.pay_currency OR new.contract IS NOT old.contract OR new.scheme IS NOT old.scheme OR new.subsidy_ends_on IS NOT old.subsidy_ends_on OR new.mentor IS NOT old.mentor OR new.support_plan IS NOT old.support_plan OR new.found_by IS NOT old.found_by OR new.ended_on IS NOT old.ended_on OR new.ended_why IS NOT old.ended_why OR new.kind IS NOT old.kind OR new.rate_band IS NOT old.rate_band)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'placement', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'site_id' AS field, new.site_id AS n, old.site_id AS o WHERE new.site_id IS NOT old.site_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'submission_id' AS field, new.submission_id AS n, old.submission_id AS o WHERE new.submission_id IS NOT old.submission_id UNION ALL SELECT 'role' AS field, new.role AS n, old.role AS o WHERE new.role IS NOT old.role UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'starts_on' AS field, new.starts_on AS n, old.starts_on AS o WHERE new.starts_on IS NOT old.starts_on UNION ALL SELECT 'weekly_minutes' AS field, new.weekly_minutes AS n, old.weekly_minutes AS o WHERE new.weekly_minutes IS NOT old.weekly_minutes UNION ALL SELECT 'pay' AS field, new.pay AS n, old.pay AS o WHERE new.pay IS NOT old.pay UNION ALL SELECT 'pay_period' AS field, new.pay_period AS n, old.pay_period AS o WHERE new.pay_period IS NOT old.pay_period UNION ALL SELECT 'pay_currency' AS field, new.pay_currency AS n, old.pay_currency AS o WHERE new.pay_currency IS NOT old.pay_currency UNION ALL SELECT 'contract' AS field, new.contract AS n, old.contract AS o WHERE new.contract IS NOT old.contract UNION ALL SELECT 'scheme' AS field, new.scheme AS n, old.scheme AS o WHERE new.scheme IS NOT old.scheme UNION ALL SELECT 'subsidy_ends_on' AS field, new.subsidy_ends_on AS n, old.subsidy_ends_on AS o WHERE new.subsidy_ends_on IS NOT old.subsidy_ends_on UNION ALL SELECT 'mentor' AS field, new.mentor AS n, old.mentor AS o WHERE new.mentor IS NOT old.mentor UNION ALL SELECT 'support_plan' AS field, new.support_plan AS n, old.support_plan AS o WHERE new.support_plan IS NOT old.support_plan UNION ALL SELECT 'found_by' AS field, new.found_by AS n, old.found_by AS o WHERE new.found_by IS NOT old.found_by UNION ALL SELECT 'ended_on' AS field, new.ended_on AS n, old.ended_on AS o WHERE new.ended_on IS NOT old.ended_on UNION ALL SELECT 'ended_why' AS field, new.ended_why AS n, old.ended_why AS o WHERE new.ended_why IS NOT old.ended_why UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'rate_band' AS field, new.rate_band AS n, old.rate_band AS o WHERE new.rate_band IS NOT old.rate_band);
  UPDATE placement SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_placement BEFORE DELETE ON placement WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_follow_up AFTER INSERT ON follow_up WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'follow_up', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'what', new.what, 'side', new.side, 'due_on', new.due_on, 'due_time', new.due_time, 'first_due_on', new.first_due_on, 'moves', new.moves, 'move_agreed', new.move_agreed, 'window_days', new.window_days, 'owner_id', new.owner_id, 'participant_id', new.participant_id, 'employer_id', new.employer_id, 'vacancy_id', new.vacancy_id, 'submission_id', new.submission_id, 'placement_id', new.placement_id, 'contact_id', new.contact_id, 'sheet_id', new.sheet_id, 'item', new.item, 'reasons', new.reasons, 'state', new.state, 'done_on', new.done_on, 'done_note', new.done_note, 'cancel_reason', new.cancel_reason, 'partner_id', new.partner_id), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_follow_up AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, what, side, due_on, due_time, first_due_on, moves, move_agreed, window_days, owner_id, participant_id, employer_id, vacancy_id, submission_id, placement_id, contact_id, sheet_id, item, reasons, state, done_on, done_note, cancel_reason, partner_id ON follow_up
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.what IS NOT old.what OR new.side IS NOT old.side OR new.due_on IS NOT old.due_on OR new.due_time IS NOT old.due_time OR new.first_due_on IS NOT old.first_due_on OR new.moves IS NOT old.moves OR new.move_agreed IS NOT old.move_agreed OR new.window_days IS NOT old.window_days OR new.owner_id IS NOT old.owner_id OR new.participant_id IS NOT old.participant_id OR new.employer_id IS NOT old.employer_id OR new.vacancy_id IS NOT old.vacancy_id OR new.submission_id IS NOT old.submission_id OR new.placement_id IS NOT old.placement_id OR new.contact_id IS NOT old.contact_id OR new.sheet_id IS NOT old.sheet_id OR new.item IS NOT old.item OR new.reasons IS NOT old.reasons OR new.state IS NOT old.state OR new.done_on IS NOT old.done_on OR new.done_note IS NOT old.done_note OR new.cancel_reason IS NOT old.cancel_reason OR new.partner_id IS NOT old.partner_id)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'follow_up', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'what' AS field, new.what AS n, old.what AS o WHERE new.what IS NOT old.what UNION ALL SELECT 'side' AS field, new.side AS n, old.side AS o WHERE new.side IS NOT old.side UNION ALL SELECT 'due_on' AS field, new.due_on AS n, old.due_on AS o WHERE new.due_on IS NOT old.due_on UNION ALL SELECT 'due_time' AS field, new.due_time AS n, old.due_time AS o WHERE new.due_time IS NOT old.due_time UNION ALL SELECT 'first_due_on' AS field, new.first_due_on AS n, old.first_due_on AS o WHERE new.first_due_on IS NOT old.first_due_on UNION ALL SELECT 'moves' AS field, new.moves AS n, old.moves AS o WHERE new.moves IS NOT old.moves UNION ALL SELECT 'move_agreed' AS field, new.move_agreed AS n, old.move_agreed AS o WHERE new.move_agreed IS NOT old.move_agreed UNION ALL SELECT 'window_days' AS field, new.window_days AS n, old.window_days AS o WHERE new.window_days IS NOT old.window_days UNION ALL SELECT 'owner_id' AS field, new.owner_id AS n, old.owner_id AS o WHERE new.owner_id IS NOT old.owner_id UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'submission_id' AS field, new.submission_id AS n, old.submission_id AS o WHERE new.submission_id IS NOT old.submission_id UNION ALL SELECT 'placement_id' AS field, new.placement_id AS n, old.placement_id AS o WHERE new.placement_id IS NOT old.placement_id UNION ALL SELECT 'contact_id' AS field, new.contact_id AS n, old.contact_id AS o WHERE new.contact_id IS NOT old.contact_id UNION ALL SELECT 'sheet_id' AS field, new.sheet_id AS n, old.sheet_id AS o WHERE new.sheet_id IS NOT old.sheet_id UNION ALL SELECT 'item' AS field, new.item AS n, old.item AS o WHERE new.item IS NOT old.item UNION ALL SELECT 'reasons' AS field, new.reasons AS n, old.reasons AS o WHERE new.reasons IS NOT old.reasons UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'done_on' AS field, new.done_on AS n, old.done_on AS o WHERE new.done_on IS NOT old.done_on UNION ALL SELECT 'done_note' AS field, new.done_note AS n, old.done_note AS o WHERE new.done_note IS NOT old.done_note UNION ALL SELECT 'cancel_reason' AS field, new.cancel_reason AS n, old.cancel_reason AS o WHERE new.cancel_reason IS NOT old.cancel_reason UNION ALL SELECT 'partner_id' AS field, new.partner_id AS n, old.partner_id AS o WHERE new.partner_id IS NOT old.partner_id);
  UPDATE follow_up SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_follow_up BEFORE DELETE ON follow_up WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_promise AFTER INSERT ON promise WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'promise', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'what', new.what, 'side', new.side, 'made_by', new.made_by, 'made_on', new.made_on, 'due_on', new.due_on, 'level', new.level, 'owner_id', new.owner_id, 'participant_id', new.participant_id, 'employer_id', new.employer_id, 'vacancy_id', new.vacancy_id, 'contact_id', new.contact_id, 'state', new.state, 'closed_on', new.closed_on, 'closing_note', new.closing_note, 'partner_id', new.partner_id), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_promise AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, what, side, made_by, made_on, due_on, level, owner_id, participant_id, employer_id, vacancy_id, contact_id, state, closed_on, closing_note, partner_id ON promise
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.what IS NOT old.what OR new.side IS NOT old.side OR new.made_by IS NOT old.made_by OR new.made_on IS NOT old.made_on OR new.due_on IS NOT old.due_on OR new.level IS NOT old.level OR new.owner_id IS NOT old.owner_id OR new.participant_id IS NOT old.participant_id OR new.employer_id IS NOT old.employer_id OR new.vacancy_id IS NOT old.vacancy_id OR new.contact_id IS NOT old.contact_id OR new.state IS NOT old.state OR new.closed_on IS NOT old.closed_on OR new.closing_note IS NOT old.closing_note OR new.partner_id IS NOT old.partner_id)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'promise', new.id, coalesce(new.participant_id, new.employer_id, new.partner_id, new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'what' AS field, new.what AS n, old.what AS o WHERE new.what IS NOT old.what UNION ALL SELECT 'side' AS field, new.side AS n, old.side AS o WHERE new.side IS NOT old.side UNION ALL SELECT 'made_by' AS field, new.made_by AS n, old.made_by AS o WHERE new.made_by IS NOT old.made_by UNION ALL SELECT 'made_on' AS field, new.made_on AS n, old.made_on AS o WHERE new.made_on IS NOT old.made_on UNION ALL SELECT 'due_on' AS field, new.due_on AS n, old.due_on AS o WHERE new.due_on IS NOT old.due_on UNION ALL SELECT 'level' AS field, new.level AS n, old.level AS o WHERE new.level IS NOT old.level UNION ALL SELECT 'owner_id' AS field, new.owner_id AS n, old.owner_id AS o WHERE new.owner_id IS NOT old.owner_id UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'vacancy_id' AS field, new.vacancy_id AS n, old.vacancy_id AS o WHERE new.vacancy_id IS NOT old.vacancy_id UNION ALL SELECT 'contact_id' AS field, new.contact_id AS n, old.contact_id AS o WHERE new.contact_id IS NOT old.contact_id UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'closed_on' AS field, new.closed_on AS n, old.closed_on AS o WHERE new.closed_on IS NOT old.closed_on UNION ALL SELECT 'closing_note' AS field, new.closing_note AS n, old.closing_note AS o WHERE new.closing_note IS NOT old.closing_note UNION ALL SELECT 'partner_id' AS field, new.partner_id AS n, old.partner_id AS o WHERE new.partner_id IS NOT old.partner_id);
  UPDATE promise SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_promise BEFORE DELETE ON promise WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_known_as_two AFTER INSERT ON known_as_two WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'known_as_two', new.id, new.id, 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'entity', new.entity, 'first_id', new.first_id, 'second_id', new.second_id), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_known_as_two AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, entity, first_id, second_id ON known_as_two
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.entity IS NOT old.entity OR new.first_id IS NOT old.first_id OR new.second_id IS NOT old.second_id)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'known_as_two', new.id, new.id, 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'entity' AS field, new.entity AS n, old.entity AS o WHERE new.entity IS NOT old.entity UNION ALL SELECT 'first_id' AS field, new.first_id AS n, old.first_id AS o WHERE new.first_id IS NOT old.first_id UNION ALL SELECT 'second_id' AS field, new.second_id AS n, old.second_id AS o WHERE new.second_id IS NOT old.second_id);
  UPDATE known_as_two SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_known_as_two BEFORE DELETE ON known_as_two WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_sync_conflict AFTER INSERT ON sync_conflict WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'sync_conflict', new.id, coalesce(new.whole_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'whole_id', new.whole_id, 'entity', new.entity, 'row_id', new.row_id, 'field', new.field, 'kind', new.kind, 'kept', new.kept, 'kept_by', new.kept_by, 'kept_at', new.kept_at, 'lost', new.lost, 'lost_by', new.lost_by, 'lost_at', new.lost_at, 'state', new.state, 'settled', new.settled), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_sync_conflict AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, whole_id, entity, row_id, field, kind, kept, kept_by, kept_at, lost, lost_by, lost_at, state, settled ON sync_conflict
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.whole_id IS NOT old.whole_id OR new.entity IS NOT old.entity OR new.row_id IS NOT old.row_id OR new.field IS NOT old.field OR new.kind IS NOT old.kind OR new.kept IS NOT old.kept OR new.kept_by IS NOT old.kept_by OR new.kept_at IS NOT old.kept_at OR new.lost IS NOT old.lost OR new.lost_by IS NOT old.lost_by OR new.lost_at IS NOT old.lost_at OR new.state IS NOT old.state OR new.settled IS NOT old.settled)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'sync_conflict', new.id, coalesce(new.whole_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'whole_id' AS field, new.whole_id AS n, old.whole_id AS o WHERE new.whole_id IS NOT old.whole_id UNION ALL SELECT 'entity' AS field, new.entity AS n, old.entity AS o WHERE new.entity IS NOT old.entity UNION ALL SELECT 'row_id' AS field, new.row_id AS n, old.row_id AS o WHERE new.row_id IS NOT old.row_id UNION ALL SELECT 'field' AS field, new.field AS n, old.field AS o WHERE new.field IS NOT old.field UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'kept' AS field, new.kept AS n, old.kept AS o WHERE new.kept IS NOT old.kept UNION ALL SELECT 'kept_by' AS field, new.kept_by AS n, old.kept_by AS o WHERE new.kept_by IS NOT old.kept_by UNION ALL SELECT 'kept_at' AS field, new.kept_at AS n, old.kept_at AS o WHERE new.kept_at IS NOT old.kept_at UNION ALL SELECT 'lost' AS field, new.lost AS n, old.lost AS o WHERE new.lost IS NOT old.lost UNION ALL SELECT 'lost_by' AS field, new.lost_by AS n, old.lost_by AS o WHERE new.lost_by IS NOT old.lost_by UNION ALL SELECT 'lost_at' AS field, new.lost_at AS n, old.lost_at AS o WHERE new.lost_at IS NOT old.lost_at UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'settled' AS field, new.settled AS n, old.settled AS o WHERE new.settled IS NOT old.settled);
  UPDATE sync_conflict SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_sync_conflict BEFORE DELETE ON sync_conflict WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_hand_over AFTER INSERT ON hand_over WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'hand_over', new.id, coalesce(new.participant_id, new.employer_id, new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'employer_id', new.employer_id, 'from_id', new.from_id, 'to_id', new.to_id, 'why', new.why, 'note', new.note, 'pack', new.pack, 'consent', new.consent, 'offered_on', new.offered_on, 'answered_on', new.answered_on, 'answer_note', new.answer_note, 'state', new.state), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_hand_over AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, employer_id, from_id, to_id, why, note, pack, consent, offered_on, answered_on, answer_note, state ON hand_over
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.employer_id IS NOT old.employer_id OR new.from_id IS NOT old.from_id OR new.to_id IS NOT old.to_id OR new.why IS NOT old.why OR new.note IS NOT old.note OR new.pack IS NOT old.pack OR new.consent IS NOT old.consent OR new.offered_on IS NOT old.offered_on OR new.answered_on IS NOT old.answered_on OR new.answer_note IS NOT old.answer_note OR new.state IS NOT old.state)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'hand_over', new.id, coalesce(new.participant_id, new.employer_id, new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'employer_id' AS field, new.employer_id AS n, old.employer_id AS o WHERE new.employer_id IS NOT old.employer_id UNION ALL SELECT 'from_id' AS field, new.from_id AS n, old.from_id AS o WHERE new.from_id IS NOT old.from_id UNION ALL SELECT 'to_id' AS field, new.to_id AS n, old.to_id AS o WHERE new.to_id IS NOT old.to_id UNION ALL SELECT 'why' AS field, new.why AS n, old.why AS o WHERE new.why IS NOT old.why UNION ALL SELECT 'note' AS field, new.note AS n, old.note AS o WHERE new.note IS NOT old.note UNION ALL SELECT 'pack' AS field, new.pack AS n, old.pack AS o WHERE new.pack IS NOT old.pack UNION ALL SELECT 'consent' AS field, new.consent AS n, old.consent AS o WHERE new.consent IS NOT old.consent UNION ALL SELECT 'offered_on' AS field, new.offered_on AS n, old.offered_on AS o WHERE new.offered_on IS NOT old.offered_on UNION ALL SELECT 'answered_on' AS field, new.answered_on AS n, old.answered_on AS o WHERE new.answered_on IS NOT old.answered_on UNION ALL SELECT 'answer_note' AS field, new.answer_note AS n, old.answer_note AS o WHERE new.answer_note IS NOT old.answer_note UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state);
  UPDATE hand_over SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_hand_over BEFORE DELETE ON hand_over WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_working_pattern AFTER INSERT ON working_pattern WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'working_pattern', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'adviser_id', new.adviser_id, 'valid_from', new.valid_from, 'share', new.share, 'days', new.days, 'weekly_minutes', new.weekly_minutes, 'region', new.region), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_working_pattern AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, adviser_id, valid_from, share, days, weekly_minutes, region ON working_pattern
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.adviser_id IS NOT old.adviser_id OR new.valid_from IS NOT old.valid_from OR new.share IS NOT old.share OR new.days IS NOT old.days OR new.weekly_minutes IS NOT old.weekly_minutes OR new.region IS NOT old.region)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'working_pattern', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'valid_from' AS field, new.valid_from AS n, old.valid_from AS o WHERE new.valid_from IS NOT old.valid_from UNION ALL SELECT 'share' AS field, new.share AS n, old.share AS o WHERE new.share IS NOT old.share UNION ALL SELECT 'days' AS field, new.days AS n, old.days AS o WHERE new.days IS NOT old.days UNION ALL SELECT 'weekly_minutes' AS field, new.weekly_minutes AS n, old.weekly_minutes AS o WHERE new.weekly_minutes IS NOT old.weekly_minutes UNION ALL SELECT 'region' AS field, new.region AS n, old.region AS o WHERE new.region IS NOT old.region);
  UPDATE working_pattern SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_working_pattern BEFORE DELETE ON working_pattern WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_absence AFTER INSERT ON absence WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'absence', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'adviser_id', new.adviser_id, 'kind', new.kind, 'first_on', new.first_on, 'last_on', new.last_on, 'part', new.part), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_absence AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, adviser_id, kind, first_on, last_on, part ON absence
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.adviser_id IS NOT old.adviser_id OR new.kind IS NOT old.kind OR new.first_on IS NOT old.first_on OR new.last_on IS NOT old.last_on OR new.part IS NOT old.part)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'absence', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'first_on' AS field, new.first_on AS n, old.first_on AS o WHERE new.first_on IS NOT old.first_on UNION ALL SELECT 'last_on' AS field, new.last_on AS n, old.last_on AS o WHERE new.last_on IS NOT old.last_on UNION ALL SELECT 'part' AS field, new.part AS n, old.part AS o WHERE new.part IS NOT old.part);
  UPDATE absence SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_absence BEFORE DELETE ON absence WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_time_entry AFTER INSERT ON time_entry WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'time_entry', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'adviser_id', new.adviser_id, 'started_at', new.started_at, 'started_offset', new.started_offset, 'ended_at', new.ended_at, 'place', new.place, 'with_whom', new.with_whom), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_time_entry AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, adviser_id, started_at, started_offset, ended_at, place, with_whom ON time_entry
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.adviser_id IS NOT old.adviser_id OR new.started_at IS NOT old.started_at OR new.started_offset IS NOT old.started_offset OR new.ended_at IS NOT old.ended_at OR new.place IS NOT old.place OR new.with_whom IS NOT old.with_whom)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'time_entry', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'started_at' AS field, new.started_at AS n, old.started_at AS o WHERE new.started_at IS NOT old.started_at UNION ALL SELECT 'started_offset' AS field, new.started_offset AS n, old.started_offset AS o WHERE new.started_offset IS NOT old.started_offset UNION ALL SELECT 'ended_at' AS field, new.ended_at AS n, old.ended_at AS o WHERE new.ended_at IS NOT old.ended_at UNION ALL SELECT 'place' AS field, new.place AS n, old.place AS o WHERE new.place IS NOT old.place UNION ALL SELECT 'with_whom' AS field, new.with_whom AS n, old.with_whom AS o WHERE new.with_whom IS NOT old.with_whom);
  UPDATE time_entry SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_time_entry BEFORE DELETE ON time_entry WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_target AFTER INSERT ON target WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'target', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'adviser_id', new.adviser_id, 'measure', new.measure, 'base', new.base, 'is_off', new.is_off, 'valid_from', new.valid_from), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_target AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, adviser_id, measure, base, is_off, valid_from ON target
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.adviser_id IS NOT old.adviser_id OR new.measure IS NOT old.measure OR new.base IS NOT old.base OR new.is_off IS NOT old.is_off OR new.valid_from IS NOT old.valid_from)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'target', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'measure' AS field, new.measure AS n, old.measure AS o WHERE new.measure IS NOT old.measure UNION ALL SELECT 'base' AS field, new.base AS n, old.base AS o WHERE new.base IS NOT old.base UNION ALL SELECT 'is_off' AS field, new.is_off AS n, old.is_off AS o WHERE new.is_off IS NOT old.is_off UNION ALL SELECT 'valid_from' AS field, new.valid_from AS n, old.valid_from AS o WHERE new.valid_from IS NOT old.valid_from);
  UPDATE target SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_target BEFORE DELETE ON target WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_week_closing AFTER INSERT ON week_closing WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'week_closing', new.id, coalesce(new.id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'adviser_id', new.adviser_id, 'week', new.week, 'profile', new.profile, 'closed_at', new.closed_at, 'figures', new.figures), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_week_closing AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, adviser_id, week, profile, closed_at, figures ON week_closing
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.adviser_id IS NOT old.adviser_id OR new.week IS NOT old.week OR new.profile IS NOT old.profile OR new.closed_at IS NOT old.closed_at OR new.figures IS NOT old.figures)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'week_closing', new.id, coalesce(new.id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'adviser_id' AS field, new.adviser_id AS n, old.adviser_id AS o WHERE new.adviser_id IS NOT old.adviser_id UNION ALL SELECT 'week' AS field, new.week AS n, old.week AS o WHERE new.week IS NOT old.week UNION ALL SELECT 'profile' AS field, new.profile AS n, old.profile AS o WHERE new.profile IS NOT old.profile UNION ALL SELECT 'closed_at' AS field, new.closed_at AS n, old.closed_at AS o WHERE new.closed_at IS NOT old.closed_at UNION ALL SELECT 'figures' AS field, new.figures AS n, old.figures AS o WHERE new.figures IS NOT old.figures);
  UPDATE week_closing SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_week_closing BEFORE DELETE ON week_closing WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_outcome_check AFTER INSERT ON outcome_check WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'outcome_check', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'placement_id', new.placement_id, 'week', new.week, 'weeks', new.weeks, 'state', new.state, 'minutes', new.minutes, 'earned', new.earned, 'currency', new.currency, 'evidence', new.evidence, 'checked_on', new.checked_on, 'note', new.note), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_outcome_check AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, placement_id, week, weeks, state, minutes, earned, currency, evidence, checked_on, note ON outcome_check
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.placement_id IS NOT old.placement_id OR new.week IS NOT old.week OR new.weeks IS NOT old.weeks OR new.state IS NOT old.state OR new.minutes IS NOT old.minutes OR new.earned IS NOT old.earned OR new.currency IS NOT old.currency OR new.evidence IS NOT old.evidence OR new.checked_on IS NOT old.checked_on OR new.note IS NOT old.note)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'outcome_check', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'placement_id' AS field, new.placement_id AS n, old.placement_id AS o WHERE new.placement_id IS NOT old.placement_id UNION ALL SELECT 'week' AS field, new.week AS n, old.week AS o WHERE new.week IS NOT old.week UNION ALL SELECT 'weeks' AS field, new.weeks AS n, old.weeks AS o WHERE new.weeks IS NOT old.weeks UNION ALL SELECT 'state' AS field, new.state AS n, old.state AS o WHERE new.state IS NOT old.state UNION ALL SELECT 'minutes' AS field, new.minutes AS n, old.minutes AS o WHERE new.minutes IS NOT old.minutes UNION ALL SELECT 'earned' AS field, new.earned AS n, old.earned AS o WHERE new.earned IS NOT old.earned UNION ALL SELECT 'currency' AS field, new.currency AS n, old.currency AS o WHERE new.currency IS NOT old.currency UNION ALL SELECT 'evidence' AS field, new.evidence AS n, old.evidence AS o WHERE new.evidence IS NOT old.evidence UNION ALL SELECT 'checked_on' AS field, new.checked_on AS n, old.checked_on AS o WHERE new.checked_on IS NOT old.checked_on UNION ALL SELECT 'note' AS field, new.note AS n, old.note AS o WHERE new.note IS NOT old.note);
  UPDATE outcome_check SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_outcome_check BEFORE DELETE ON outcome_check WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_equity_record AFTER INSERT ON equity_record WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'equity_record', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'characteristic', new.characteristic, 'answer', new.answer, 'is_withheld', new.is_withheld, 'asked_on', new.asked_on), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_equity_record AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, characteristic, answer, is_withheld, asked_on ON equity_record
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.characteristic IS NOT old.characteristic OR new.answer IS NOT old.answer OR new.is_withheld IS NOT old.is_withheld OR new.asked_on IS NOT old.asked_on)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'equity_record', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'characteristic' AS field, new.characteristic AS n, old.characteristic AS o WHERE new.characteristic IS NOT old.characteristic UNION ALL SELECT 'answer' AS field, new.answer AS n, old.answer AS o WHERE new.answer IS NOT old.answer UNION ALL SELECT 'is_withheld' AS field, new.is_withheld AS n, old.is_withheld AS o WHERE new.is_withheld IS NOT old.is_withheld UNION ALL SELECT 'asked_on' AS field, new.asked_on AS n, old.asked_on AS o WHERE new.asked_on IS NOT old.asked_on);
  UPDATE equity_record SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_equity_record BEFORE DELETE ON equity_record WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER capture_insert_course_event AFTER INSERT ON course_event WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, 'course_event', new.id, coalesce(new.participant_id, new.id), 'ins', json_object('id', new.id, 'created_at', new.created_at, 'created_by', new.created_by, 'device_id', new.device_id, 'void_reason', new.void_reason, 'participant_id', new.participant_id, 'kind', new.kind, 'value', new.value, 'on_day', new.on_day), hlc FROM sync_state;
END;

CREATE TRIGGER capture_update_course_event AFTER UPDATE OF id, created_at, created_by, device_id, void_reason, participant_id, kind, value, on_day ON course_event
WHEN (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.void_reason IS NOT old.void_reason OR new.participant_id IS NOT old.participant_id OR new.kind IS NOT old.kind OR new.value IS NOT old.value OR new.on_day IS NOT old.on_day)
BEGIN
  UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, 'course_event', new.id, coalesce(new.participant_id, new.id), 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))))
      ELSE json_group_object(field, json(coalesce(json_extract(old.versions, '$.' || field), 'null'))) END, s.hlc
  FROM sync_state AS s, (SELECT 'id' AS field, new.id AS n, old.id AS o WHERE new.id IS NOT old.id UNION ALL SELECT 'created_at' AS field, new.created_at AS n, old.created_at AS o WHERE new.created_at IS NOT old.created_at UNION ALL SELECT 'created_by' AS field, new.created_by AS n, old.created_by AS o WHERE new.created_by IS NOT old.created_by UNION ALL SELECT 'device_id' AS field, new.device_id AS n, old.device_id AS o WHERE new.device_id IS NOT old.device_id UNION ALL SELECT 'void_reason' AS field, new.void_reason AS n, old.void_reason AS o WHERE new.void_reason IS NOT old.void_reason UNION ALL SELECT 'participant_id' AS field, new.participant_id AS n, old.participant_id AS o WHERE new.participant_id IS NOT old.participant_id UNION ALL SELECT 'kind' AS field, new.kind AS n, old.kind AS o WHERE new.kind IS NOT old.kind UNION ALL SELECT 'value' AS field, new.value AS n, old.value AS o WHERE new.value IS NOT old.value UNION ALL SELECT 'on_day' AS field, new.on_day AS n, old.on_day AS o WHERE new.on_day IS NOT old.on_day);
  UPDATE course_event SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;

CREATE TRIGGER keep_course_event BEFORE DELETE ON course_event WHEN (SELECT applying FROM sync_state) = 0
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;

CREATE TRIGGER frozen_match_sheet BEFORE UPDATE ON match_sheet
WHEN old.frozen_at IS NOT NULL AND (SELECT applying FROM sync_state) = 0 AND (new.id IS NOT old.id OR new.created_at IS NOT old.created_at OR new.created_by IS NOT old.created_by OR new.device_id IS NOT old.device_id OR new.participant_id IS NOT old.participant_id OR new.vacancy_id IS NOT old.vacancy_id OR new.attempt IS NOT old.attempt OR new.template IS NOT old.template OR new.template_version IS NOT old.template_version OR new.state IS NOT old.state OR new.pitch IS NOT old.pitch OR new.frozen_at IS NOT old.frozen_at OR new.frozen IS NOT old.frozen)
 AND NOT (new.frozen_at IS NULL AND (SELECT kind FROM change_group
  WHERE g = (SELECT g FROM sync_state)) IS 'undo')
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;

CREATE TRIGGER frozen_insert_match_answer BEFORE INSERT ON match_answer
WHEN (SELECT applying FROM sync_state) = 0
 AND EXISTS (SELECT 1 FROM match_sheet WHERE id IN (new.sheet_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;

CREATE TRIGGER frozen_update_match_answer BEFORE UPDATE ON match_answer
WHEN (SELECT applying FROM sync_state) = 0
 AND EXISTS (SELECT 1 FROM match_sheet WHERE id IN (new.sheet_id, old.sheet_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;

CREATE TRIGGER frozen_insert_match_override BEFORE INSERT ON match_override
WHEN (SELECT applying FROM sync_state) = 0
 AND EXISTS (SELECT 1 FROM match_sheet WHERE id IN (new.sheet_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;

CREATE TRIGGER frozen_update_match_override BEFORE UPDATE ON match_override
WHEN (SELECT applying FROM sync_state) = 0
 AND EXISTS (SELECT 1 FROM match_sheet WHERE id IN (new.sheet_id, old.sheet_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;
