-- Goes up with every change of the row. The lock orders changes; this shows where one was made without it.
alter table experiment add column version bigint not null default 0;
