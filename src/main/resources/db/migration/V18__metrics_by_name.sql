-- What is measured is the trainer's business: values in the order of the plan's metrics, in place of a column for each. Runs unchanged
-- on H2 2.4 and PostgreSQL 15+.

-- In the plan the objective's metric has the name that it has everywhere else.
update experiment set plan = replace(replace(plan, '"metric":"VALIDATION_ACCURACY"', '"metric":"validationAccuracy"'),
    '"metric":"VALIDATION_LOSS"', '"metric":"validationLoss"');

-- after the last epoch
alter table trial add column metrics double precision array;
-- the best value of each in any epoch whose figures are numbers
alter table trial add column best_metrics double precision array;
-- what decides between equal rank values, turned so that larger is better too; there with the rank value
alter table trial add column tie_value double precision;
update trial set metrics = array[train_loss, train_accuracy, validation_loss, validation_accuracy]
    where train_loss is not null;
update trial set best_metrics = (
    select array[min(m.train_loss), max(m.train_accuracy), min(m.validation_loss), max(m.validation_accuracy)]
    from measurement m
    where m.experiment_id = trial.experiment_id and m.trial_number = trial.number and m.epoch <= trial.epochs_done
        and m.train_loss < cast('Infinity' as double precision)
        and m.validation_loss < cast('Infinity' as double precision))
    where best_epoch is not null;
update trial set tie_value = 0 - validation_loss where rank_value is not null;
drop index trial_rank;
create index trial_rank on trial (experiment_id, rank_value desc nulls last, tie_value desc nulls last, number);
alter table trial drop column train_loss;
alter table trial drop column train_accuracy;
alter table trial drop column validation_loss;
alter table trial drop column validation_accuracy;
alter table trial drop column best_value;
alter table trial drop column best_validation_accuracy;

alter table experiment rename column best_loss to best_tie;
update experiment set best_tie = 0 - best_tie where best_tie is not null;
