-- What decides between equal ranks is there for every trial that has measured, so that the index of the ranking gives the order by it.
-- Empty where it is no number: databases do not agree on the order of NaN and infinity. Runs unchanged on H2 2.4 and PostgreSQL 15+.
update trial set tie_value =
        case when abs(metrics[3]) <= cast(1.7976931348623157E308 as double precision) then 0 - metrics[3] end
    where metrics is not null
        and (rank_value is null or not (abs(tie_value) <= cast(1.7976931348623157E308 as double precision)));
