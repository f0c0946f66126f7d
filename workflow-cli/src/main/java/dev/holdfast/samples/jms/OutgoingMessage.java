package dev.holdfast.samples.jms;

import java.util.Map;

/**
 * Is a message to be sent.
 *
 * @param queue name of the queue
 * @param properties its string properties
 * @param body its text
 */
record OutgoingMessage(String queue, Map<String, String> properties, String body) {

  OutgoingMessage {
    properties = Map.copyOf(properties);
  }
}
