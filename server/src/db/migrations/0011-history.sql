-- A person's page shows what was closed too; the indexes of what is open do not reach it.
create index need_person on need (district_id, person_id);
create index escalation_episode on escalation (district_id, episode_id);
