-- What the cookies of all nodes are signed with: one row, made by whichever node is first. It is part of no backup: who has it can make
-- sessions of any token. Runs unchanged on H2 2.4 and PostgreSQL 15+.
create table session_key (
    id integer primary key,
    secret bytea not null,
    constraint session_key_one check (id = 1)
);
