-- What migration 12 did for other names: labels of tokens have at most 200 characters and classes 100, and H2 counts halves of them. Runs
-- unchanged on H2 2.4 and PostgreSQL 15+.
alter table api_token alter column label set data type varchar(400);
alter table dataset alter column class_names set data type varchar(200) array;
