package dev.holdfast.it.micro;

import dev.holdfast.it.Application;
import dev.holdfast.it.HealthContract;
import dev.holdfast.it.KitchenSinkContract;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class MicroIT implements HealthContract, KitchenSinkContract {

  @Deployment(testable = false)
  static WebArchive deployment() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, Application.archive());
  }
}
