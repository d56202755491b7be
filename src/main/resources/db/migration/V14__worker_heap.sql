-- Bytes of a worker's Java heap, which holds the rows of the dataset that it trains on; null of one of an older version.
alter table worker add column heap bigint;
