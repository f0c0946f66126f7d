create table sample_invoice (
  invoice_number varchar(300) primary key,
  customer varchar(200) not null,
  issued_at timestamp(6) with time zone not null
);
