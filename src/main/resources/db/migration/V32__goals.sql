-- Where an experiment stood when it last found something better: see budget.stagnation. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table experiment add column progress_value double precision;
alter table experiment add column progress_ended integer default 0 not null;
