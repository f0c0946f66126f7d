-- What was created and what ended in each minute, by node and workflow; for charts, kept for a day.

create table workflow_throughput (
  since timestamp(6) with time zone not null,
  node bigint not null,
  workflow varchar not null,
  created bigint not null,
  completed bigint not null,
  errored bigint not null,
  terminated bigint not null,
  failed_attempts bigint not null,
  constraint workflow_throughput_pk primary key (since, node, workflow)
);
