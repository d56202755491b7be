-- What an epoch of the trial is to its trainer, in a measure of which only ratios count. 1 in trials from before there was one.
alter table trial add column epoch_work double precision not null default 1;

-- In the same measure, for the time that is left: of all trials drawn, of what they still have to do, and of all that was done.
alter table experiment add column work_drawn double precision not null default 0;
alter table experiment add column work_left double precision not null default 0;
alter table experiment add column work_done double precision not null default 0;
-- Whether its trials are weighed; trials of later rounds of those that are not count epochs alone, like their first.
alter table experiment add column work_weighed boolean not null default false;

update experiment set
    work_drawn = coalesce((select sum(t.epochs) from trial t where t.experiment_id = experiment.id), 0),
    work_left = coalesce((select sum(t.epochs - t.epochs_done) from trial t
        where t.experiment_id = experiment.id and t.state in ('WAITING', 'RUNNING')), 0),
    work_done = coalesce((select sum(t.epochs_done) from trial t where t.experiment_id = experiment.id), 0);
