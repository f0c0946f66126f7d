-- The journal. Valid on H2 and PostgreSQL; placeholders stand for what only one of them knows.
-- No foreign keys, see docs/decisions.

create sequence workflow_instance_number start with 1 increment by 1000 cache 1;
create sequence workflow_event_number start with 1 increment by 1000 cache 1;
create sequence workflow_node_number start with 1 increment by 1 cache 1;

create table workflow_instance (
  number bigint not null,
  workflow varchar not null,
  id varchar not null,
  status varchar(20) not null,
  epoch integer not null,
  owner bigint,
  wake_at timestamp(6) with time zone,
  signals integer not null,
  recoveries integer not null,
  entries_at_recovery integer not null,
  created_at timestamp(6) with time zone not null,
  created_version varchar not null,
  created_trigger varchar not null,
  created_caller varchar not null,
  started_at timestamp(6) with time zone,
  ended_at timestamp(6) with time zone,
  last_version varchar,
  params_codec varchar,
  params_type text,
  params text,
  output_codec varchar,
  output_type text,
  output text,
  error_name varchar,
  error_message text,
  error_code varchar,
  error_types text,
  constraint workflow_instance_pk primary key (number),
  constraint workflow_instance_key unique (workflow, id)
) ${room for updates};

create index workflow_instance_due on workflow_instance (status, wake_at) ${when due};
create index workflow_instance_owner on workflow_instance (owner) ${when owned};

create table workflow_step (
  instance bigint not null,
  epoch integer not null,
  seq integer not null,
  kind varchar(20) not null,
  scope varchar not null,
  name varchar not null,
  occurrence integer not null,
  status varchar(20) not null,
  attempt integer not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  due_at timestamp(6) with time zone,
  options text,
  event_type varchar,
  result_codec varchar,
  result_type text,
  result text,
  error_name varchar,
  error_message text,
  error_code varchar,
  error_types text,
  taken_event bigint,
  taken_event_id varchar,
  taken_received_at timestamp(6) with time zone,
  constraint workflow_step_pk primary key (instance, epoch, seq)
);

create table workflow_attempt (
  instance bigint not null,
  epoch integer not null,
  step_seq integer not null,
  attempt integer not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone not null,
  error_name varchar not null,
  error_message text not null,
  error_code varchar,
  error_types text not null,
  stack_trace text not null,
  retry_delay_millis bigint,
  constraint workflow_attempt_pk primary key (instance, epoch, step_seq, attempt)
);

create table workflow_event (
  number bigint not null,
  instance bigint not null,
  epoch integer not null,
  event_id varchar not null,
  type varchar not null,
  payload_codec varchar,
  payload_type text,
  payload text,
  received_at timestamp(6) with time zone not null,
  taken_by integer,
  constraint workflow_event_pk primary key (number),
  constraint workflow_event_key unique (instance, epoch, event_id)
);

create table workflow_node (
  node bigint not null,
  name varchar not null,
  started_at timestamp(6) with time zone not null,
  heartbeat_at timestamp(6) with time zone not null,
  fenced boolean not null,
  revocations bigint not null,
  constraint workflow_node_pk primary key (node)
);

create table workflow_parked_message (
  message_id varchar not null,
  queue varchar not null,
  properties text not null,
  body text not null,
  code varchar not null,
  reason text not null,
  parked_at timestamp(6) with time zone not null,
  constraint workflow_parked_message_pk primary key (message_id)
);
