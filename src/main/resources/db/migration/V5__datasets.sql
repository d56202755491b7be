-- Datasets that clients have uploaded. Runs unchanged on H2 2.4 and PostgreSQL 15+.

create table dataset (
    id uuid primary key,
    name varchar(100) not null,
    -- the column that held the classes
    label varchar(200) not null,
    scaling varchar(20) not null,
    features integer not null,
    -- one element for each class, in the order of the labels
    class_names varchar(100) array not null,
    class_training_rows integer array not null,
    class_test_rows integer array not null,
    -- their sum; 0: there can be no final evaluation
    test_rows integer not null,
    -- of all chunks one after the other: what results depend on
    sha256 varchar(64) not null,
    created_at timestamp with time zone not null,
    constraint dataset_name unique (name)
);

-- The rows, cut into pieces that no driver minds holding in memory.
create table dataset_chunk (
    dataset_id uuid not null references dataset (id) on delete cascade,
    number integer not null,
    content bytea not null,
    primary key (dataset_id, number)
);

-- Which uploaded dataset an experiment uses, null for a built-in one, where its plan says it too: to find those in the way of a
-- dataset's removal. No foreign key, for ended experiments outlive their datasets.
alter table experiment add column uploaded_dataset varchar(100);
create index experiment_dataset on experiment (uploaded_dataset, state);
