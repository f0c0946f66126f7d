-- What steps want of the server's batch runtime; a row lives until its step has ended.

create table workflow_batch_call (
  instance bigint not null,
  epoch integer not null,
  step integer not null,
  id varchar not null,
  workflow varchar not null,
  job varchar not null,
  properties_codec varchar not null,
  properties_type text not null,
  properties text not null,
  attempt integer not null,
  requested_at timestamp(6) with time zone not null,
  owner bigint,
  execution bigint,
  status varchar(20) not null,
  result_codec varchar,
  result_type text,
  result text,
  error_code varchar,
  error_message text,
  constraint workflow_batch_call_pk primary key (instance, epoch, step)
);
