package dev.holdfast.it;

import dev.holdfast.it.measured.OneStep;
import dev.holdfast.it.place.earlib.LibraryWorkflow;
import dev.holdfast.it.place.ejbjar.EjbJarWorkflow;
import dev.holdfast.it.place.web.WebWorkflow;
import dev.holdfast.it.place.weblibrary.WebLibraryWorkflow;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Makes the archives under test: the shipped ones, with tests and workflows added. */
public final class Archives {

  /** Where Arquillian calls tests inside the server; the application lets nobody in by itself. */
  private static final String OPEN_TO_TESTS =
      """
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>tests</web-resource-name>
          <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
        </web-resource-collection>
      </security-constraint>
      """;

  private static final String EJB_MODULE = "<module><ejb>placed-ejb.jar</ejb></module>\n";

  private Archives() {}

  /**
   * Returns the EAR: one workflow in an ejb-jar, one in {@code lib}, and in its WAR one in a
   * library and one in the classes, beside the tests.
   *
   * @param tests the test class, with the package that it lies in
   */
  public static EnterpriseArchive ear(Class<?> tests) {
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Application.archive());
    WebArchive war = ear.getAsType(WebArchive.class, "workflow-web.war");
    addTests(war, tests);
    war.addAsLibrary(library("placed-web-library.jar", WebLibraryWorkflow.class));
    ear.addAsLibrary(library("placed-library.jar", LibraryWorkflow.class));
    ear.addAsModule(library("placed-ejb.jar", EjbJarWorkflow.class));
    insert(ear, "META-INF/application.xml", "<module>", EJB_MODULE, true);
    return ear;
  }

  /**
   * Returns the WAR: three workflows in libraries and one in the classes, beside the tests.
   *
   * @param tests the test class, with the package that it lies in
   */
  public static WebArchive war(Class<?> tests) {
    WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, Application.archive());
    addTests(war, tests);
    return war.addAsLibraries(
        library("placed-web-library.jar", WebLibraryWorkflow.class),
        library("placed-library.jar", LibraryWorkflow.class),
        library("placed-ejb.jar", EjbJarWorkflow.class));
  }

  private static void addTests(WebArchive war, Class<?> tests) {
    war.addPackages(
            false,
            Archives.class.getPackage(),
            tests.getPackage(),
            OneStep.class.getPackage(),
            WebWorkflow.class.getPackage())
        .addAsLibraries(
            List.of(Assertions.class, Awaitility.class, Matchers.class).stream()
                .map(Archives::jarOf)
                .toArray(File[]::new));
    insert(war, "WEB-INF/web.xml", "</web-app>", OPEN_TO_TESTS, false);
    Testable.archiveToTest(war);
  }

  private static JavaArchive library(String name, Class<?> workflow) {
    return ShrinkWrap.create(JavaArchive.class, name)
        .addPackage(workflow.getPackage())
        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** Writes a text into a descriptor, before the first or the last mark in it. */
  private static void insert(
      Archive<?> archive, String path, String mark, String text, boolean first) {
    String old = read(archive, path);
    int at = first ? old.indexOf(mark) : old.lastIndexOf(mark);
    if (at < 0) {
      throw new IllegalStateException(path + " has no " + mark);
    }
    archive.add(new StringAsset(old.substring(0, at) + text + old.substring(at)), path);
  }

  private static String read(Archive<?> archive, String path) {
    try (InputStream stream = archive.get(path).getAsset().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
