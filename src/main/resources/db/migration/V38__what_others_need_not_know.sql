-- Notes named the experiments that others began with: an id is nobody's business to whom only the new experiment is shown, and its owner
-- has them in warmStart. Runs unchanged on H2 2.4 and PostgreSQL 15+.
update trial set note = regexp_replace(note, ' of experiment [0-9a-f-]{36}$', ' of an earlier experiment')
    where note like 'trial % of experiment ____________________________________';
update enqueued_point set note = regexp_replace(note, ' of experiment [0-9a-f-]{36}$', ' of an earlier experiment')
    where note like 'trial % of experiment ____________________________________';

-- What is kept of points that somebody chose counts beside the plan.
update experiment set planned_bytes = planned_bytes +
        (select coalesce(sum(400 + char_length(body) + char_length(numbers)), 0) from enqueue_request r
            where r.experiment_id = experiment.id)
    where id in (select experiment_id from enqueue_request);
