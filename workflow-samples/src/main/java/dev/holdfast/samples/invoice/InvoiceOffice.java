package dev.holdfast.samples.invoice;

/** Issues invoices; to be called in a transaction. */
public interface InvoiceOffice {

  /**
   * Enters an invoice into the books and tells those who wait for invoices.
   *
   * @param number number of the invoice, unique
   * @param customer who has to pay
   */
  void issue(String number, String customer);
}
