-- How many trials a round shall have. trial_count is how many have been drawn: all at once until now. Runs unchanged on H2 2.4 and
-- PostgreSQL 15+.
alter table round add column planned integer;
update round set planned = trial_count;
alter table round alter column planned set not null;
