-- The same for MariaDB, whose columns have no time zone and whose keys must be shorter.

create table sample_mail (
  idempotency_key varchar(700) primary key,
  recipient varchar(320) not null,
  subject varchar(200) not null,
  sent_at datetime(6) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;

create table sample_user (
  user_id varchar(100) primary key,
  subscription_status varchar(20) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;

-- One user for each way the user-lifecycle workflow can end.
insert into sample_user (user_id, subscription_status) values ('ada', 'active');
insert into sample_user (user_id, subscription_status) values ('ben', 'trial');

create table sample_approval (
  instance_id varchar(271) primary key,
  user_id varchar(100) not null,
  status varchar(20) not null,
  decided_by varchar(200),
  changed_at datetime(6) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;

create table sample_record (
  record_id varchar(100) primary key,
  normalized varchar(1000) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;

create table kitchen_effect (
  effect_id bigint auto_increment primary key,
  instance_id varchar(271) not null,
  epoch integer,
  effect_key varchar(1000) not null,
  step_name varchar(256) not null,
  attempt integer not null,
  node varchar(255) not null,
  recorded_at datetime(6) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;

create index kitchen_effect_instance on kitchen_effect (instance_id, effect_id);
