package dev.holdfast.engine.model;

/**
 * Is who asks for something, and why, as far as that is known; unknown parts are empty.
 *
 * @param caller name of the login
 * @param role the strongest role of the caller
 * @param address where the request comes from
 * @param reason what the caller gives as the reason
 */
public record Requester(String caller, String role, String address, String reason) {

  /** Is nobody in particular. */
  public static final Requester UNKNOWN = named("");

  /**
   * Makes somebody of whom no more than the name is known.
   *
   * @param caller name of the login; empty when unknown
   * @return the requester
   */
  public static Requester named(String caller) {
    return new Requester(caller, "", "", "");
  }
}
