-- What a pack of an experiment waits for that has its thread and not yet its memory. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table experiment add column waits_for_memory varchar(500);
