-- Names have at most 200 characters. H2 counts halves of them: a character beyond Unicode's first plane is two.
alter table experiment alter column name set data type varchar(400);
alter table search_space alter column name set data type varchar(400);
alter table dataset alter column label set data type varchar(400);
