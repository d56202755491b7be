-- Runs unchanged on H2 2.4 and PostgreSQL 15+. JSON is kept as text: jsonb rewrites numbers and loses the order of keys.

create table search_space (
    id uuid primary key,
    name varchar(200) not null,
    space varchar not null,
    created_at timestamp with time zone not null
);

create table experiment (
    id uuid primary key,
    name varchar(200) not null,
    state varchar(20) not null,
    -- why the experiment ended, where it did not simply complete
    reason varchar(2000),
    plan varchar not null,
    idempotency_key varchar(200),
    created_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    -- time spent running: what earlier stretches took, and since when the current one lasts
    ran_for_millis bigint not null,
    running_since timestamp with time zone,
    -- goes up with every resume; tasks of an older run are void
    run integer not null,
    lanes integer not null,
    -- the next round waits for a client's word
    awaiting_approval boolean not null,
    -- the number of the last change; trials carry the number of theirs, and pollers ask for what came after
    change_number bigint not null,
    -- how many trials are in each state; kept here so that a list of experiments reads no trials
    trials_waiting integer not null,
    trials_running integer not null,
    trials_completed integer not null,
    trials_pruned integer not null,
    trials_failed integer not null,
    trials_cancelled integer not null,
    -- rank 1 of the leaderboard: its number, objective value and, which decides between equals, validation loss
    best_trial integer,
    best_value double precision,
    best_loss double precision,
    constraint experiment_idempotency_key unique (idempotency_key)
);

create index experiment_created on experiment (created_at, id);

create table round (
    experiment_id uuid not null references experiment (id) on delete cascade,
    number integer not null,
    space varchar not null,
    first_trial integer not null,
    trial_count integer not null,
    -- the round whose suggestion this space is; null for the first
    parent integer,
    -- where the space comes from, in words
    origin varchar(2000) not null,
    -- given up: it did worse than its parent, and the next round started from the parent again
    rolled_back boolean not null,
    created_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    primary key (experiment_id, number)
);

create table trial (
    experiment_id uuid not null references experiment (id) on delete cascade,
    number integer not null,
    round integer not null,
    -- trials of one pack have one graph shape and train together
    pack integer not null,
    state varchar(20) not null,
    parameters varchar not null,
    -- who trains it: the lane (a persistent task) and the token of the one execution that claimed it
    lane integer,
    owner varchar(100),
    attempt integer not null,
    -- how often an owner died with it
    deaths integer not null,
    reason varchar(2000),
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    epochs integer not null,
    epochs_done integer not null,
    train_loss double precision,
    train_accuracy double precision,
    validation_loss double precision,
    validation_accuracy double precision,
    best_epoch integer,
    best_validation_accuracy double precision,
    -- what the experiment's objective makes of the curve; null until the trial completes
    objective_value double precision,
    -- the same, turned so that larger is better: one index ranks every objective
    rank_value double precision,
    change_number bigint not null,
    primary key (experiment_id, number)
);

create index trial_rank on trial (experiment_id, state, rank_value desc, validation_loss, number);
create index trial_change on trial (experiment_id, change_number, number);
create index trial_claim on trial (experiment_id, state, pack);

create table measurement (
    experiment_id uuid not null,
    trial_number integer not null,
    epoch integer not null,
    train_loss double precision,
    train_accuracy double precision,
    validation_loss double precision,
    validation_accuracy double precision,
    primary key (experiment_id, trial_number, epoch),
    foreign key (experiment_id, trial_number) references trial (experiment_id, number) on delete cascade
);

create table final_evaluation (
    experiment_id uuid primary key references experiment (id) on delete cascade,
    trial_number integer not null,
    state varchar(20) not null,
    reason varchar(2000),
    requested_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    train_accuracy double precision,
    test_loss double precision,
    test_size integer,
    test_correct integer
);
