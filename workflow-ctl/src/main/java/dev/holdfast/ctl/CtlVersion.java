package dev.holdfast.ctl;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the archive. */
final class CtlVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(CtlVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"workflowctl " + version};
  }
}
