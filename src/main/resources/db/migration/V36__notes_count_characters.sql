-- Notes have at most 500 characters. H2 counts halves of them: a character beyond Unicode's first plane is two.
alter table enqueued_point alter column note set data type varchar(1000);
alter table trial alter column note set data type varchar(1000);
