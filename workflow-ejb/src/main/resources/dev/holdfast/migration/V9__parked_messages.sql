-- What became of parked messages that were handed over again. A message that is no text has no body.

alter table workflow_parked_message add column text_message boolean default true not null;
alter table workflow_parked_message add column retries integer default 0 not null;
alter table workflow_parked_message add column retried_at timestamp(6) with time zone;
alter table workflow_parked_message add column retried_by varchar default '' not null;

create index workflow_parked_message_order on workflow_parked_message (parked_at, message_id);
