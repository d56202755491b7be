-- What trials cost, and how far they are from keeping to their experiment's constraints: 0 where they do, and where there are none, as
-- for all trials of before. What nobody counted of those stays unknown. The ranking begins with what keeps to the constraints. Runs
-- unchanged on H2 2.4 and PostgreSQL 15+.
alter table trial add column weights bigint;
alter table trial add column training_seconds double precision;
alter table trial add column violation double precision default 0 not null;
drop index trial_rank;
create index trial_rank on trial (experiment_id, violation, rank_value desc nulls last, tie_value desc nulls last, number);
