-- Values that are too large for the record of their step, in chunks.

create table workflow_blob (
  instance bigint not null,
  step integer not null,
  id varchar(36) not null,
  chunk integer not null,
  data bytea not null,
  constraint workflow_blob_pk primary key (instance, step, id, chunk)
);
