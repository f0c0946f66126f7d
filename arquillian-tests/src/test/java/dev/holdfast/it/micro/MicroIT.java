package dev.holdfast.it.micro;

import dev.holdfast.it.Archives;
import dev.holdfast.it.Container;
import dev.holdfast.it.Queues;
import dev.holdfast.it.ServerContract;
import jakarta.jms.Topic;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class MicroIT implements ServerContract {

  @Deployment
  static WebArchive deployment() {
    return Archives.war(MicroIT.class);
  }

  @Override
  public Queues queues() {
    return Queues.lookup(
        "jms/holdfastConnectionFactory", "jms/workflow.events", "jms/workflow.commands");
  }

  @Override
  public Topic notifications() {
    return Container.lookup("jms/workflow.notifications", Topic.class);
  }
}
