-- What a pack of an experiment waits for that has its thread and not yet its memory. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table experiment add column waits_for_memory varchar(500);

-- Whoever is counted and let in locks its one row: on all nodes one after the other.
create table quota_lock (
    only_one integer primary key
);
insert into quota_lock (only_one) values (1);
