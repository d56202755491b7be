-- of a trial that has several networks: the standard deviation of its objective over them, in the epoch that counts
alter table trial add objective_spread double precision;
