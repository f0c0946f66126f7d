-- For pages of lists: by status and time of creation, but for instances that execute, which are few and have an index of
-- their own; and where an index can be of some rows alone, of what is retried.

create index workflow_instance_list on workflow_instance (workflow, status, number, created_at) ${when listed};

${index of retrying steps}
