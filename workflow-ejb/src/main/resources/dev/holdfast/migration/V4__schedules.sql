-- When schedules are due, for the whole cluster. A paused one has no next time.

create table workflow_schedule (
  workflow varchar not null,
  cron varchar not null,
  zone varchar not null,
  next_at timestamp(6) with time zone,
  last_at timestamp(6) with time zone,
  paused boolean not null,
  constraint workflow_schedule_pk primary key (workflow, cron)
);
