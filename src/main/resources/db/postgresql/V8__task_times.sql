-- On H2 the scheduler's times are put right. PostgreSQL has always been sent the offset of UTC along with its digits, and keeps
-- the instant: nothing to do.
select 1;
