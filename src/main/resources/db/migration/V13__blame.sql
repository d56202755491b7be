-- How often training broke off, by its worker's death or an error, while the trial was the only one that could have caused it;
-- and whether it is now: alone in its pack, on a worker that trains nothing else. Trials that older versions have seen die
-- were never known to be alone.
alter table trial add column strikes integer not null default 0;
alter table trial add column alone boolean not null default false;
