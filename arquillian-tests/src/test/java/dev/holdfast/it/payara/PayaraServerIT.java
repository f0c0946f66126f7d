package dev.holdfast.it.payara;

import dev.holdfast.it.Archives;
import dev.holdfast.it.Container;
import dev.holdfast.it.Queues;
import dev.holdfast.it.ServerContract;
import jakarta.jms.Topic;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class PayaraServerIT implements ServerContract {

  @Deployment
  static EnterpriseArchive deployment() {
    return Archives.ear(PayaraServerIT.class);
  }

  @Override
  public boolean injectsEjbsIntoLibraries() {
    return false;
  }

  @Override
  public Queues queues() {
    return Queues.lookup(
        "java:comp/DefaultJMSConnectionFactory", "java:app/jms/events", "java:app/jms/commands");
  }

  @Override
  public Topic notifications() {
    return Container.lookup("java:app/jms/notifications", Topic.class);
  }
}
