-- Where an event stands in the log of its instance.

alter table workflow_event add column log bigint default 0 not null;
