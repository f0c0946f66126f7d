package dev.holdfast.ctl.http;

/** Names the exit codes; scripts rely on them. */
public final class ExitCode {

  /** All is done. */
  public static final int OK = 0;

  /** The server said no: the request breaks a rule, or the status forbids it. */
  public static final int REFUSED = 1;

  /** The command line, a file or a profile is wrong; nothing was sent. */
  public static final int USAGE = 2;

  /** There is no such thing. */
  public static final int NOT_FOUND = 3;

  /** The login is missing or wrong, or its role does not suffice. */
  public static final int NOT_ALLOWED = 4;

  /** No server answers. */
  public static final int UNREACHABLE = 5;

  /** The server failed, or what answers is no Holdfast. */
  public static final int SERVER = 6;

  /** Of many things some were refused. */
  public static final int PARTLY = 7;

  /** What was watched has ended, and not well. */
  public static final int ENDED_BADLY = 8;

  private ExitCode() {}
}
