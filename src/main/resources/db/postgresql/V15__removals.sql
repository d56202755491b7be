-- Measurements of an earlier attempt stay and are overwritten by the next: how many epochs of it there are.
alter table trial add column epochs_kept integer not null default 0;

-- Experiments and datasets that are gone, and whose rows are still to be cleared away, by pieces.
create table experiment_removal (
    experiment_id uuid primary key,
    removed_at timestamp with time zone not null
);
create table dataset_removal (
    dataset_id uuid primary key,
    removed_at timestamp with time zone not null
);
-- Until now the rows went with their parent, in one transaction.
alter table measurement drop constraint measurement_experiment_id_trial_number_fkey;
alter table trial drop constraint trial_experiment_id_fkey;
alter table dataset_chunk drop constraint dataset_chunk_dataset_id_fkey;
