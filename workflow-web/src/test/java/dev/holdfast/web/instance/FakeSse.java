package dev.holdfast.web.instance;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Makes events that only hold what they are given. */
final class FakeSse implements Sse {

  @Override
  public OutboundSseEvent.Builder newEventBuilder() {
    return new Builder();
  }

  @Override
  public SseBroadcaster newBroadcaster() {
    throw new UnsupportedOperationException();
  }

  private record Event(@Nullable String id, @Nullable String comment, @Nullable Object data)
      implements OutboundSseEvent {

    @Override
    public @Nullable String getId() {
      return id;
    }

    @Override
    public @Nullable String getComment() {
      return comment;
    }

    @Override
    public @Nullable Object getData() {
      return data;
    }

    @Override
    public @Nullable String getName() {
      return null;
    }

    @Override
    public long getReconnectDelay() {
      return RECONNECT_NOT_SET;
    }

    @Override
    public boolean isReconnectDelaySet() {
      return false;
    }

    @Override
    public Class<?> getType() {
      return String.class;
    }

    @Override
    public Type getGenericType() {
      return String.class;
    }

    @Override
    public MediaType getMediaType() {
      return MediaType.TEXT_PLAIN_TYPE;
    }
  }

  private static final class Builder implements OutboundSseEvent.Builder {

    private @Nullable String id;
    private @Nullable String comment;
    private @Nullable Object data;

    @Override
    public Builder id(String value) {
      id = value;
      return this;
    }

    @Override
    public Builder comment(String value) {
      comment = value;
      return this;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the interface
    public Builder data(Class type, Object value) {
      data = value;
      return this;
    }

    @Override
    @SuppressWarnings("rawtypes") // as in the interface
    public Builder data(GenericType type, Object value) {
      data = value;
      return this;
    }

    @Override
    public Builder data(Object value) {
      data = value;
      return this;
    }

    @Override
    public Builder name(String value) {
      return this;
    }

    @Override
    public Builder reconnectDelay(long milliseconds) {
      return this;
    }

    @Override
    public Builder mediaType(MediaType type) {
      return this;
    }

    @Override
    public OutboundSseEvent build() {
      return new Event(id, comment, data);
    }
  }
}
