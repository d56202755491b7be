-- What an experiment may come to store, by its plan, and why it trains nothing for the moment though it runs. Of those that were there
-- before, by the trials that they have drawn. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table experiment add column planned_bytes bigint default 0 not null;
alter table experiment add column waits_for varchar(500);
update experiment set planned_bytes =
    (select coalesce(sum(epochs), 0) * 160 + count(*) * 1000 from trial where trial.experiment_id = experiment.id);

-- What an owner has at the moment is asked before each pack: of those that have not ended, which are few beside those that have.
create index experiment_quota on experiment (owner, state, planned_bytes);
