package dev.holdfast.samples.jms;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the archive. */
final class CliVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(CliVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"holdfast-cli " + version};
  }
}
