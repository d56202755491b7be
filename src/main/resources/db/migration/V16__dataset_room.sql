-- What uploaded datasets take, so that all together have a bound. Runs unchanged on H2 2.4 and PostgreSQL 15+.

-- From before the first row is written until the last one is cleared away after a removal.
create table dataset_room (
    dataset_id uuid primary key,
    bytes bigint not null,
    -- while it is being written; what a dead node has left of it counts for an hour
    reserved_at timestamp with time zone
);
insert into dataset_room (dataset_id, bytes)
select dataset_id, sum(octet_length(content)) from dataset_chunk group by dataset_id;

-- Whoever asks for room locks its one row: on all nodes one after the other.
create table dataset_room_lock (
    only_one integer primary key
);
insert into dataset_room_lock (only_one) values (1);
