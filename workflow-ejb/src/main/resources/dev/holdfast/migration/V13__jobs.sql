-- Bulk work on instances: the jobs, what failed in them, and what was uploaded for them. The active
-- key is one for each kind and workflow while the job is active, and the id of the job afterwards.

create table workflow_job (
  id varchar not null,
  kind varchar(20) not null,
  workflow varchar not null,
  active_key varchar not null,
  request text not null,
  caller varchar not null,
  status varchar(20) not null,
  owner bigint,
  total bigint,
  done bigint not null,
  skipped bigint not null,
  errors bigint not null,
  place bigint not null,
  line bigint not null,
  runs integer not null,
  failure text not null,
  created_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  constraint workflow_job_pk primary key (id),
  constraint workflow_job_active unique (active_key)
);

create index workflow_job_order on workflow_job (created_at, id);

create table workflow_job_problem (
  job varchar not null,
  seq bigint not null,
  line bigint not null,
  id varchar not null,
  code varchar not null,
  message text not null,
  constraint workflow_job_problem_pk primary key (job, seq)
);

create table workflow_job_upload (
  job varchar not null,
  chunk integer not null,
  data bytea not null,
  constraint workflow_job_upload_pk primary key (job, chunk)
);
