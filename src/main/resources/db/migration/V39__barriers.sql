-- where a trial stands that waits for the others of its round: HELD, or PASSED once it is one of those that train on
alter table trial add barrier varchar(6);
