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
-- Until now the rows went with their parent, in one transaction. H2 has given the constraints names of its own.
execute immediate (select 'alter table measurement drop constraint ' || constraint_name
    from information_schema.table_constraints
    where table_schema = current_schema and table_name = 'MEASUREMENT' and constraint_type = 'FOREIGN KEY');
execute immediate (select 'alter table trial drop constraint ' || constraint_name
    from information_schema.table_constraints
    where table_schema = current_schema and table_name = 'TRIAL' and constraint_type = 'FOREIGN KEY');
execute immediate (select 'alter table dataset_chunk drop constraint ' || constraint_name
    from information_schema.table_constraints
    where table_schema = current_schema and table_name = 'DATASET_CHUNK' and constraint_type = 'FOREIGN KEY');
