-- The training loss of each of an epoch's iterations, as packed doubles; null in experiments that keep their curves per epoch.
alter table measurement add column iteration_losses bytea;
