-- The orders in which trials are read at any depth, on H2 and PostgreSQL alike; by number there is the primary key.

-- Trials of one state, or all by state; and those of one state within a round, whose numbers are a range.
create index trial_state on trial (experiment_id, state, number);

-- Without the state: only completed trials have a rank value. Nulls are last, as in every order that clients ask for.
drop index trial_rank;
create index trial_rank on trial (experiment_id, rank_value desc nulls last, validation_loss nulls last, number);
