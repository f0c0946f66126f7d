-- What jobs write, and instances that were purged, a line each; and which key an upload is encrypted with, null for none.

alter table workflow_job_upload add column key_id varchar(40);

create table workflow_job_output (
  job varchar not null,
  chunk integer not null,
  data bytea not null,
  key_id varchar(40),
  constraint workflow_job_output_pk primary key (job, chunk)
);

create table workflow_archive (
  number bigint not null,
  workflow varchar not null,
  id varchar not null,
  status varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  archived_at timestamp(6) with time zone not null,
  line text not null,
  key_id varchar(40),
  constraint workflow_archive_pk primary key (number)
);

create index workflow_archive_time on workflow_archive (archived_at);
