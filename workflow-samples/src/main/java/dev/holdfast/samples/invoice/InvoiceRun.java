package dev.holdfast.samples.invoice;

import dev.holdfast.api.InvalidOptionException;

/**
 * Says which invoices are to be issued.
 *
 * @param customer who has to pay
 * @param invoices how many, 1 to 1,000
 */
public record InvoiceRun(String customer, int invoices) {

  private static final int MOST = 1000;

  /** Checks the number. */
  public InvoiceRun {
    if (invoices < 1 || invoices > MOST) {
      throw new InvalidOptionException(
          "invoices must be 1 to %d, was %d. (options.invalid)".formatted(MOST, invoices));
    }
  }
}
