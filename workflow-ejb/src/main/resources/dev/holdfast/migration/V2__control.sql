-- What pause, restart, compensation, children, schedules, retention and the log need to remember.

alter table workflow_instance add column paused_at timestamp(6) with time zone;
alter table workflow_instance add column log bigint default 0 not null;
alter table workflow_instance add column progress_codec varchar;
alter table workflow_instance add column progress_type text;
alter table workflow_instance add column progress text;
alter table workflow_instance add column warnings text;
alter table workflow_instance add column rollback_outcome varchar(20);
alter table workflow_instance add column rollback_error_name varchar;
alter table workflow_instance add column rollback_error_message text;
alter table workflow_instance add column rollback_error_code varchar;
alter table workflow_instance add column retention_success_millis bigint;
alter table workflow_instance add column retention_error_millis bigint;
alter table workflow_instance add column parent_workflow varchar;
alter table workflow_instance add column parent_id varchar;
alter table workflow_instance add column parent_number bigint;
alter table workflow_instance add column parent_epoch integer;
alter table workflow_instance add column parent_step integer;
alter table workflow_instance add column schedule_cron varchar;
alter table workflow_instance add column scheduled_at timestamp(6) with time zone;

alter table workflow_step add column started_log bigint default 0 not null;
alter table workflow_step add column ended_log bigint default 0 not null;
alter table workflow_step add column child_workflow varchar;
alter table workflow_step add column child_id varchar;

alter table workflow_attempt add column log bigint default 0 not null;

-- The few records of the log that no other row stands for.
create table workflow_log (
  instance bigint not null,
  log bigint not null,
  epoch integer not null,
  type varchar(40) not null,
  at timestamp(6) with time zone not null,
  data text,
  constraint workflow_log_pk primary key (instance, log)
);

-- Children that are to be terminated because their parent has ended.
create table workflow_closing (
  parent bigint not null,
  child_workflow varchar not null,
  child_id varchar not null,
  rollback boolean not null,
  constraint workflow_closing_pk primary key (parent, child_workflow, child_id)
);
