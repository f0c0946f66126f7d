-- For pages of lists: by status and time of creation; and where an index can be of some rows alone, of what is retried.

create index workflow_instance_list on workflow_instance (workflow, status, number, created_at);

${index of retrying steps}
