package dev.holdfast.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class StartupFailureTest {

  @Test
  void saysTheFirstCauseOfAFailureNobodyForesaw() {
    Exception failure =
        new InvocationTargetException(
            new IllegalStateException("around it", new IllegalStateException("Address in use")));

    assertThat(StartupFailure.unforeseen(failure))
        .isEqualTo(
            "The server did not start (Address in use); the SEVERE and ERROR lines above say why.");
    assertThat(StartupFailure.unforeseen(new InterruptedException()))
        .contains("(java.lang.InterruptedException)");
  }
}
