-- One row for each workflow of which only so many instances may execute. Whoever claims instances
-- of it locks the row, so that what is counted still holds when the claim is committed.

create table workflow_concurrency (
  workflow varchar not null,
  constraint workflow_concurrency_pk primary key (workflow)
);
