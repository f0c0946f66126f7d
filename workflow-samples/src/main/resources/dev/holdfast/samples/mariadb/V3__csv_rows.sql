create table sample_csv_row (
  load_id varchar(300) not null,
  row_no bigint not null,
  record_id varchar(100) not null,
  normalized varchar(1000) not null,
  primary key (load_id, row_no)
) character set utf8mb4 collate utf8mb4_nopad_bin;
