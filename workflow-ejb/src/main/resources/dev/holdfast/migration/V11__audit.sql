-- Who wanted what, when and why, and what came of it. Outlives the instances that it is about.

create table workflow_audit (
  id bigint not null,
  at timestamp(6) with time zone not null,
  caller varchar not null,
  caller_role varchar(20) not null,
  address varchar not null,
  reason varchar not null,
  command varchar(60) not null,
  workflow varchar not null,
  target varchar not null,
  status_before varchar(20) not null,
  status_after varchar(20) not null,
  outcome varchar(100) not null,
  constraint workflow_audit_pk primary key (id)
);

create index workflow_audit_order on workflow_audit (at, id);
create index workflow_audit_target on workflow_audit (target, at, id);
