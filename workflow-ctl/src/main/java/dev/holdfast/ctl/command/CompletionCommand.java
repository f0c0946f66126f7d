package dev.holdfast.ctl.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what lets a shell complete commands. */
@Command(
    name = "completion",
    description = {
      "Prints a script that lets bash or zsh complete commands and options:",
      "  source <(workflowctl completion)"
    })
public final class CompletionCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Makes the command. */
  public CompletionCommand() {}

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("workflowctl", spec.root().commandLine()));
    out.flush();
  }
}
