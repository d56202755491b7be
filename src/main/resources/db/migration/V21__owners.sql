-- Whose a thing is, and who else may read it. What was there before there were people is the first admin's. Runs unchanged on H2 2.4
-- and PostgreSQL 15+.
alter table experiment add column owner varchar(100) default 'admin' not null;
alter table experiment alter column owner drop default;
alter table experiment add column visibility varchar(10) default 'PRIVATE' not null;
alter table search_space add column owner varchar(100) default 'admin' not null;
alter table search_space alter column owner drop default;
alter table search_space add column visibility varchar(10) default 'PRIVATE' not null;

-- A key is known to who sent it, and to nobody else.
alter table experiment drop constraint experiment_idempotency_key;
alter table experiment add constraint experiment_idempotency_key unique (owner, idempotency_key);
alter table search_space drop constraint search_space_idempotency_key;
alter table search_space add constraint search_space_idempotency_key unique (owner, idempotency_key);

-- The usual order of lists, newest first: of everybody's, of one's own, and of what is shared. Nobody's list reads what others have.
drop index experiment_created;
create index experiment_created on experiment (created_at desc, id);
create index experiment_owner on experiment (owner, created_at desc, id);
create index experiment_shared on experiment (visibility, created_at desc, id);
create index search_space_created on search_space (created_at desc, id);
create index search_space_owner on search_space (owner, created_at desc, id);
create index search_space_shared on search_space (visibility, created_at desc, id);
