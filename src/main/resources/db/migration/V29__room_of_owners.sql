-- Whose the room is that a dataset takes; nobody's of what was removed before and is not yet cleared away. Runs unchanged on H2 2.4 and
-- PostgreSQL 15+.
alter table dataset_room add column owner varchar(100);
update dataset_room set owner = (select owner from dataset where dataset.id = dataset_room.dataset_id);
