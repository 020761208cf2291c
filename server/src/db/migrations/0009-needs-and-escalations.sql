-- The history of a need says to whom it was given and for when it was promised; both were only in the need's own row, which moves on.
alter table need_event add column assigned_to uuid;
alter table need_event add column promised_at timestamptz;

-- What was closed lately, newest first: a declined need can be opened again, and a resolved escalation is read once more. The need itself
-- is never moved away, so the index of open ones stays small without them.
create index need_closed on need (district_id, closed_at, id) where closed_at is not null;
create index escalation_resolved on escalation (district_id, resolved_at, id) where status = 'resolved';
