-- What earlier trials the sampler of an experiment is told of, as they were when it was submitted. Runs unchanged on H2 2.4 and PostgreSQL 15+.
create table prior (
    experiment_id uuid primary key references experiment (id) on delete cascade,
    trials varchar not null
);
