-- Who trains: a row for each living worker, renewed with its heartbeats. Packs are cut by how many threads there are.
create table worker (
    name varchar(200) primary key,
    -- packs that it trains at a time
    threads integer not null,
    -- bytes of native memory for all of them
    memory bigint not null,
    seen_at timestamp with time zone not null
);
