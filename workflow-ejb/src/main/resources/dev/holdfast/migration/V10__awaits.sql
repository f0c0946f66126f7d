-- Types of the events that make a waiting instance due, each between blanks; null for any, as before.

alter table workflow_instance add column awaits varchar;
