package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.engine.model.QueueMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceivedMessageTest {

  private final Map<String, @Nullable Object> answers = new HashMap<>();

  @Test
  void readsTextAndPropertiesWhateverTheirType() {
    answers.put("getJMSMessageID", "ID:1");
    answers.put("getObjectProperty", 5L);
    answers.put("getText", "{}");

    assertThat(read(TextMessage.class))
        .isEqualTo(new QueueMessage("ID:1", "q", Map.of("workflow", "5"), "{}", true));
  }

  @Test
  void readsNothingOfWhatIsNoText() {
    answers.put("getJMSMessageID", "ID:1");
    answers.put("getObjectProperty", "order");

    assertThat(read(BytesMessage.class))
        .isEqualTo(new QueueMessage("ID:1", "q", Map.of("workflow", "order"), null, false));
  }

  @Test
  void givesAnIdToAMessageWithoutOne() {
    answers.put("getObjectProperty", "order");

    assertThat(read(TextMessage.class).id()).isEqualTo("made up");
  }

  @Test
  void handsOnWhatTheBrokerSays() {
    answers.put("getJMSMessageID", new JMSException("gone", "17"));
    answers.put("getObjectProperty", "order");

    assertThatExceptionOfType(JMSRuntimeException.class)
        .isThrownBy(() -> read(TextMessage.class))
        .returns("17", JMSRuntimeException::getErrorCode);
  }

  private QueueMessage read(Class<? extends Message> type) {
    answers.put("getPropertyNames", Collections.enumeration(List.of("workflow")));
    Message message =
        type.cast(
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> {
                  @Nullable Object answer = answers.get(method.getName());
                  if (answer instanceof JMSException failure) {
                    throw failure;
                  }
                  return answer;
                }));
    return ReceivedMessage.read(message, "q", () -> "made up");
  }
}
