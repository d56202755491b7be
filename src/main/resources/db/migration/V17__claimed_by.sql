-- An owner is a person; who trains a trial has claimed it. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table trial rename column owner to claimed_by;
