-- Whose a dataset is, and who else may train on it: see migration 21. Names are each owner's own. Runs unchanged on H2 2.4 and
-- PostgreSQL 15+.
alter table dataset add column owner varchar(100) default 'admin' not null;
alter table dataset alter column owner drop default;
alter table dataset add column visibility varchar(10) default 'PRIVATE' not null;
alter table dataset drop constraint dataset_name;
alter table dataset add constraint dataset_name unique (owner, name);
alter table dataset drop constraint dataset_idempotency_key;
alter table dataset add constraint dataset_idempotency_key unique (owner, idempotency_key);

-- With uploaded_dataset, whose that is.
alter table experiment add column dataset_owner varchar(100);
update experiment set dataset_owner = 'admin' where uploaded_dataset is not null;
drop index experiment_dataset;
create index experiment_dataset on experiment (uploaded_dataset, dataset_owner, state);
