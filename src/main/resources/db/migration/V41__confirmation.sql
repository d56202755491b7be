-- The best trials of a search, trained again with other seeds: a row for each repeat, written as the search ends. Experiments of before have none, and
-- are what they were. Runs unchanged on H2 2.4 and PostgreSQL 15+.
create table confirmation (
    experiment_id uuid not null references experiment (id) on delete cascade,
    trial_number integer not null,
    repetition integer not null,
    place integer not null,
    pack integer not null,
    epochs integer not null,
    work double precision not null,
    state varchar(9) not null,
    reason varchar(2000),
    objective_value double precision,
    primary key (experiment_id, trial_number, repetition)
);

-- What has become of it; null where nobody has asked for it, and while the search goes on.
alter table experiment add column confirmation varchar(11);
alter table experiment add column repeats_planned integer default 0 not null;
alter table experiment add column repeats_ended integer default 0 not null;
