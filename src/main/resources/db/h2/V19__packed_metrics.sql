-- Values of metrics in place of a column for each. Written anew as a whole: the database copies the table for each column otherwise.
create alias packed_doubles deterministic for 'dev.tamis.experiment.PackedDoubles.pack';
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
        packed_doubles(train_loss, train_accuracy, validation_loss, validation_accuracy),
        iteration_losses
    from measurement;
drop table measurement;
alter table measurement_by_name rename to measurement;
drop alias packed_doubles;
