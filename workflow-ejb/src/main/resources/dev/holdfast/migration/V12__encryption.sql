-- Which keys values may be encrypted with, each with a proof of it; and with which a chunk is, null for none.

create table workflow_encryption_key (
  id varchar(40) not null,
  proof varchar not null,
  constraint workflow_encryption_key_pk primary key (id)
);

alter table workflow_blob add column key_id varchar(40);
