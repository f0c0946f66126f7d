package dev.holdfast.micro;

import java.nio.file.Path;
import java.util.Map;

class CrashRecoveryIT extends CrashRecoveryContract {

  @Override
  Map<String, String> database(Path folder) {
    return Map.of();
  }
}
