-- Notifications that are still to be sent, written with what they are about.

create table workflow_outbox (
  instance bigint not null,
  event_id bigint not null,
  workflow varchar not null,
  id varchar not null,
  type varchar(40) not null,
  version varchar not null,
  at timestamp(6) with time zone not null,
  constraint workflow_outbox_pk primary key (instance, event_id)
);

create index workflow_outbox_order on workflow_outbox (event_id, instance);
