-- What a client made with an Idempotency-Key knows the key, and goes with it. Runs unchanged on H2 2.4 and PostgreSQL 15+.

alter table search_space add column idempotency_key varchar(200);
alter table search_space add constraint search_space_idempotency_key unique (idempotency_key);

-- A round's space may be another than the one that was asked for: that one is kept too; null where none was named.
alter table round add column idempotency_key varchar(200);
alter table round add column requested_space varchar;
alter table round add constraint round_idempotency_key unique (experiment_id, idempotency_key);

alter table dataset add column idempotency_key varchar(200);
alter table dataset add constraint dataset_idempotency_key unique (idempotency_key);
