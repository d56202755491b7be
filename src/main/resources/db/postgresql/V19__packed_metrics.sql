-- Values of metrics in place of a column for each.
create table measurement_by_name (
    experiment_id uuid not null,
    trial_number integer not null,
    epoch integer not null,
    -- values in the order of the plan's metrics, as packed doubles
    metrics bytea not null,
    -- the training loss of each of the epoch's iterations, as packed doubles; null in experiments that keep their curves per epoch
    iteration_losses bytea,
    constraint measurement_key primary key (experiment_id, trial_number, epoch)
);
insert into measurement_by_name
    select experiment_id, trial_number, epoch,
        float8send(train_loss) || float8send(train_accuracy)
            || float8send(validation_loss) || float8send(validation_accuracy),
        iteration_losses
    from measurement;
drop table measurement;
alter table measurement_by_name rename to measurement;
