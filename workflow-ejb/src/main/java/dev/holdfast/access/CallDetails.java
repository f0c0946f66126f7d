package dev.holdfast.access;

import jakarta.enterprise.context.RequestScoped;

/** Holds what is known of the present request beyond its caller, for the audit trail. */
@RequestScoped
public class CallDetails {

  private static final int LONGEST = 500;

  private String address = "";
  private String reason = "";

  /** Makes the bean of a request of which nothing is known. */
  public CallDetails() {}

  /**
   * Notes where the request comes from.
   *
   * @param from the address
   */
  public void setAddress(String from) {
    address = shortened(from);
  }

  /**
   * Notes why the caller does it.
   *
   * @param why what the caller says; what is over 500 characters is cut off
   */
  public void setReason(String why) {
    reason = shortened(why);
  }

  /**
   * Returns where the request comes from.
   *
   * @return the address; empty when unknown
   */
  public String getAddress() {
    return address;
  }

  /**
   * Returns why the caller does it.
   *
   * @return the reason; empty when none was given
   */
  public String getReason() {
    return reason;
  }

  private static String shortened(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.substring(0, Math.min(clean.length(), LONGEST));
  }
}
