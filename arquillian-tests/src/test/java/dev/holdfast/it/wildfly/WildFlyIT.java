package dev.holdfast.it.wildfly;

import dev.holdfast.it.Application;
import dev.holdfast.it.HealthContract;
import dev.holdfast.it.KitchenSinkContract;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class WildFlyIT implements HealthContract, KitchenSinkContract {

  @Deployment(testable = false)
  static EnterpriseArchive deployment() {
    return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Application.archive());
  }
}
