package dev.holdfast.micro.chaos;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sends events by JMS, one message in ten a duplicate, in any order, as a careful sender would:
 * what may not have arrived is sent again.
 */
final class EventStream {

  private static final int INSTANCES = 20;
  private static final int BATCH = 100;

  private final Supplier<JMSContext> broker;
  private final List<Event> messages;
  private final AtomicInteger batchesSentAgain = new AtomicInteger();

  private record Event(int number, String instance) {}

  /**
   * Prepares messages.
   *
   * @param size how many
   * @param seed decides their order
   * @param broker connects with a transacted session
   */
  EventStream(int size, long seed, Supplier<JMSContext> broker) {
    this.broker = broker;
    this.messages = messages(size);
    Collections.shuffle(messages, new Random(seed));
  }

  /** One event in nine is there twice, which makes it one message in ten. */
  private static List<Event> messages(int size) {
    List<Event> messages = new ArrayList<>();
    for (int number = 0; messages.size() < size; number++) {
      Event event = new Event(number, instance(number % INSTANCES));
      messages.add(event);
      if (number % 9 == 0) {
        messages.add(event);
      }
    }
    return messages;
  }

  private static String instance(int number) {
    return "collector-" + number;
  }

  /** Returns the ids of the instances that the events are for. */
  static List<String> instances() {
    return IntStream.range(0, INSTANCES).mapToObj(EventStream::instance).toList();
  }

  /** Returns how many messages there are. */
  int size() {
    return messages.size();
  }

  /** Returns how many different events there are. */
  int distinct() {
    return (int) messages.stream().distinct().count();
  }

  /** Returns how many transactions had to be repeated, of 100 messages each. */
  int batchesSentAgain() {
    return batchesSentAgain.get();
  }

  /** Sends everything and returns when it was sent. */
  void sendAll() {
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<Event> batch = messages.subList(from, Math.min(messages.size(), from + BATCH));
      while (!isSent(batch)) {
        batchesSentAgain.incrementAndGet();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
    }
  }

  /** Sends messages in one transaction; when it fails nobody knows whether they have arrived. */
  private boolean isSent(List<Event> batch) {
    try (JMSContext context = broker.get()) {
      Queue queue = context.createQueue("workflow.events");
      for (Event event : batch) {
        TextMessage message = context.createTextMessage("{\"number\":" + event.number() + "}");
        message.setStringProperty("workflow", "kitchen-sink");
        message.setStringProperty("instanceId", event.instance());
        message.setStringProperty("eventType", "counted");
        message.setStringProperty("eventId", "event-" + event.number());
        context.createProducer().send(queue, message);
      }
      context.commit();
      return true;
    } catch (JMSRuntimeException | JMSException e) {
      return false;
    }
  }

  /** Tells whether the broker has no message left. */
  boolean isQueueEmpty() throws JMSException {
    try (JMSContext context = broker.get()) {
      return !context
          .createBrowser(context.createQueue("workflow.events"))
          .getEnumeration()
          .hasMoreElements();
    }
  }
}
