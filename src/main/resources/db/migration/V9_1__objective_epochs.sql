-- The best epoch is the best by the objective, whose value there is kept beside it: the last epoch's need not be the best.
alter table trial add column best_value double precision;
-- The epoch that the objective value is of.
alter table trial add column objective_epoch integer;

update trial set best_epoch = (
    select min(m.epoch) from measurement m
    where m.experiment_id = trial.experiment_id and m.trial_number = trial.number and m.validation_loss = (
        select min(l.validation_loss) from measurement l
        where l.experiment_id = trial.experiment_id and l.trial_number = trial.number))
where best_epoch is not null and experiment_id in (
    select id from experiment where plan like '%"metric":"VALIDATION_LOSS"%');
update trial set best_value = case
    when experiment_id in (select id from experiment where plan like '%"metric":"VALIDATION_LOSS"%') then (
        select m.validation_loss from measurement m
        where m.experiment_id = trial.experiment_id and m.trial_number = trial.number and m.epoch = trial.best_epoch)
    else best_validation_accuracy end
where best_epoch is not null;
update trial set objective_epoch = case
    when experiment_id in (select id from experiment where plan like '%"at":"BEST"%') then best_epoch
    else epochs_done end
where objective_value is not null;

-- How long the winner was trained again, and how often with another seed.
alter table final_evaluation add column epochs integer not null default 0;
alter table final_evaluation add column seeds integer not null default 1;
-- One that still waits is done as this version does it; what was done took all of the trial's epochs.
update final_evaluation set epochs = (
    select case when final_evaluation.state = 'WAITING' then coalesce(t.objective_epoch, t.epochs_done) else t.epochs end
    from trial t
    where t.experiment_id = final_evaluation.experiment_id and t.number = final_evaluation.trial_number);

-- Each network that was trained for it, and what it did on the test rows.
create table final_network (
    experiment_id uuid not null references final_evaluation (experiment_id) on delete cascade,
    number integer not null,
    train_accuracy double precision not null,
    test_loss double precision not null,
    test_correct integer not null,
    primary key (experiment_id, number)
);
insert into final_network (experiment_id, number, train_accuracy, test_loss, test_correct)
    select experiment_id, 0, train_accuracy, test_loss, test_correct from final_evaluation where state = 'COMPLETED';
alter table final_evaluation drop column train_accuracy;
alter table final_evaluation drop column test_loss;
alter table final_evaluation drop column test_correct;
