-- Whose a task is, for owners share the threads. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table scheduled_tasks add column owner varchar(100);
update scheduled_tasks set owner =
    (select owner from experiment where cast(experiment.id as varchar(36)) = substring(task_instance, 1, 36));
