-- Which token of the same person a token was made with: it ends with that one. No foreign key, for rows of one table come back from a
-- backup in any order; a token whose parent is gone lets nobody in. Runs unchanged on H2 2.4 and PostgreSQL 15+.
alter table api_token add column parent uuid;
create index api_token_parent on api_token (parent);
