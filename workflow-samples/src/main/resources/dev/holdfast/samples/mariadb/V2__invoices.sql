create table sample_invoice (
  invoice_number varchar(300) primary key,
  customer varchar(200) not null,
  issued_at datetime(6) not null
) character set utf8mb4 collate utf8mb4_nopad_bin;
