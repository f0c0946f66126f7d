package dev.holdfast.it.redeployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.Application;
import dev.holdfast.it.Http;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RedeploymentIT {

  private static final String NAME = "holdfast";
  private static final int DEPLOYMENTS = Integer.getInteger("it.deployments", 10);

  /** Until then a server makes what it keeps, and lets the last few deployments go late. */
  private static final int SETTLED = 4;

  /** Pools of servers breathe. */
  private static final int THREADS = 15;

  /**
   * About what one deployment loads, as seen on WildFly: 27,239 with the first, 30,315 with the
   * second. Several follow the settled one.
   */
  private static final int CLASSES = 3_000;

  @ArquillianResource private Deployer deployer;

  @Deployment(name = NAME, managed = false, testable = false)
  static EnterpriseArchive deployment() {
    return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Application.archive());
  }

  @Test
  void leavesNeitherThreadsNorClassesNorNodesBehind() {
    List<Footprint> footprints = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      deployer.deploy(NAME);
      work();
      footprints.add(Footprint.of(pid()));
      deployer.undeploy(NAME);
    }

    System.out.println(footprints);
    Footprint settled = footprints.get(SETTLED - 1);
    Footprint last = footprints.get(DEPLOYMENTS - 1);
    assertThat(last.threads()).as("threads").isLessThan(settled.threads() + THREADS);
    assertThat(last.classes()).as("loaded classes").isLessThan(settled.classes() + CLASSES);
  }

  private static void work() {
    String id =
        Http.create("[{'run':'load','result':1},{'sleep':'nap','for':'2 seconds'},{'return':2}]");
    Http.awaitStatus(id, "complete");
    Application.as("viewer").get("/nodes").then().body("items", Matchers.hasSize(1));
  }

  /** Returns the process of the server: told by who started it, or the child of this process. */
  private static long pid() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseGet(() -> Long.getLong("payara.pid", -1));
  }
}
