package dev.holdfast.ctl.command;

import picocli.CommandLine.Command;

/** Shows instances and steers them. */
@Command(
    name = "instances",
    description = "Shows instances and steers them.",
    subcommands = {
      ListInstances.class,
      DescribeInstance.class,
      CreateInstances.class,
      SendEvent.class,
      ControlInstances.Pause.class,
      ControlInstances.Resume.class,
      ControlInstances.Terminate.class,
      ControlInstances.Restart.class,
      DeleteInstances.class,
      ExportInstances.class,
      PurgeInstances.class,
      WatchInstance.class
    })
public final class InstancesCommand {

  /** Makes the command. */
  public InstancesCommand() {}
}
