package dev.holdfast.micro.browser;

import dev.holdfast.micro.CommonServer;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the browser that they share, which looks at the server that all share. Where there is
 * none, tests are skipped, unless {@code holdfast.it.browser} is {@code required}.
 */
final class CommonBrowser implements ParameterResolver {

  private static final boolean REQUIRED =
      "required".equals(System.getProperty("holdfast.it.browser"));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Assumptions.assumeTrue(
        REQUIRED || (Files.exists(Browser.PROGRAM) && Files.exists(Browser.DRIVER)),
        () -> "There is no " + Browser.PROGRAM + " with " + Browser.DRIVER);
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(CommonBrowser.class))
        .getOrComputeIfAbsent(
            Browser.class, key -> Browser.start(CommonServer.of(context)), Browser.class);
  }
}
