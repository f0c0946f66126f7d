package dev.holdfast.samples.invoice;

import dev.holdfast.samples.database.Database;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Keeps the books in the table {@code sample_invoice} and sends the number of each invoice to the
 * queue {@code samples.invoices}. Database and broker take part in the transaction of the caller.
 */
@JMSDestinationDefinition(
    name = "java:app/jms/invoices",
    interfaceName = "jakarta.jms.Queue",
    destinationName = "samples.invoices")
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class JmsInvoiceOffice implements InvoiceOffice {

  @Resource private DataSource dataSource;

  @Resource(name = "jms/connectionFactory", lookup = "java:comp/DefaultJMSConnectionFactory")
  private ConnectionFactory connections;

  @Resource(name = "jms/invoices", lookup = "java:app/jms/invoices")
  private Queue invoices;

  /** Makes the bean; the container fills in the resources. */
  public JmsInvoiceOffice() {}

  @Override
  public void issue(String number, String customer) {
    new Database(dataSource)
        .update(
            "insert into sample_invoice (invoice_number, customer, issued_at) values (?, ?, ?)",
            number,
            customer,
            OffsetDateTime.now(ZoneOffset.UTC));
    try (JMSContext context = connections.createContext()) {
      context.createProducer().setProperty("customer", customer).send(invoices, number);
    }
  }
}
