package dev.holdfast.ctl.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Is a command that talks to the server. */
abstract class ApiCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public final Integer call() {
    return run(((Session.Source) spec.root().userObject()).session());
  }

  /**
   * Does what the command is for.
   *
   * @param session what to do it with
   * @return the exit code
   * @throws dev.holdfast.ctl.http.CtlException when it cannot be done
   */
  abstract int run(Session session);
}
