-- Points that somebody has chosen and that are tried before the sampler's own. Runs unchanged on H2 2.4 and PostgreSQL 15+.

-- Those that have no trial yet, in their order.
create table enqueued_point (
    experiment_id uuid not null references experiment (id) on delete cascade,
    place integer not null,
    parameters varchar not null,
    note varchar(500) not null,
    primary key (experiment_id, place)
);

-- What came with an Idempotency-Key, and the trials that it was told.
create table enqueue_request (
    experiment_id uuid not null references experiment (id) on delete cascade,
    idempotency_key varchar(200) not null,
    body varchar not null,
    numbers varchar not null,
    primary key (experiment_id, idempotency_key)
);

-- Of a trial that somebody has chosen, what they noted, if only nothing; null of all that samplers drew.
alter table trial add column note varchar(500);
