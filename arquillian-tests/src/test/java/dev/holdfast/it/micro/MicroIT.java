package dev.holdfast.it.micro;

import dev.holdfast.it.AccessContract;
import dev.holdfast.it.Archives;
import dev.holdfast.it.CallersTransactionContract;
import dev.holdfast.it.Container;
import dev.holdfast.it.DiscoveryContract;
import dev.holdfast.it.DurableWorkflowContract;
import dev.holdfast.it.HealthContract;
import dev.holdfast.it.HttpContract;
import dev.holdfast.it.HttpErrorsContract;
import dev.holdfast.it.IntrospectionContract;
import dev.holdfast.it.NotificationsContract;
import dev.holdfast.it.Queues;
import dev.holdfast.it.QueuesContract;
import dev.holdfast.it.TransactionalStepContract;
import jakarta.jms.Topic;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class MicroIT
    implements HealthContract,
        AccessContract,
        HttpContract,
        HttpErrorsContract,
        DurableWorkflowContract,
        QueuesContract,
        NotificationsContract,
        CallersTransactionContract,
        TransactionalStepContract,
        DiscoveryContract,
        IntrospectionContract {

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
